"""Matches and dates to events: what, where, when, who, whether, and the words that say so."""

from geodata.events.extraction import extract_events
from geodata.events.ledger import Ledger, ledger_of

__all__ = ["Ledger", "extract_events", "ledger_of"]
