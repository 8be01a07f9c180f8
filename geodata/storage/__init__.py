"""Tables, migrations, the event store and the decision log.

Each name is imported when it is first asked for: a process that only makes rows ready needs
no database library.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geodata.storage.audits import Audit, AuditBook, AuditedPin
    from geodata.storage.corrections import Undone
    from geodata.storage.decision_log import Decision
    from geodata.storage.draft_shelf import Draft
    from geodata.storage.editions import Edition, EditionBook, Standing
    from geodata.storage.intake import IntakeBook, Known, Visit
    from geodata.storage.joins import BY_MACHINE, JoinBook, Proposal
    from geodata.storage.published import PublishedCorrection
    from geodata.storage.publishers import LinkCheck, PublisherBook
    from geodata.storage.readers import ReaderStore
    from geodata.storage.review import Queued, ReviewBook
    from geodata.storage.rules import Move, Moves, RuleBook
    from geodata.storage.safety import SafetyBook
    from geodata.storage.store import EventStore
    from geodata.storage.work_queue import Work, WorkBook, WorkStep

__all__ = [
    "BY_MACHINE",
    "Audit",
    "AuditBook",
    "AuditedPin",
    "Decision",
    "Draft",
    "Edition",
    "EditionBook",
    "EventStore",
    "IntakeBook",
    "JoinBook",
    "Known",
    "LinkCheck",
    "Move",
    "Moves",
    "Proposal",
    "PublishedCorrection",
    "PublisherBook",
    "Queued",
    "ReaderStore",
    "ReviewBook",
    "RuleBook",
    "SafetyBook",
    "Standing",
    "Undone",
    "Visit",
    "Work",
    "WorkBook",
    "WorkStep",
]

_HOMES = {
    "Audit": "audits",
    "AuditBook": "audits",
    "AuditedPin": "audits",
    "Undone": "corrections",
    "Decision": "decision_log",
    "Draft": "draft_shelf",
    "Edition": "editions",
    "EditionBook": "editions",
    "Standing": "editions",
    "IntakeBook": "intake",
    "Known": "intake",
    "Visit": "intake",
    "BY_MACHINE": "joins",
    "JoinBook": "joins",
    "Proposal": "joins",
    "PublishedCorrection": "published",
    "LinkCheck": "publishers",
    "PublisherBook": "publishers",
    "ReaderStore": "readers",
    "Queued": "review",
    "ReviewBook": "review",
    "Move": "rules",
    "Moves": "rules",
    "RuleBook": "rules",
    "SafetyBook": "safety",
    "EventStore": "store",
    "Work": "work_queue",
    "WorkBook": "work_queue",
    "WorkStep": "work_queue",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(f"geodata.storage.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
