"""Matches and dates to events: what, where, when, who, whether, and the words that say so."""

from geodata.events.extraction import extract_events
from geodata.events.ledger import Ledger, NameFate, idle_dates, ledger_of, name_fates

__all__ = ["Ledger", "NameFate", "extract_events", "idle_dates", "ledger_of", "name_fates"]
