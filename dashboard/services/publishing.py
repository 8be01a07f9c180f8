"""Publishing, safety, sources and audits: every write asks for the right to it first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dashboard.services import collection
from dashboard.services.rights import for_download, require_editor, require_owner
from geodata.errors import FetchError, InputError, InvalidLinkError, NotAllowedError
from geodata.exchange import edition_file
from geodata.fetching import Fetcher
from geodata.publishing import (
    Gate,
    Grade,
    Objection,
    PermittedUse,
    Publisher,
    SafetyRule,
    SafetyScope,
    Verdict,
)
from geodata.storage import Audit, Edition, Standing

MOST_CORRECTIONS = 10_000  # told behind what an edition showed
MOST_LINKS = 100  # asked for in one go


def standing() -> Standing:
    """What stands against publishing now; for editors."""
    require_editor()
    return collection.store().editions.standing()


def sign_off(wanted: Sequence[Objection], why: str) -> int:
    """Sign for objections that still stand; how many were signed."""
    name = require_editor()
    book = collection.store().editions
    ids = {one.id for one in wanted}  # what the page held is looked up again
    return book.sign_off([one for one in book.standing().against if one.id in ids], why, by=name)


def publish() -> Edition:
    """Show readers every accepted event.

    Raises:
        NotPublishableError: something stands against it that nobody signed for.
    """
    name = require_editor()
    return collection.store().editions.publish(by=name)


def edition_download(number: int) -> Callable[[], bytes]:
    """What makes the file of what an edition showed; for editors."""

    def made() -> bytes:
        store = collection.store()
        told = store.for_readers.published_corrections(MOST_CORRECTIONS)
        chunks = edition_file(store.editions.edition(number), store.editions.lines(number), told)
        return "".join(chunks).encode()

    return for_download(made)


def withdraw(event_id: str, why: str, *, told: bool, expected: int) -> int:
    """Take a published event back from readers; how many events went with it.

    Raises:
        ChangedMeanwhileError: somebody changed it after that version.
    """
    name = require_editor()
    return collection.store().withdraw(
        event_id, _reason(why), told=told, by=name, expected=expected
    )


def set_gate(finest_km: float, watched: Iterable[str], expected: Gate | None = None) -> None:
    """Ask for something else before publishing; for owners.

    Raises:
        ChangedMeanwhileError: it does not ask for what this owner saw (any more).
    """
    name = require_owner()
    gate = Gate(float(finest_km), tuple(watched))
    collection.store().safety.set_gate(gate, by=name, expected=expected)


def make_safety_rule(rule: SafetyRule, why: str = "") -> SafetyRule:
    """Blur from now on: one event by any editor, whatever else by an owner."""
    name = require_editor() if rule.scope is SafetyScope.EVENT else require_owner()
    return collection.store().safety.make(rule, by=name, why=_reason(why))


def end_safety_rule(rule_id: str, why: str) -> None:
    """Show the true points again; for owners, with a reason."""
    name = require_owner()
    if not why.strip():
        raise InputError("Write why readers may know the points again.")
    collection.store().safety.end(rule_id, by=name, why=_reason(why))


def mark_graphic(event_id: str, *, is_graphic: bool) -> None:
    """Fold the passage of an event behind a click, or show it again."""
    name = require_editor()
    collection.store().safety.mark_graphic(event_id, is_graphic=is_graphic, by=name)


def grade_source(
    source: str, grade: str, use: str, note: str = "", expected: Publisher | None = None
) -> None:
    """Say how far a publisher can be relied on and what may be shown of its words.

    Raises:
        ChangedMeanwhileError: somebody said something else than this editor saw.
    """
    name = require_editor()
    try:
        publisher = Publisher(source, Grade(grade), PermittedUse(use), note)
    except ValueError:
        raise InputError("Choose a grade from A to F and one of the permitted uses.") from None
    collection.store().publishers.put(publisher, by=name, expected=expected)


def check_links(links: Sequence[str]) -> int:
    """Ask for pages again; how many of them are dead."""
    require_editor()
    # As for every address that is fetched: only where that is allowed.
    from dashboard.services.incoming import may_fetch
    from dashboard.services.rights import current

    if not may_fetch(current()):
        raise NotAllowedError("Addresses are not fetched from here; GAZETTE_WEB=on allows it.")
    if len(links) > MOST_LINKS:
        raise InputError(f"At most {MOST_LINKS} links can be checked at once.")
    book, fetcher = collection.store().publishers, Fetcher()
    dead = 0
    for link in links:
        try:
            fetcher.fetch(link)
        except (FetchError, InvalidLinkError) as error:
            dead += 1
            book.note_check(link, is_dead=True, answer=str(error))
        else:
            book.note_check(link, is_dead=False, answer="answers")
    return dead


def draw_audit() -> Audit:
    """Draw pins at random to be judged."""
    name = require_editor()
    return collection.store().audits.draw(by=name)


def judge_pin(audit_id: str, number: int, place: str, date: str) -> None:
    """Keep what this editor says of one pin."""
    name = require_editor()
    try:
        verdicts = Verdict(place), Verdict(date)
    except ValueError:
        raise InputError("A pin is right, wrong, or cannot be told.") from None
    collection.store().audits.judge(audit_id, number, *verdicts, by=name)


def _reason(why: str) -> str:
    reason = " ".join(why.split())
    if len(reason) > 500:
        raise InputError("A reason may have 500 characters.")
    return reason
