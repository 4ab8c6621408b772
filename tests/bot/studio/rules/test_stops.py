"""No figure about fewer than five people, also not by subtracting one page from another."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.studio.rules.stops import (
    GROUP,
    Cell,
    Filter,
    Group,
    blocks,
    choices,
    found,
    middle,
    months_back,
    rounded,
    share,
)

NOVEMBER, DECEMBER = 202611, 202612
LOCALES, CHANNELS, CAMPAIGNS = ("fr", "ar"), ("web", "telegram"), ("", "affiche")
FEW = 14
"""Counts of a test: people, arrived, then the rest."""
ALL = Filter()


def cell(
    people: int,
    step: str = "nom",
    *,
    month: int = NOVEMBER,
    locale: str = "fr",
    channel: str = "web",
    campaign: str = "",
    arrived: int | None = None,
) -> Cell:
    counts = (people, people if arrived is None else arrived, *[0] * (FEW - 2))
    return Cell(step, Group(month, locale, channel, campaign), counts)


def people(cells: list[Cell], wanted: Filter = ALL) -> int:
    steps = found(cells, wanted).steps
    return steps["nom"][0] if "nom" in steps else 0


def test_a_group_of_four_is_counted_with_others_and_seen_nowhere_by_itself() -> None:
    shown = blocks([cell(20), cell(4, locale="ar"), cell(9, channel="telegram")])
    assert people(shown) == 33
    assert people(shown, Filter(locale="ar")) == 0
    assert people(shown) - people(shown, Filter(locale="fr")) >= GROUP, "what is missing is not the four alone"
    assert choices(shown, "locale") == ["fr"]


def test_the_campaigns_of_a_small_group_are_put_together_first() -> None:
    shown = blocks([*[cell(3, locale="ar", campaign=name) for name in ("", "gare", "lycée")], cell(8)])
    assert people(shown, Filter(locale="ar")) == 9
    assert people(shown, Filter(campaign="gare")) == 0
    assert people(shown, Filter(campaign="")) == 8, "the three are not told apart"


def test_fewer_than_five_in_a_whole_month_are_not_shown_at_all() -> None:
    shown = blocks([cell(4), cell(50, month=DECEMBER)])
    assert people(shown) == 50
    assert {block.group.month for block in shown} == {DECEMBER}


def test_one_person_going_round_and_round_is_no_group() -> None:
    assert blocks([cell(1, arrived=60)]) == []


def test_what_cannot_be_told_apart_is_said() -> None:
    shown = blocks([cell(10), cell(4, locale="ar"), cell(3, locale="uk")])
    answer = found(shown, Filter(locale="fr"))
    assert answer.steps["nom"][0] == 10
    assert answer.unsaid == 7


CELLS = st.lists(
    st.builds(
        lambda people, step, month, locale, channel, campaign, more: cell(
            people, step, month=month, locale=locale, channel=channel, campaign=campaign, arrived=people + more
        ),
        st.integers(0, 9),
        st.sampled_from(["nom", "age"]),
        st.sampled_from([NOVEMBER, DECEMBER]),
        st.sampled_from(LOCALES),
        st.sampled_from(CHANNELS),
        st.sampled_from(CAMPAIGNS),
        st.integers(0, 3),
    ),
    max_size=40,
    unique_by=lambda one: (one.step, one.group),
)
FILTERS = [Filter(*parts) for parts in product((None, *LOCALES), (None, *CHANNELS), (None, *CAMPAIGNS))]


@settings(max_examples=60, deadline=None)
@given(CELLS)
def test_no_two_pages_differ_by_a_small_group(cells: list[Cell]) -> None:
    """**Why** sets of blocks: adding and subtracting pages always gives a sum of blocks."""
    shown = blocks(cells)
    assert all(block.counts[0] >= GROUP for block in shown)
    answers = {wanted: found(shown, wanted).steps for wanted in FILTERS}
    for step in ("nom", "age"):
        counted = [steps[step][0] if step in steps else 0 for steps in answers.values()]
        assert all(count == 0 or count >= GROUP for count in counted)
        whole = answers[Filter()]
        total = whole[step][0] if step in whole else 0
        assert all(total - count == 0 or total - count >= GROUP for count in counted)


@settings(max_examples=60, deadline=None)
@given(CELLS)
def test_nothing_is_lost_but_months_of_fewer_than_five(cells: list[Cell]) -> None:
    months: dict[tuple[str, int], tuple[int, int]] = {}
    for step, group, counts in cells:
        so_far = months.get((step, group.month), (0, 0))
        months[step, group.month] = so_far[0] + counts[0], so_far[1] + counts[1]
    shown: dict[tuple[str, int], tuple[int, int]] = {}
    for step, group, counts in blocks(cells):
        so_far = shown.get((step, group.month), (0, 0))
        shown[step, group.month] = so_far[0] + counts[0], so_far[1] + counts[1]
    assert shown == {key: sums for key, sums in months.items() if sums[0] >= GROUP}


@settings(max_examples=40, deadline=None)
@given(CELLS)
def test_what_may_be_shown_stays_as_it_is(cells: list[Cell]) -> None:
    shown = blocks(cells)
    assert sorted(blocks(shown), key=repr) == sorted(shown, key=repr)


@pytest.mark.parametrize(
    ("count", "shown"), [(0, None), (4, None), (5, 5), (7, 5), (8, 10), (12, 10), (13, 15), (1001, 1000)]
)
def test_numbers_are_rounded_to_five(count: int, shown: int | None) -> None:
    assert rounded(count) == shown


def test_a_share_is_of_the_rounded_numbers() -> None:
    assert share(18, 20) == 100, "the two who did not answer are not seen"
    assert share(11, 21) == 50
    assert share(2, 21) is None


@pytest.mark.parametrize(
    ("boxes", "number"),
    [([0, 0, 0, 0, 0, 0, 0], None), ([4, 0, 0, 0, 0, 0, 0], None), ([1, 1, 1, 1, 1, 0, 0], 2), ([0] * 6 + [9], 6)],
)
def test_the_middle_of_the_times(boxes: list[int], number: int | None) -> None:
    assert middle(boxes) == number


def test_months_back() -> None:
    assert list(months_back(202602, 4)) == [202602, 202601, 202512, 202511]
