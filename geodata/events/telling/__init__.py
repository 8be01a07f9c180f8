"""What one sentence tells: its clauses read into drafts of events."""

from geodata.events.telling.drafting import drafts_of
from geodata.events.telling.scene import Scene

__all__ = ["Scene", "drafts_of"]
