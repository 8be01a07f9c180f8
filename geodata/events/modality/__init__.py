"""Whether it happened, as far as the words around a trigger go."""

from geodata.events.modality.deciding import stance_of
from geodata.events.modality.stance import Stance
from geodata.events.modality.tense import in_time, is_fiction

__all__ = ["Stance", "in_time", "is_fiction", "stance_of"]
