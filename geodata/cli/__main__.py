"""``python -m geodata.cli`` is the same as ``gazette``."""

from geodata.cli.command import main

if __name__ == "__main__":
    raise SystemExit(main())
