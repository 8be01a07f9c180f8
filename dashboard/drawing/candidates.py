"""Why a place may be the one, in words: by its clues, or because a person chose it."""

from __future__ import annotations

from collections.abc import Iterable

from geodata.model import Candidate

_CHOSEN = "chosen by "  # how the store begins the reason of a person's choice
_NO_CLUE = "No clue speaks for it."


def chooser(candidate: Candidate) -> str:
    """The name of the person who chose the place, '' when it was found in the text."""
    first = candidate.reasons[0] if candidate.reasons else ""
    return first.removeprefix(_CHOSEN) if first.startswith(_CHOSEN) else ""


def why(candidate: Candidate, editor: str = "") -> str:
    """The reasons of a place as sentences; never empty.

    Args:
        candidate: the place with its reasons.
        editor: the name of whoever looks, when that is an editor; '' for a reader.
    """
    chosen_by = chooser(candidate)
    if chosen_by:
        return "Chosen by you." if chosen_by == editor else "Chosen by an editor."
    return sentences(candidate.reasons) or _NO_CLUE


def sentences(reasons: Iterable[str]) -> str:
    """Reasons one after the other, each with its full stop.

    Example:
        >>> sentences(["named twice", "It is the best known."])
        'named twice. It is the best known.'
    """
    told = (reason.strip() for reason in reasons)
    return " ".join(reason if reason[-1] in ".!?" else f"{reason}." for reason in told if reason)
