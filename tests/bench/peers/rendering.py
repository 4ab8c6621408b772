"""Times one way of making a document: `SCRIPT CV.json COUNT FILE` prints what it cost as JSON, warm."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

WARM = 5


def main(prepare: Callable[[dict], Callable[[], bytes]]) -> None:
    """`prepare(cv)` gives the function to time: what can be done once (a template, fonts) is not counted."""
    cv, count, file = sys.argv[1:]
    render = prepare(json.loads(Path(cv).read_text("utf-8")))
    for _ in range(WARM):
        render()
    wall, cpu = [], process_time()
    for _ in range(int(count)):
        start = perf_counter()
        body = render()
        wall.append(perf_counter() - start)
    used = (process_time() - cpu) / int(count)
    Path(file).write_bytes(body)
    print(json.dumps({"ms": median(wall) * 1000, "cpu_ms": used * 1000, "bytes": len(body)}))
