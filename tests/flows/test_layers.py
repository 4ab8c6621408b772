"""No box covers another, whatever leads where; an arrow down goes down."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.layers import GAP_X, Box, Item, fitted, laid_out


@st.composite
def graphs(draw: st.DrawFn) -> tuple[list[Box], list[tuple[str, str]]]:
    heights = draw(st.lists(st.floats(20, 200), min_size=1, max_size=14))
    boxes = [Box(f"s{at}", 200.0, height) for at, height in enumerate(heights)]
    places = st.integers(0, len(boxes) - 1)
    ways = draw(st.lists(st.tuples(places, places), max_size=40))
    return boxes, [(f"s{one}", f"s{other}") for one, other in ways]


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_no_box_covers_another(graph: tuple[list[Box], list[tuple[str, str]]]) -> None:
    boxes, ways = graph
    found = laid_out(boxes, ways)
    for one, other in combinations(boxes, 2):
        a, b = found.spots[one.id], found.spots[other.id]
        apart = abs(a.x - b.x) >= 200.0 - 0.01 or a.y + one.height < b.y or b.y + other.height < a.y
        assert apart, (one, a, other, b)
    for box in boxes:
        spot = found.spots[box.id]
        assert spot.x >= -0.01
        assert spot.x + box.width <= found.width + 0.01
        assert spot.y + box.height <= found.height + 0.01


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_every_arrow_has_its_way(graph: tuple[list[Box], list[tuple[str, str]]]) -> None:
    boxes, ways = graph
    found, order = laid_out(boxes, ways), {box.id: at for at, box in enumerate(boxes)}
    for source, target in ways:
        if order[target] > order[source]:
            assert found.layer[target] > found.layer[source]
            between = range(found.layer[source] + 1, found.layer[target])
            assert all((target, at) in found.lanes for at in between)
        else:
            assert found.backs[target] < 0


@given(graphs())
@settings(max_examples=40, deadline=None)
def test_lanes_pass_by_the_boxes(graph: tuple[list[Box], list[tuple[str, str]]]) -> None:
    boxes, ways = graph
    found = laid_out(boxes, ways)
    for (_, at), x in found.lanes.items():
        for box in boxes:
            left = found.spots[box.id].x
            assert found.layer[box.id] != at or not left < x < left + box.width


def test_a_line_of_steps_is_a_straight_line() -> None:
    boxes = [Box(f"s{at}", 200.0, 40.0) for at in range(30)]
    found = laid_out(boxes, [(f"s{at}", f"s{at + 1}") for at in range(29)])
    assert {spot.x for spot in found.spots.values()} == {0.0}
    assert [spot.y for spot in found.spots.values()] == sorted(spot.y for spot in found.spots.values())


def test_two_branches_stand_side_by_side_under_their_question() -> None:
    boxes = [Box(id, 200.0, 40.0) for id in "qabz"]
    found = laid_out(boxes, [("q", "a"), ("q", "b"), ("a", "z"), ("b", "z")])
    assert found.spots["a"].y == found.spots["b"].y
    assert found.spots["b"].x - found.spots["a"].x >= 200.0 + GAP_X
    assert found.spots["q"].x == found.spots["z"].x


def test_the_nearest_places_keep_order_and_room() -> None:
    row = [Item(id, 0, 100.0) for id in "abc"]
    places = fitted(row, [(50.0, 1.0), (50.0, 1.0), (400.0, 1.0)])
    assert places == [50.0 - (100 + GAP_X) / 2, 50.0 + (100 + GAP_X) / 2, 400.0]


def test_ways_back_that_overlap_take_lanes_of_their_own() -> None:
    boxes = [Box(f"s{at}", 200.0, 40.0) for at in range(6)]
    down = [(f"s{at}", f"s{at + 1}") for at in range(5)]
    found = laid_out(boxes, [*down, ("s3", "s0"), ("s4", "s1"), ("s2", "s0")])
    assert len({found.backs["s0"], found.backs["s1"]}) == 2
    assert set(found.backs) == {"s0", "s1"}
