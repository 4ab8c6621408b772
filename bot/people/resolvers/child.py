"""`python -m bot.people.resolvers.child`: the process that makes the tables, as `bot.apart` has it."""

from __future__ import annotations

import sys

from bot.apart import DONE, confine, ready
from bot.people.resolvers.tables import BOUNDS, packed


def main() -> None:
    confine(BOUNDS)
    ready()
    sys.stdout.buffer.write(packed() + DONE)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
