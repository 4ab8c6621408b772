"""Boxes in layers, arrows between them: where each goes on paper. Pure geometry: knows nothing of flows.

A box stands below all that lead to it. Arrows to a box far below share one lane past what lies between; arrows back
up go round by the left. Places are found by sweeps: order by the mean of the neighbours, then the nearest places that
keep that order (pool adjacent violators).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

GAP_X, GAP_Y = 28.0, 38.0
"""Between two boxes side by side, and between two layers, in px."""
LANE = 14.0
"""Room of an arrow that passes by."""
SWEEPS = 6
"""Down and up again; more change nothing that is seen."""
STRAIGHT = 6.0
"""How much more a lane wants to be straight than an arrow between boxes."""
MIDDLE = 0.03
"""How much each wants to be in the middle: without, a long flow drifts to one side."""


class Box(NamedTuple):
    id: str
    width: float
    height: float


class Spot(NamedTuple):
    """Left top corner."""

    x: float
    y: float


Points = tuple[tuple[float, float], ...]


@dataclass
class Item:
    """A box, or the lane of the arrows to `target` beside a layer."""

    id: str
    layer: int
    width: float
    target: str = ""
    x: float = 0.0
    above: list[Item] = field(default_factory=list)
    below: list[Item] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layout:
    """`spots` by box; `lanes`: by target and layer, the x of the arrows to it; `tops`: y of each layer, with one more
    for what would come next; `layer` of each box; `backs`: by target, x of the arrows up to it (left of 0)."""

    spots: Mapping[str, Spot]
    lanes: Mapping[tuple[str, int], float]
    tops: Sequence[float]
    bottoms: Sequence[float]
    layer: Mapping[str, int]
    backs: Mapping[str, float]
    width: float
    height: float


def laid_out(boxes: Sequence[Box], ways: Iterable[tuple[str, str]]) -> Layout:
    """`ways`: (from, to) of boxes; one that leads to a box before its own in the order of `boxes`, or to itself, is an
    arrow back."""
    order = {box.id: at for at, box in enumerate(boxes)}
    down = sorted(
        {way for way in ways if order[way[0]] < order[way[1]]}, key=lambda way: (order[way[0]], order[way[1]])
    )
    up = sorted({way for way in ways if order[way[0]] >= order[way[1]]})
    layer = _layers(boxes, down)
    items, lanes = _items(boxes, down, layer)
    rows = _rows([*items.values(), *lanes.values()], layer)
    for _ in range(SWEEPS):
        _order(rows)
    for _ in range(SWEEPS):
        _place(rows)
    left = min((item.x - item.width / 2 for row in rows for item in row), default=0.0)
    tops, bottoms = _heights(boxes, layer, len(rows))
    spots = {box.id: Spot(items[box.id].x - left - box.width / 2, tops[layer[box.id]]) for box in boxes}
    return Layout(
        spots,
        {key: item.x - left for key, item in lanes.items()},
        tops,
        bottoms,
        layer,
        _backs(up, layer),
        max((item.x - left + item.width / 2 for row in rows for item in row), default=0.0),
        bottoms[-1] if bottoms else 0.0,
    )


def _layers(boxes: Sequence[Box], down: Sequence[tuple[str, str]]) -> dict[str, int]:
    """The longest way to each. A box that nothing leads to stands below the one before it."""
    layer = {box.id: 0 for box in boxes}
    led = {target for _, target in down}
    after: dict[str, list[str]] = {}
    for source, target in down:
        after.setdefault(source, []).append(target)
    before = ""
    for box in boxes:
        if before and box.id not in led:
            layer[box.id] = layer[before] + 1
        for target in after.get(box.id, ()):
            layer[target] = max(layer[target], layer[box.id] + 1)
        before = box.id
    return layer


def _items(
    boxes: Sequence[Box], down: Sequence[tuple[str, str]], layer: Mapping[str, int]
) -> tuple[dict[str, Item], dict[tuple[str, int], Item]]:
    items = {box.id: Item(box.id, layer[box.id], box.width) for box in boxes}
    lanes: dict[tuple[str, int], Item] = {}
    for source, target in down:
        upper = items[source]
        for at in range(layer[source] + 1, layer[target]):
            known = (target, at) in lanes
            lane = lanes.setdefault((target, at), Item("", at, LANE, target))
            _join(upper, lane)
            upper = lane
            if known:
                break
        else:
            _join(upper, items[target])
    return items, lanes


def _join(upper: Item, lower: Item) -> None:
    upper.below.append(lower)
    lower.above.append(upper)


def _rows(items: Sequence[Item], layer: Mapping[str, int]) -> list[list[Item]]:
    """Boxes in their order, lanes to the right of them."""
    rows: list[list[Item]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for item in items:
        rows[item.layer].append(item)
    return rows


def _order(rows: Sequence[list[Item]]) -> None:
    """One sweep down and one up: each row by the mean place of its neighbours in the row before."""
    for sweep, side in ((rows[1:], "above"), (rows[-2::-1], "below")):
        for row in rows:
            for at, item in enumerate(row):
                item.x = float(at)
        for row in sweep:
            means = {id(item): _mean(getattr(item, side), item.x) for item in row}
            row.sort(key=lambda item: means[id(item)])
            for at, item in enumerate(row):
                item.x = float(at)


def _mean(neighbours: Sequence[Item], otherwise: float) -> float:
    return sum(item.x for item in neighbours) / len(neighbours) if neighbours else otherwise


def _place(rows: Sequence[list[Item]]) -> None:
    """**Why** what stands alone in its layer goes where it likes: steps that follow each other stay in line."""
    for sweep, side in ((rows, "above"), (rows[::-1], "below")):
        for row in sweep:
            middle = MIDDLE if len(row) > 1 else 0.0
            wishes = [_wish(item, getattr(item, side), middle) for item in row]
            for item, x in zip(row, fitted(row, wishes), strict=True):
                item.x = x


def _wish(item: Item, neighbours: Sequence[Item], middle: float) -> tuple[float, float]:
    """Where it would stand best, and how much it wants to."""
    if not neighbours:
        return item.x, 0.1
    weights = [STRAIGHT if item.target and other.target else 1.0 for other in neighbours]
    total = sum(weights) + middle
    return sum(other.x * weight for other, weight in zip(neighbours, weights, strict=True)) / total, total


def fitted(row: Sequence[Item], wishes: Sequence[tuple[float, float]]) -> list[float]:
    """The places nearest to the wishes (least squares) that keep the order and the room of each."""
    shifts: list[float] = []
    for at, item in enumerate(row):
        before = row[at - 1] if at else None
        room = (before.width + item.width) / 2 + _gap(before, item) if before else 0.0
        shifts.append((shifts[-1] if shifts else 0.0) + room)
    pools: list[tuple[float, float, int]] = []
    for (wish, weight), shift in zip(wishes, shifts, strict=True):
        pool = (wish - shift, weight, 1)
        while pools and pools[-1][0] > pool[0]:
            place, heavy, many = pools.pop()
            total = heavy + pool[1]
            pool = ((place * heavy + pool[0] * pool[1]) / total, total, many + pool[2])
        pools.append(pool)
    flat = [place for place, _, many in pools for _ in range(many)]
    return [place + shift for place, shift in zip(flat, shifts, strict=True)]


def _gap(one: Item, other: Item) -> float:
    return LANE / 4 if one.target and other.target else GAP_X if not one.target and not other.target else GAP_X / 2


def _heights(boxes: Sequence[Box], layer: Mapping[str, int], count: int) -> tuple[list[float], list[float]]:
    highest = [0.0] * count
    for box in boxes:
        highest[layer[box.id]] = max(highest[layer[box.id]], box.height)
    tops, bottoms, y = [], [], 0.0
    for height in highest:
        tops.append(y)
        bottoms.append(y + height)
        y += height + GAP_Y
    return tops, bottoms


def _backs(up: Sequence[tuple[str, str]], layer: Mapping[str, int]) -> dict[str, float]:
    """One lane a target, left of everything; short ones nearest."""
    spans: dict[str, tuple[int, int]] = {}
    for source, target in up:
        first, last = spans.get(target, (layer[target], layer[target]))
        spans[target] = (min(first, layer[source]), max(last, layer[source]))
    taken: list[list[tuple[int, int]]] = []
    found: dict[str, float] = {}
    for target, span in sorted(spans.items(), key=lambda one: one[1][1] - one[1][0]):
        free = (at for at, lane in enumerate(taken) if all(span[1] < first or last < span[0] for first, last in lane))
        at = next(free, len(taken))
        if at == len(taken):
            taken.append([])
        taken[at].append(span)
        found[target] = -(at + 1) * LANE
    return found
