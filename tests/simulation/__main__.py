"""`python -m tests.simulation 10000 [first seed]`: as many histories, and what they came to."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from tests.simulation.run import run


def main() -> None:
    given = [int(word) for word in sys.argv[1:]]
    histories, first = (*given, 1000, 0)[:2] if len(given) != 1 else (given[0], 0)
    with tempfile.TemporaryDirectory(prefix="passerelle-") as folder:
        print(asyncio.run(run(Path(folder), histories, first)))


if __name__ == "__main__":
    main()
