"""At most three, the nearest first, each for a reason; and what is said when there is nothing near."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.library import library
from bot.workshops.kits.reader import kit_of
from bot.workshops.model import State, Workshop
from bot.workshops.rules.suggest import (
    FOR_A_FIRST,
    FOR_A_GOAL,
    GOALS,
    LEAD,
    MOST,
    NEAR_KM,
    WIDE_KM,
    About,
    Suggestion,
    suggest,
)
from tests.bot.workshops.rows import NOON, talk

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ANYBODY = About(("fr",), has_cv=False)


def held(
    id: int, days: float = 5, *, languages: Sequence[str] = ("fr",), left: int = 8, kit: str = "", state: State = "open"
) -> Workshop:
    one = talk(id, 48.9, 2.35, NOON + days * DAY, languages, taken=8 - left)
    return replace(one, state=state, draft=replace(one.draft, kit=kit))


def ids(found: Suggestion) -> list[int]:
    return [card.workshop.id for card in found.cards]


def test_the_three_nearest_each_with_its_reason() -> None:
    found = suggest([(held(1, 8), 9.0), (held(2, 1), 4.0), (held(3), 2.0), (held(4), 12.0)], (), ANYBODY, NOON)
    assert (found.circle, ids(found)) == ("near", [3, 2, 1])
    assert [card.reason for card in found.cards] == ["nearest", "soon", "seats"]


def test_what_the_cv_lacks_goes_before_what_is_a_little_nearer() -> None:
    near = [(held(1), 1.0), (held(2), 2.0), (held(3), 3.0), (held(4, kit="cv"), 4.5)]
    assert 4 in ids(suggest(near, (), ANYBODY, NOON))
    assert 4 not in ids(suggest(near, (), About(("fr",), has_cv=True), NOON)), "it is made already"
    next_step = [*near[:3], (held(5, kit="mock_interview"), 4.5)]
    shown = suggest(next_step, (), About(("fr",), has_cv=True), NOON)
    assert {card.workshop.id: card.reason for card in shown.cards}[5] == "next"


def test_what_they_look_for_goes_before_what_is_a_little_nearer() -> None:
    near = [(held(1), 1.0), (held(2), 2.0), (held(3), 3.0)]
    goals = {
        "internship": ("placement", ("company_visit", "phone_employer")),
        "apprenticeship": ("placement", ("company_visit", "phone_employer")),
        "job": ("job", ("mock_interview", "one_minute")),
        "civic": ("civic", ("one_minute", "mock_interview")),
        "any": ("any", ("company_visit",)),
    }
    for code, (reason, kits) in goals.items():
        for kit in kits:
            there = [*near, (held(4, kit=kit), 4.5)]
            for has_cv in (False, True):
                shown = suggest(there, (), About(("fr",), has_cv, looking=(code,)), NOON).cards
                assert {card.workshop.id: card.reason for card in shown}[4] == reason
            assert 4 not in ids(suggest(there, (), About(("fr",), has_cv=False, looking=("?",)), NOON))


def test_every_goal_of_the_cv_is_served_by_kits_that_there_are() -> None:
    steps = library(None).flows["cv"].steps
    asked = next(step for step in steps if step.save == "looking_kind")
    assert [choice.id for choice in asked.choices if choice.id not in GOALS] == []
    kits = [*chain.from_iterable(FOR_A_GOAL.values()), *FOR_A_FIRST]
    assert [slug for slug in kits if kit_of(slug) is None] == []


def test_without_a_cv_the_cv_goes_first_then_what_they_want() -> None:
    """Four at the same distance: one is left out, and it is what serves them least."""
    there = [
        (held(id, kit=kit), 2.0) for id, kit in enumerate(("", "workplace_codes", "mock_interview", "write_cv"), 1)
    ]
    about = About(("fr",), has_cv=False, looking=("job",), never_worked=True)
    shown = {card.workshop.id: card.reason for card in suggest(there, (), about, NOON).cards}
    assert shown == {2: "first", 3: "job", 4: "cv"}
    made = About(("fr",), has_cv=True, looking=("job",), never_worked=True)
    assert {card.workshop.id: card.reason for card in suggest(there, (), made, NOON).cards} == {
        1: "nearest", 2: "first", 3: "job",
    }  # fmt: skip


def test_one_they_have_a_seat_in_comes_last_and_says_so() -> None:
    there = [(held(1, kit="write_cv"), 1.0), (held(2), 2.0), (held(3), 3.0)]
    about = About(("fr",), has_cv=False, seats={1: "seat"})
    shown = suggest(there, (), about, NOON).cards
    assert [(card.workshop.id, card.reason) for card in shown] == [(2, "seats"), (3, "seats"), (1, "seat")]
    assert 1 not in ids(suggest([*there, (held(4), 9.0)], (), about, NOON)), "others tell more"
    only = suggest(there[:1], (), About(("fr",), has_cv=True, seats={1: "list"}), NOON)
    assert (only.circle, [card.reason for card in only.cards]) == ("near", ["list"])


def test_what_speaks_of_their_job_goes_before_what_is_a_little_nearer() -> None:
    near = [(held(1), 1.0), (held(2), 2.0), (held(3), 3.0), (held(4), 4.5)]
    about = About(("fr",), has_cv=True, named=lambda text: text.startswith("Atelier 4\n"))
    shown = suggest(near, (), about, NOON).cards
    assert {card.workshop.id: card.reason for card in shown}[4] == "trade"


def test_a_language_of_theirs_is_a_reason_and_french_is_better_than_nothing() -> None:
    arab = About(("ar", "fr"), has_cv=False)
    found = suggest([(held(1), 1.0), (held(2, languages=("ar", "fr")), 2.0)], (), arab, NOON)
    assert [card.reason for card in found.cards] == ["nearest", "language"]
    assert ids(suggest([(held(1, languages=("uk",)), 1.0)], (), arab, NOON)) == []
    assert ids(suggest([(held(1), 1.0)], (), About(("ps",), has_cv=False), NOON)) == [1]


def whom(one: Workshop, audience: str) -> Workshop:
    return replace(one, draft=replace(one.draft, welcome=replace(one.draft.welcome, audience=audience)))


def test_an_age_that_is_known_and_not_meant_is_not_shown() -> None:
    found = [(whom(held(1), "26 ans et plus"), 1.0), (whom(held(2), "16 à 25 ans"), 2.0), (held(3), 3.0)]
    young = About(("fr",), has_cv=False, band="18_25")
    assert ids(suggest(found, (), young, NOON)) == [2, 3]
    assert ids(suggest(found, (), ANYBODY, NOON)) == [1, 2, 3], "what is not known hides nothing"
    far = [whom(held(4), "16 à 25 ans")]
    assert suggest(found[:1], far, young, NOON).circle == "online"
    assert suggest(found[:1], (), young, NOON).circle == "none"


def test_the_same_thing_on_another_day_leaves_room_for_others() -> None:
    one = held(1)
    again = [replace(held(id), draft=replace(one.draft, starts_at=NOON + id * DAY)) for id in (2, 3)]
    others = [(held(7), 8.0), (held(8), 9.0)]
    found = suggest([(one, 1.0), *((other, 1.0) for other in again), *others], (), ANYBODY, NOON)
    assert len({card.workshop.draft.title for card in found.cards}) == MOST
    assert len(suggest([(one, 1.0), (again[0], 1.0)], (), ANYBODY, NOON).cards) == 2, "unless there is nothing else"


def test_nothing_near_then_further_away_then_online() -> None:
    far = [(held(1), NEAR_KM + 1), (held(2), WIDE_KM + 1)]
    online = [held(3, 9), held(4, 2)]
    wide = suggest(far, online, ANYBODY, NOON)
    assert (wide.circle, ids(wide)) == ("wide", [1])
    only = suggest(far[1:], online, ANYBODY, NOON)
    assert (only.circle, ids(only), only.cards[0].km) == ("online", [4, 3], None)
    assert suggest(far[1:], (), ANYBODY, NOON) == Suggestion("none")


def test_a_full_one_near_is_shown_for_its_waiting_list() -> None:
    full = [(held(1, left=0), 3.0)]
    found = suggest([*full, (held(2), NEAR_KM + 5)], [held(3)], ANYBODY, NOON)
    assert (found.circle, [card.full for card in found.cards]) == ("near", [True])
    some = suggest([*full, (held(2), 9.0)], (), ANYBODY, NOON)
    assert {card.workshop.id: card.full for card in some.cards} == {1: True, 2: False}
    far = suggest([(held(1, left=0), NEAR_KM + 5)], [held(3)], ANYBODY, NOON)
    assert far.circle == "online", "far and full is less than online"
    assert suggest([(held(1, left=0), NEAR_KM + 5)], (), ANYBODY, NOON).circle == "wide"


def test_what_is_over_closed_or_about_to_begin_is_not_shown() -> None:
    soon = held(1, LEAD / DAY)
    states: tuple[State, ...] = ("draft", "pending", "cancelled", "closed")
    others = [held(2 + at, state=state) for at, state in enumerate(states)]
    assert suggest([(one, 1.0) for one in (soon, *others)], (), ANYBODY, NOON) == Suggestion("none")


WORKSHOPS = st.builds(
    held,
    st.integers(1, 40),
    st.floats(-1, 30),
    languages=st.lists(st.sampled_from(["fr", "ar", "en"]), min_size=1, max_size=2, unique=True),
    left=st.integers(0, 8),
    kit=st.sampled_from(["", "cv", "visit"]),
)
FOUND = st.lists(st.tuples(WORKSHOPS, st.floats(0, 200)), max_size=12, unique_by=lambda one: one[0].id)


@given(found=FOUND, has_cv=st.booleans(), language=st.sampled_from(["fr", "ar"]))
@settings(max_examples=80)
def test_the_law(found: list[tuple[Workshop, float]], has_cv: bool, language: str) -> None:
    shown = suggest(found, (), About((language,), has_cv), NOON)
    kms = [card.km for card in shown.cards if card.km is not None]
    assert len(shown.cards) <= MOST
    assert kms == sorted(kms)
    assert len({card.workshop.id for card in shown.cards}) == len(shown.cards)
    for card in shown.cards:
        assert {language, "fr"} & {*card.workshop.draft.welcome.languages}
        assert card.workshop.draft.starts_at > NOON + LEAD
        assert card.km is not None
        assert card.km <= (NEAR_KM if shown.circle == "near" else WIDE_KM)
