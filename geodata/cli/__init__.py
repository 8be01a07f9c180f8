"""The `gazette` command."""

from geodata.cli.command import main

__all__ = ["main"]
