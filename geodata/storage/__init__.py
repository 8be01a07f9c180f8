"""Tables, migrations, the event store and the decision log."""

from geodata.storage.store import Decision, Draft, EventStore

__all__ = ["Decision", "Draft", "EventStore"]
