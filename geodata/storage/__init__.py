"""Tables, migrations, the event store and the decision log."""

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
]
