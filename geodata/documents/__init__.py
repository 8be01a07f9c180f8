"""Files and pages as reports: what a document says of itself, and its text as it was read.

Whatever came from outside is read in a process of its own, with limits on time and memory and
without a network (see ``apart``); a file that breaks its reader breaks nothing else.
"""

from geodata.documents.contents import Contents, FeedEntry
from geodata.documents.reading import ENDINGS, LARGEST_FILE, documents_in, read_document_file

__all__ = [
    "ENDINGS",
    "LARGEST_FILE",
    "Contents",
    "FeedEntry",
    "documents_in",
    "read_document_file",
]
