"""Everything that can go wrong in geodata, drawn as one tree.

    GeodataError
    ├── InputError             what was handed in cannot be used: change it
    │   ├── EmptyTextError         there is nothing to read
    │   ├── TextTooLongError       the text is longer than one report may be
    │   ├── InvalidDateError       a date outside what the calendar here covers
    │   ├── InvalidPositionError   a latitude or longitude outside WGS 84
    │   ├── InvalidLinkError       a link that is not http or https
    │   ├── SwappedPositionsError  a table whose latitudes and longitudes look exchanged
    │   ├── FetchError             an address that may not be fetched, or does not answer
    │   └── FileFormatError        a file that is not what its name says
    ├── DuplicateReportError   the same text is already in the collection
    ├── NotFoundError          an id that the store does not know (any more)
    ├── ChangedMeanwhileError  somebody else changed it first: see what, then decide
    ├── NotAllowedError        the visitor may read but not write
    ├── StoreError             the store could not do it: nothing was changed
    │   ├── StoreDamagedError      the file is not a sound database: restore a copy
    │   ├── StoreReadOnlyError     the disk or the file refuses writes
    │   ├── StoreFullError         no space left
    │   └── StoreBusyError         another writer held it too long: try again
    ├── GazetteerError         the embedded gazetteer cannot be built or opened
    └── LookupUnavailableError an online service could not answer (not: found nothing)

They are grouped by what the caller can do. The message names the value and the remedy
in one sentence; the cause is chained.
"""

from __future__ import annotations


class GeodataError(Exception):
    """The root: catch this to catch everything geodata raises on purpose."""


class InputError(GeodataError, ValueError):
    """What was handed in cannot be used; the message says what to change."""


class EmptyTextError(InputError):
    """There is no text to read."""


class TextTooLongError(InputError):
    """The text is longer than one report may be."""


class InvalidDateError(InputError):
    """A date outside the years this program covers."""


class InvalidPositionError(InputError):
    """A latitude outside -90..90 or a longitude that is not a finite number."""


class InvalidLinkError(InputError):
    """A link whose scheme is not http or https."""


class SwappedPositionsError(InputError):
    """The latitudes and longitudes of a table look exchanged; somebody must say.

    Attributes:
        finding: what speaks for it, in a sentence.
    """

    def __init__(self, finding: str, remedy: str = "") -> None:
        """Take what was found, and what to do about it on a command line."""
        super().__init__(f"{finding} {remedy}".rstrip())
        self.finding = finding


class FetchError(InputError):
    """An address that may not be fetched, or does not answer; the message says which."""


class FileFormatError(InputError):
    """A file whose content is not what its name or the caller says."""


class DuplicateReportError(GeodataError):
    """The same text is already in the collection.

    Attributes:
        report_id: the id of the report that is already there.
    """

    def __init__(self, message: str, report_id: str) -> None:
        super().__init__(message)
        self.report_id = report_id


class NotFoundError(GeodataError, LookupError):
    """An id that the store does not know, or no longer knows."""


class ChangedMeanwhileError(GeodataError):
    """Somebody else changed it first; nothing was written, and nothing of theirs is lost.

    Attributes:
        subject_id: of the event.
        decisions: what was decided meanwhile, oldest first.
    """

    def __init__(
        self, message: str, subject_id: str = "", decisions: tuple[object, ...] = ()
    ) -> None:
        super().__init__(message)
        self.subject_id = subject_id
        self.decisions = decisions


class NotAllowedError(GeodataError):
    """The visitor may read but not write."""


class StoreError(GeodataError):
    """The store could not do it; nothing was changed."""


class StoreDamagedError(StoreError):
    """The file is not a sound database of this program; it is left untouched."""


class StoreReadOnlyError(StoreError):
    """The disk or the file refuses writes."""


class StoreFullError(StoreError):
    """There is no space left where the store lives."""


class StoreBusyError(StoreError):
    """Another writer held the store too long; trying again is right."""


class GazetteerError(GeodataError):
    """The embedded gazetteer cannot be built or opened."""


class LookupUnavailableError(GeodataError):
    """An online service could not answer, which is not the same as finding nothing.

    Attributes:
        retry_after_s: seconds the service asked to wait, None when it did not say.
    """

    def __init__(self, message: str, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class NotPublishableError(GeodataError):
    """Something stands against publishing that nobody has signed for; nothing was published.

    Attributes:
        objections: what stands against it.
    """

    def __init__(self, message: str, objections: tuple[object, ...] = ()) -> None:
        super().__init__(message)
        self.objections = objections
