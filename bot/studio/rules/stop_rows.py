"""Counts of a flow's steps as the lines of a table: rounded, in the order of the flow. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from bot.storage.stops import ANSWERED, ARRIVED, BACK, GONE, HUMAN, IN_5_S
from bot.storage.tables.stops import COUNTS
from bot.studio.rules.stops import Counts, middle, rounded, share
from flows.model import Flow, Library

NOTHING: Counts = (0,) * len(COUNTS)
LONGEST = 90
"""Characters of a question that a table shows."""


class Row(NamedTuple):
    """One step. None: fewer than five. `answered_share`, `gone_share`: per cent of those who arrived.

    `came`, `did`: lengths of the bar, 0..100. `box`: in which time the middle one answered. `known`: it is in the flow.
    """

    step: str
    text: str
    known: bool
    arrived: int | None
    answered: int | None
    answered_share: int | None
    back: int | None
    human: int | None
    gone: int | None
    gone_share: int | None
    box: int | None
    came: int
    did: int


def rows(library: Library, flow: str, counted: Mapping[str, Counts]) -> list[Row]:
    """Questions of the flow that is served, then steps that are gone from it but were counted."""
    order = asked(library.flows[flow]) if flow in library.flows else []
    most = max((counts[ARRIVED] for counts in counted.values()), default=0)
    gone = sorted(step for step in counted if step not in order)
    return [
        _row(library, flow, step, counted.get(step, NOTHING), most, known=step in order) for step in (*order, *gone)
    ]


def asked(flow: Flow) -> list[str]:
    """Steps at which somebody can stand."""
    return [step.id for step in flow.steps if step.is_question or step.wait]


def _row(library: Library, flow: str, step: str, counts: Counts, most: int, *, known: bool) -> Row:
    answered, gone = share(counts[ANSWERED], counts[ARRIVED]), share(counts[GONE], counts[ARRIVED])
    came = share(counts[ARRIVED], most) or 0
    return Row(
        step,
        words(library, flow, step),
        known,
        rounded(counts[ARRIVED]),
        rounded(counts[ANSWERED]),
        answered,
        rounded(counts[BACK]),
        rounded(counts[HUMAN]),
        rounded(counts[GONE]),
        gone,
        middle(counts[IN_5_S:]),
        came,
        round(came * (answered or 0) / 100),
    )


def words(library: Library, flow: str, step: str) -> str:
    """What the step asks, in French, on one line; its name where it says nothing."""
    for field in ("ask", "say"):
        text = " ".join(library.texts.raw("fr", f"{flow}/{step}/{field}")[0].split())
        if text:
            return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
    return step


def worst(found: Iterable[Row]) -> str:
    """The step at which most leave; "" where nobody is known to."""
    leaving = [row for row in found if row.gone is not None]
    return max(leaving, key=lambda row: (row.gone or 0, row.gone_share or 0)).step if leaving else ""


class Line(NamedTuple):
    """One flow in the overview. `worst`: where most leave, None where nobody is known to."""

    flow: str
    title: str
    arrived: int | None
    worst: Row | None


def lines(library: Library, totals: Sequence[tuple[str, str, Counts]]) -> list[Line]:
    """Most people first; flows at whose steps nobody can be seen come last."""
    counted: dict[str, dict[str, Counts]] = {flow: {} for flow, known in library.flows.items() if asked(known)}
    for flow, step, counts in totals:
        counted.setdefault(flow, {})[step] = counts
    found = []
    for flow, steps in counted.items():
        table = rows(library, flow, steps)
        stop = worst(table)
        title = library.flows[flow].title if flow in library.flows else flow
        arrived = rounded(max((counts[ARRIVED] for counts in steps.values()), default=0))
        found.append(Line(flow, title, arrived, next((row for row in table if row.step == stop), None)))
    return sorted(found, key=lambda line: (-(line.arrived or 0), line.title))
