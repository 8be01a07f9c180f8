"""Enum values and dates in words: one phrase for one thing, on every screen."""

from __future__ import annotations

from geodata.model import ActorRole, Modality, PlaceRole, Precision, Status
from geodata.partial_date import date_words, day_words, span_words

MODALITY = {
    Modality.HAPPENED: "happened",
    Modality.ONGOING: "going on",
    Modality.PLANNED: "planned, not yet happened",
    Modality.THREATENED: "threatened, not happened",
    Modality.CLAIMED: "claimed, not established",
    Modality.DENIED: "denied",
    Modality.PRESUMED: "presumed, not established",
    Modality.BACKGROUND: "told as background",
}
# In the list a word in brackets stands behind the title, except for what plainly happened.
MODALITY_SHORT = {
    Modality.PLANNED: "planned",
    Modality.THREATENED: "threatened",
    Modality.CLAIMED: "claimed",
    Modality.DENIED: "denied",
    Modality.PRESUMED: "presumed",
    Modality.BACKGROUND: "background",
}
# As the answers to "Did it happen?" in the filters.
HAPPENED = {
    Modality.HAPPENED: "It happened",
    Modality.ONGOING: "Going on",
    Modality.CLAIMED: "Claimed, not established",
    Modality.PRESUMED: "Presumed",
    Modality.DENIED: "Denied",
    Modality.PLANNED: "Planned",
    Modality.THREATENED: "Threatened",
    Modality.BACKGROUND: "Told as background",
}
# As the answers to "How exactly is the place known?".
EXACTNESS = {
    Precision.EXACT: "The exact place",
    Precision.SETTLEMENT: "A town or village",
    Precision.RELATIVE: "Near a named place",
    Precision.DISTRICT: "A district",
    Precision.REGION: "A province",
    Precision.AREA: "A wider area",
    Precision.COUNTRY: "A country only",
}
CERTAINTY = {"likely": "Likely", "certain": "Certain"}
PRECISION = {
    Precision.EXACT: "exact place",
    Precision.SETTLEMENT: "town or village",
    Precision.DISTRICT: "somewhere in this district",
    Precision.REGION: "somewhere in this province",
    Precision.AREA: "somewhere in this area",
    Precision.COUNTRY: "somewhere in this country",
    Precision.RELATIVE: "near this place",
}
PLACE_ROLE = {
    PlaceRole.SITE: "",
    PlaceRole.ORIGIN: "from here",
    PlaceRole.DESTINATION: "to here",
    PlaceRole.TARGET: "the target",
    PlaceRole.NEAR: "",
}
# Accepting a batch is no review of each event, so no word claims that somebody looked.
STATUS = {
    Status.UNREVIEWED: "Not reviewed",
    Status.ACCEPTED: "Accepted",
    Status.REJECTED: "Rejected",
}
ACTOR_ROLE = {
    ActorRole.DOES: "",
    ActorRole.UNDERGOES: "to whom it happened",
    ActorRole.SAYS: "says so",
}
day, days, partial_date = day_words, span_words, date_words


def count(number: int, thing: str) -> str:
    """A number with its thing, in the singular or plural.

    Example:
        >>> count(1, "event"), count(1200, "event")
        ('1 event', '1,200 events')
    """
    return f"{number:,} {thing}" if number == 1 else f"{number:,} {thing}s"


def distance(kilometres: float) -> str:
    """A distance no finer than it is known.

    Example:
        >>> distance(0.4), distance(48.7), distance(1234.0)
        ('under 1 km', '49 km', '1,234 km')
    """
    return "under 1 km" if kilometres < 1 else f"{kilometres:,.0f} km"
