"""Which kind of event a word tells in the company it keeps."""

from geodata.events.kinds.deciding import kind_of
from geodata.events.kinds.ranks import RANK, does_harm, is_violent

__all__ = ["RANK", "does_harm", "is_violent", "kind_of"]
