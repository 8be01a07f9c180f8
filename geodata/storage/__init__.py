"""Tables, migrations, the event store and the decision log."""

from geodata.storage.decision_log import Decision
from geodata.storage.draft_shelf import Draft
from geodata.storage.joins import BY_MACHINE, JoinBook, Proposal
from geodata.storage.store import EventStore

__all__ = ["BY_MACHINE", "Decision", "Draft", "EventStore", "JoinBook", "Proposal"]
