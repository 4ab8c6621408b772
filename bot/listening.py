"""Where the running service is, written down for commands beside it: `DATA_DIR`/listening.

Law: what is read is believed only while somebody listens there; a service that was killed leaves its file behind.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

FILE = "listening"
PATIENCE_S = 3.0
"""For the knock at a door of this machine, which a busy one may be slow to hear."""


@contextmanager
def written(folder: Path, root: str, host: str, port: int) -> Iterator[None]:
    """While the service runs. `root`: where links lead; `host`, `port`: what it listens on."""
    file, text = folder / FILE, f"{root}\n{host}\n{port}\n"
    beside = file.with_suffix(f".{os.getpid()}")
    beside.write_text(text, "utf-8")
    beside.replace(file)
    try:
        yield
    finally:
        # Another service of the same folder may have written its own since.
        with suppress(OSError):
            if file.read_text("utf-8") == text:
                file.unlink()


async def found(folder: Path) -> str | None:
    """Where links into the service that runs now lead; None: none is known to run."""
    try:
        root, host, port = (folder / FILE).read_text("utf-8").splitlines()
        async with asyncio.timeout(PATIENCE_S):
            _, writer = await asyncio.open_connection(host, int(port))
    except (OSError, ValueError, OverflowError):  # a TimeoutError is an OSError
        return None
    writer.close()
    return root
