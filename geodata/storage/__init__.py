"""Tables, migrations, the event store and the decision log."""

from geodata.storage.corrections import Undone
from geodata.storage.decision_log import Decision
from geodata.storage.draft_shelf import Draft
from geodata.storage.intake import IntakeBook, Known, Visit
from geodata.storage.joins import BY_MACHINE, JoinBook, Proposal
from geodata.storage.published import PublishedCorrection
from geodata.storage.review import Queued, ReviewBook
from geodata.storage.rules import Move, Moves, RuleBook
from geodata.storage.store import EventStore

__all__ = [
    "BY_MACHINE",
    "Decision",
    "Draft",
    "EventStore",
    "IntakeBook",
    "JoinBook",
    "Known",
    "Move",
    "Moves",
    "Proposal",
    "PublishedCorrection",
    "Queued",
    "ReviewBook",
    "RuleBook",
    "Undone",
    "Visit",
]
