"""`make bench`: measures everything in one run and prints it as a table, or as JSON with `--json`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import uvloop

from tests.bench import consoles, documents, engine, idle, nearby, places, relay, sealing, stops, studio, turns
from tests.bench.bots import OURS
from tests.bench.table import NOT_MEASURED, number, table

Figures = Mapping[str, Any]


def turn_table(results: Figures) -> str:
    ours = results.get(OURS.name)
    head = (
        "10 questions, 16 at once",
        "turns/s",
        "ours is",
        "CPU µs/turn",
        "p50 ms",
        "p99 ms",
        "first reply s",
        "idle MB",
    )
    rows: list[tuple[str, ...]] = []
    for name, one in results.items():
        if one is None:
            rows.append((name, NOT_MEASURED))
            continue
        ratio = f"{number(ours['per_second'] / one['per_second'])} ×" if ours else ""
        keys = ("cpu_us", "p50_ms", "p99_ms", "start_s", "idle_mb")
        rows.append((name, number(one["per_second"]), ratio, *(number(one[key]) for key in keys)))
    return table(head, rows)


def document_table(results: Figures) -> str:
    head = ("one CV, warm", "ms", "CPU ms", "kB")
    return table(
        head,
        [
            (name, *(number(one[key]) for key in ("ms", "cpu_ms", "kilobytes"))) if one else (name, NOT_MEASURED)
            for name, one in results.items()
        ],
    )


def engine_table(one: Figures) -> str:
    figures = [number(one[key]) for key in ("per_second", "cpu_us", "state_bytes")]
    return table(("engine alone, state as JSON", "turns/s", "CPU µs/turn", "state bytes"), [("passerelle", *figures)])


def idle_table(one: Figures) -> str:
    figures = [number(one[key]) for key in ("first_reply_s", "again_s", "idle_mb", "after_mb")]
    return table(
        ("run, nothing set", "first reply s", "second start s", "idle MB", "after the first MB"),
        [("passerelle", *figures)],
    )


def nearby_table(results: Figures) -> str:
    rows = [
        (
            name,
            *(number(one[key]) for key in ("p50_ms", "p99_ms", "scan_ms")),
            f"{number(one['scan_ms'] / one['p50_ms'])} ×",
        )
        if one
        else (name, NOT_MEASURED)
        for name, one in results.items()
    ]
    return table(("the nearest three", "p50 ms", "p99 ms", "looking at all, ms", "that is"), rows)


def places_table(one: Figures) -> str:
    figures = [number(one[key]) for key in ("load_s", "load_mb", "p50_ms", "p99_ms")]
    head = ("35,002 towns, a new process, CPU", "read in s", "MB more", "found p50 ms", "p99 ms")
    return table(head, [("passerelle", *figures)])


def relay_table(one: Figures) -> str:
    figures = [number(one[key]) for key in ("conversations", "lines", "p50_ms", "p95_ms", "p99_ms")]
    head = ("a person's line, to the mentor's console", "conversations", "lines", "p50 ms", "p95 ms", "p99 ms")
    cut = one["consoles"]
    read = [number(cut[key]) for key in ("consoles", "cuts", "lines", "missing", "repeated", "p50_ms", "p99_ms")]
    cut_head = ("consoles cut off", "consoles", "cuts", "lines", "missing", "repeated", "p50 ms", "p99 ms")
    return table(head, [("passerelle", *figures)]) + "\n\n" + table(cut_head, [("passerelle", *read)])


def sealing_table(one: Figures) -> str:
    figures = [number(one[key]) for key in ("warm_us", "cold_us", "state_bytes")]
    return table(("sealing", "µs/turn", "key unwrapped first", "state bytes"), [("AES-256-GCM", *figures)])


def studio_table(one: Figures) -> str:
    keys = ("flows", "steps", "cold_ms", "known_ms", "kept_ms", "lint_ms", "picture_ms", "form_ms", "typing_ms")
    figures = [number(one[key]) for key in keys]
    head = (
        "a big library, ms",
        "flows",
        "steps",
        "read and checked",
        "one sentence changed",
        "from the database",
        "checks alone",
        "picture, 200 steps",
        "a step's form",
        "checked while typed",
    )
    return table(head, [("passerelle", *figures)])


def stops_table(one: Figures) -> str:
    """What counting costs, then a line for each page."""
    figures = [number(one[key]) for key in ("turns", "rows", "counting_us")]
    costs = table(("where people stop", "turns", "rows kept", "CPU µs/turn"), [("passerelle", *figures)])
    pages = [(name, number(middle), number(cpu)) for name, (middle, cpu) in one["pages"].items()]
    return costs + "\n\n" + table(("pages about them", "p50 ms", "CPU ms"), pages)


TABLES = {
    "engine": engine_table,
    "sealing": sealing_table,
    "idle": idle_table,
    "turns": turn_table,
    "documents": document_table,
    "nearby": nearby_table,
    "places": places_table,
    "relay": relay_table,
    "stops": stops_table,
    "studio": studio_table,
}


async def measure(only: list[str], rounds: int, seconds: float) -> dict[str, Figures]:
    results: dict[str, Figures] = {}
    if "turns" in only:
        results["turns"] = _plain(await turns.measure(rounds, seconds))
    if "engine" in only:
        results["engine"] = asdict(engine.measure(rounds, seconds / 4))
    if "sealing" in only:
        results["sealing"] = asdict(sealing.measure(rounds))
    if "studio" in only:
        results["studio"] = asdict(await studio.measure(rounds))
    if "idle" in only:
        results["idle"] = asdict(await idle.measure(rounds))
    if "nearby" in only:
        results["nearby"] = _plain(await nearby.measure())
    if "places" in only:
        results["places"] = asdict(await places.measure(rounds))
    if "relay" in only:
        results["relay"] = asdict(await relay.measure()) | {"consoles": asdict(await consoles.measure())}
    if "stops" in only:
        results["stops"] = asdict(await stops.measure())
    if "documents" in only:
        results["documents"] = _plain(await documents.measure(rounds, count=30))
    return results


def _plain(results: Mapping[str, Any]) -> Figures:
    return {name: one and asdict(one) for name, one in results.items()}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    parser.add_argument("--rounds", type=int, default=3, help="interleaved rounds; the median is shown (3)")
    parser.add_argument("--seconds", type=float, default=4.0, help="length of a round (4)")
    parser.add_argument("--only", nargs="+", choices=sorted(TABLES), default=sorted(TABLES), help="a part of it")
    chosen = parser.parse_args(arguments)
    results = uvloop.run(measure(chosen.only, chosen.rounds, chosen.seconds))
    if chosen.json:
        print(json.dumps(results, indent=2))
    else:
        print("\n\n".join(TABLES[name](results[name]) for name in TABLES if name in results))


if __name__ == "__main__":
    main(sys.argv[1:])
