"""Pages and feeds from the web, by somebody's wish only, and never from a private network."""

from geodata.fetching.addresses import is_public
from geodata.fetching.fetcher import Fetched, Fetcher
from geodata.fetching.rules import Rules

__all__ = ["Fetched", "Fetcher", "Rules", "is_public"]
