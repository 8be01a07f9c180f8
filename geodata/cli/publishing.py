"""`gazette publish` and `gazette editions`: show readers more, and what they were shown."""

from __future__ import annotations

import argparse
import sys
from typing import TextIO

from geodata.cli.command import DONE, PARTLY
from geodata.cli.exporting import opened, to_file
from geodata.cli.terminal import as_utf_8, note_line, plural, say, stdout_explained
from geodata.exchange import edition_file
from geodata.publishing.gate import HAZARD_WORDS
from geodata.storage import EventStore, Standing

_MOST_CORRECTIONS = 10_000
_MOST = 50  # lines of what stands against it


def run(asked: argparse.Namespace) -> int:
    """Do what was asked."""
    if asked.command == "editions":
        return _ACTIONS[asked.action](asked)
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


# ------------------------------------------------------------------- editions


def _list(asked: argparse.Namespace) -> int:
    with opened(asked.store) as store:
        first = store.editions.first_kept()
        for one in store.editions.all():
            kept = "" if first is not None and one.number >= first else ", no copy kept"
            events = plural(one.counts["events"], "event")
            say(f"{one.number}  {one.made_at:%Y-%m-%d %H:%M}  {events}{kept}  {one.hash}")
    return DONE


def _export(asked: argparse.Namespace) -> int:
    with opened(asked.store) as store:
        edition = store.editions.edition(asked.number)
        lines = store.editions.lines(asked.number)
        told = store.for_readers.published_corrections(_MOST_CORRECTIONS)

        def write(file: TextIO) -> int:
            for chunk in edition_file(edition, lines, told):
                file.write(chunk)
            return edition.counts["events"]

        if asked.output is None:
            as_utf_8(sys.stdout)
            with stdout_explained():
                write(sys.stdout)
                sys.stdout.flush()
        else:
            to_file(asked.output, write)
    note_line(f"Wrote edition {asked.number} to {asked.output or 'stdout'}.")
    return DONE


def _forget(asked: argparse.Namespace) -> int:
    with EventStore.open(asked.store) as store:
        store.editions.forget_before(asked.before, by=asked.by)
    say(f"The copies of editions before {asked.before} are gone; their numbers and hashes stay.")
    return DONE


_ACTIONS = {"list": _list, "export": _export, "forget": _forget}
