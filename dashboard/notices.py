"""The one table from an error to the sentence a reader sees."""

from __future__ import annotations

import logging
import secrets

from geodata.errors import (
    ChangedMeanwhileError,
    DuplicateReportError,
    EmptyTextError,
    FileFormatError,
    GazetteerError,
    GeodataError,
    InputError,
    InvalidDateError,
    InvalidLinkError,
    InvalidPositionError,
    LookupUnavailableError,
    NotAllowedError,
    NotFoundError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
    TextTooLongError,
)

_LOG = logging.getLogger("gazette")

# The first class that fits speaks, so the special ones stand before the general ones.
# None: the error's own message is the sentence, because it names the value.
_SENTENCES: tuple[tuple[type[GeodataError], str | None], ...] = (
    (EmptyTextError, "There is no text to read. Paste the report first."),
    (TextTooLongError, None),
    (InvalidDateError, None),
    (InvalidLinkError, None),
    (InvalidPositionError, None),
    (FileFormatError, None),
    (InputError, None),
    (DuplicateReportError, "This text is already in the collection."),
    (NotFoundError, "This is no longer in the collection."),
    (ChangedMeanwhileError, None),
    (NotAllowedError, None),
    (StoreDamagedError, "The collection's file is damaged. It was left untouched; restore a copy."),
    (
        StoreReadOnlyError,
        "The collection cannot be written: its disk or file refuses. Nothing was changed.",
    ),
    (StoreFullError, "The disk is full. Nothing was changed; make room and try again."),
    (StoreBusyError, "Somebody else is writing at the moment. Nothing was changed; try again."),
    (StoreError, "The collection could not be written. Nothing was changed."),
    (GazetteerError, "The gazetteer cannot be opened. Run: gazette gazetteer build"),
    (LookupUnavailableError, "The look-up service did not answer. Try again in a while."),
)


def sentence(error: Exception) -> str:
    """What to tell a reader about an error: what is wrong and what to do, no internals.

    An error that nobody foresaw is logged under a short code, which the sentence names.

    Example:
        >>> sentence(EmptyTextError("empty"))
        'There is no text to read. Paste the report first.'
        >>> sentence(InvalidDateError("The year 12345 is not covered; give 1 to 9999."))
        'The year 12345 is not covered; give 1 to 9999.'
    """
    for kind, words in _SENTENCES:
        if isinstance(error, kind):
            return words if words is not None else str(error)
    return _unforeseen(error)


def _unforeseen(error: Exception) -> str:
    code = secrets.token_hex(4)
    _LOG.error("unforeseen error %s", code, exc_info=error)
    return f"Something went wrong here and nothing was changed. Its number in the log is {code}."
