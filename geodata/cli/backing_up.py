"""`gazette backup` and `gazette restore`: the whole collection as one file, and back."""

from __future__ import annotations

import argparse
import os
from datetime import UTC, datetime

from geodata.cli.command import DONE
from geodata.cli.terminal import note_line, plural
from geodata.storage.backup import Manifest, back_up, restore

# What the dashboard is told by its environment; nothing of it is secret.
SETTINGS = (
    "GAZETTE_TITLE", "GAZETTE_EMBED_ON", "GAZETTE_WEB", "GAZETTE_TILES", "GAZETTE_TILES_CREDIT",
)  # fmt: skip


def run(asked: argparse.Namespace) -> int:
    """Do what was asked."""
    now = datetime.now(UTC)
    if asked.command == "backup":
        settings = {name: os.environ[name] for name in SETTINGS if os.environ.get(name)}
        manifest = back_up(asked.store, asked.file, made_at=now, settings=settings)
        note_line(f"Wrote {_content(manifest)} to {asked.file}.")
        return DONE
    restored = restore(asked.file, asked.store, now=now, replace=asked.replace)
    note_line(f"Restored {_content(restored.manifest)} to {restored.path}.")
    if restored.kept_aside is not None:
        note_line(f"What was there before is kept in {restored.kept_aside}.")
    for name, value in restored.manifest.settings.items():
        if os.environ.get(name, "") != value:
            note_line(f"When it was backed up, {name} was set to {value!r}.")
    return DONE


def _content(manifest: Manifest) -> str:
    reports, events = manifest.counts.get("reports", 0), manifest.counts.get("events", 0)
    decisions = manifest.counts.get("decisions", 0)
    return (
        f"{plural(reports, 'report')}, {plural(events, 'event')} and "
        f"{plural(decisions, 'decision')} of {manifest.made_at[:16].replace('T', ' ')} UTC"
    )
