"""Text to dates: an own grammar for many languages, anchored on the day of the report."""

from __future__ import annotations

from datetime import date

from geodata.dating.anchoring import anchor
from geodata.dating.scanning import scan
from geodata.model import DateMention

__all__ = ["find_dates"]


def find_dates(
    text: str, *, published: date | None = None, southern: bool | None = None
) -> list[DateMention]:
    """The date expressions of a text in order, with the days they mean and the rule used.

    Words that count from the day of the report ("yesterday", "on Tuesday") stay open
    without ``published``; the day of the report is never filled in for a date that the
    text does not give. Takes time in proportion to the text.

    Args:
        text: any text, in any mixture of the supported languages.
        published: the day of publication, None when unknown.
        southern: whether seasons are those of the southern half of the world; None: they are
            where the text names a southern country.

    Returns:
        One mention for each expression, none inside another, prepositions left out.

    Example:
        >>> from datetime import date
        >>> [mention] = find_dates("They met on July 16.", published=date(2020, 8, 20))
        >>> mention.text, mention.first_day, mention.rule
        ('July 16', datetime.date(2020, 7, 16), 'year taken from the report’s date, 20 Aug 2020')
        >>> find_dates("They met on July 16.")[0].rule
        'year not stated'
        >>> find_dates("The 5th Corps left May village.")
        []
    """
    return anchor(text, scan(text), published, southern)
