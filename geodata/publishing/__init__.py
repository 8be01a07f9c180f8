"""What readers may see: the gate before publishing, safety, the audit of a map, sources."""

from geodata.publishing.auditing import Judged, Verdict, drawn, wilson
from geodata.publishing.gate import Gate, Hazard, Objection, objections
from geodata.publishing.sources import Grade, PermittedUse, Publisher
from geodata.publishing.veiling import SafetyRule, SafetyScope, Veils, veiled, veiled_report

__all__ = [
    "Gate",
    "Grade",
    "Hazard",
    "Judged",
    "Objection",
    "PermittedUse",
    "Publisher",
    "SafetyRule",
    "SafetyScope",
    "Veils",
    "Verdict",
    "drawn",
    "objections",
    "veiled",
    "veiled_report",
    "wilson",
]
