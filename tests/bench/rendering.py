"""Times one way of making a document: `SCRIPT CV.json COUNT FILE` prints what it cost as JSON, warm.

Every document is another person's: typesetters remember what they have set, and the same CV twice would be free.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

WARM = 5
TEXTS = {"name", "label", "summary", "city", "position", "institution", "area", "highlights"}
"""What differs from person to person, by its name in the CV."""

Data = dict[str, Any]


def another(value: Any, number: int, name: str = "") -> Any:
    """The CV of person `number`: every text that people write themselves is new."""
    if isinstance(value, dict):
        return {key: another(inner, number, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [another(inner, number, name) for inner in value]
    return f"{value} {number}" if value and name in TEXTS else value


def main(prepare: Callable[[], Callable[[Data], bytes]]) -> None:
    """`prepare()` gives the function to time: what is done once (a template, fonts, the typesetter) is not counted."""
    file, count = sys.argv.pop(), int(sys.argv.pop())
    cv = json.loads(Path(sys.argv.pop()).read_text("utf-8"))
    render = prepare()
    people = [another(cv, number) for number in range(1, WARM + count + 1)]
    bodies = [render(person) for person in people[:WARM]]
    wall, cpu = [], process_time()
    for person in people[WARM:]:
        start = perf_counter()
        bodies[-1] = render(person)
        wall.append(perf_counter() - start)
    used = (process_time() - cpu) / count
    Path(file).write_bytes(bodies[-1])
    print(json.dumps({"ms": median(wall) * 1000, "cpu_ms": used * 1000, "bytes": len(bodies[-1])}))
