"""What takes too long for the tests: ``python -m tests.reliability load``."""

from __future__ import annotations

import argparse
import sys

from tests.reliability import editors, floods, kills, load, mutations, soak

COMMANDS = {
    "editors": editors, "floods": floods, "kills": kills, "load": load, "mutations": mutations,
    "soak": soak,
}  # fmt: skip


def main(words: list[str]) -> int:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(prog="python -m tests.reliability", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, module in COMMANDS.items():
        own = commands.add_parser(name, help=(module.__doc__ or "").splitlines()[0])
        module.arguments(own)
        own.set_defaults(run=module.run)
    asked = parser.parse_args(words)
    return int(asked.run(asked))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
