"""Matches and dates to events: what, where, when, who, whether, and the words that say so."""

from geodata.events.extraction import extract_events

__all__ = ["extract_events"]
