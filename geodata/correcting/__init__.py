"""What a person may put right, and how: pure rules, without a database and without a screen."""

from geodata.correcting.edits import Change, Support, edited
from geodata.correcting.places import added_place, moved_place, pinned_place, precision_of
from geodata.correcting.rules import Rule, Scope, corrected, name_key
from geodata.correcting.urgency import DOUBTFUL_FROM, Weight, weight_of

__all__ = [
    "DOUBTFUL_FROM",
    "Change",
    "Rule",
    "Scope",
    "Support",
    "Weight",
    "added_place",
    "corrected",
    "edited",
    "moved_place",
    "name_key",
    "pinned_place",
    "precision_of",
    "weight_of",
]
