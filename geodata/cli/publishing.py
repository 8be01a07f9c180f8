"""`gazette publish`: show readers what was accepted, or say what stands against it."""

from __future__ import annotations

import argparse

from geodata.cli.command import DONE, PARTLY
from geodata.cli.exporting import opened
from geodata.cli.terminal import plural, say
from geodata.publishing.gate import HAZARD_WORDS
from geodata.storage import EventStore, Standing

_MOST = 50  # lines of what stands against it


def run(asked: argparse.Namespace) -> int:
    """Do what was asked."""
    if asked.check:
        with opened(asked.store) as store:
            standing = store.editions.standing()
        _tell(standing)
        return PARTLY if standing.against else DONE
    with EventStore.open(asked.store) as store:
        return _publish(store, asked)


def _publish(store: EventStore, asked: argparse.Namespace) -> int:
    against = store.editions.standing().against
    if against and asked.sign_off:
        store.editions.sign_off(against, asked.sign_off, by=asked.by)
    edition = store.editions.publish(by=asked.by)
    new, shown = plural(edition.counts["new"], "event"), plural(edition.counts["events"], "event")
    say(f"Edition {edition.number}: {new} new, readers see {shown}. SHA-256 {edition.hash}")
    return DONE


def _tell(standing: Standing) -> None:
    shown, waiting = plural(standing.shown, "event"), plural(standing.waiting, "accepted event")
    say(f"Readers see {shown}; {waiting} would be new to them.")
    for one in standing.against[:_MOST]:
        say(f"- {HAZARD_WORDS[one.hazard]}: {one.title}: {one.detail}")
    if len(standing.against) > _MOST:
        say(f"... and {len(standing.against) - _MOST:,} more")
    if not standing.against:
        say("Nothing stands against publishing.")
