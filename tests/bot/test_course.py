"""The training as a flow: walked by the engine, apart from what people chat about, counted by its own points."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.course import Course, Walked
from bot.mentors.training import Acts
from flows.loader import bound
from flows.model import TRAINING, Library
from tests.bot.mentors.course import ASKED, READ, good, poor
from tests.fakes.clock import FakeTime

NOW = FakeTime().now()
OURS = Course(lambda: READ)


def walk(library: Library, *acts: tuple[str, ...], locale: str = "fr") -> Walked:
    return Course(lambda: library).walked(acts, locale, NOW)


def own(steps: str) -> Library:
    files = {
        f"{TRAINING}.yaml": f"flow: {TRAINING}\ntitle: T\nsteps:\n{steps}",
        "menu.yaml": "flow: menu\ntitle: M\nsteps:\n  - {id: a, say: Le menu}\n",
    }
    return bound(files)[0].library


def said(walked: Walked) -> list[str]:
    return [text for _, texts in walked.turns for text in texts]


# -- what we ship ---------------------------------------------------------------------------------------------
def test_ours_has_its_questions_its_numbers_and_one_good_answer_each() -> None:
    assert len(ASKED) >= 12
    places = []
    for step in ASKED:
        points = [choice.score.get("score", 0) for choice in step.choices]
        assert sorted(points) == [0] * (len(points) - 1) + [1], step.id
        assert all(choice.explain for choice in step.choices), step.id
        places.append(points.index(1))
    assert max(places.count(place) for place in set(places)) <= len(places) / 2, "no place answers for all"
    texts = " ".join(step.say for step in READ.flows[TRAINING].steps)
    assert all(number in texts for number in ("3114", "119", "3018"))


@pytest.mark.parametrize("locale", ["fr", "en", "ar"])
def test_it_is_told_in_three_languages_and_ends_the_same(locale: str) -> None:
    walked = OURS.walked(good(), locale, NOW)
    assert OURS.tongue(locale) == locale
    assert (walked.over, walked.score, walked.most) == (True, len(ASKED), len(ASKED))
    assert locale == "fr" or not set(said(walked)) & set(said(OURS.walked(good(), "fr", NOW)))


def test_bad_answers_bring_nothing_and_the_good_one_is_named() -> None:
    walked = OURS.walked(poor(), "fr", NOW)
    assert (walked.over, walked.score, walked.most) == (True, 0, len(ASKED))
    assert sum(text.startswith("Plutôt") for text in said(walked)) == len(ASKED)


@pytest.mark.parametrize("acts", [good(), poor()], ids=["good", "poor"])
@pytest.mark.parametrize("locale", ["fr", "en", "ar"])
def test_every_answer_is_said_to_be_right_or_not_and_why(locale: str, acts: Acts) -> None:
    """The engine says a sentence once: each question has its own."""
    walked = OURS.walked(acts, locale, NOW)
    for step, (_, id), (_, texts) in zip(ASKED, acts, walked.turns[1:], strict=True):
        known = READ.texts.get(locale, f"{TRAINING}/{step.id}/explain/{id}")
        why = READ.texts.get(locale, f"{TRAINING}/{step.id}_pourquoi/say")
        assert texts[:2] == [known, why], step.id


@pytest.mark.parametrize(("asked", "found"), [("en_GB", "en"), ("uk", "fr"), ("", "fr"), ("xx", "fr")])
def test_the_nearest_language(asked: str, found: str) -> None:
    assert OURS.tongue(asked) == found
    assert OURS.title(asked) == {"en": "Training for mentors", "fr": "La formation des mentors"}[found]


def test_it_is_over_with_its_last_answer() -> None:
    assert not OURS.walked((), "fr", NOW).over
    last = OURS.walked(good()[:-1], "fr", NOW)
    assert not last.over
    assert last.asked is not None
    assert len(last.asked.choices) == 3


# -- of others ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("word", ["menu", "/menu", "cv", "/start", "un humain", "langue"])
def test_nobody_gets_out_of_it_by_words(word: str) -> None:
    walked = walk(own("  - id: a\n    ask: Quoi ?\n    type: text\n  - {id: fin, say: Fin}\n"), ("type", word))
    assert "Le menu" not in said(walked)


def test_actions_are_not_run_and_one_without_a_question_is_over() -> None:
    walked = walk(own("  - {id: a, say: Bonjour}\n"))
    assert (walked.over, walked.score, walked.most) == (True, 0, 0)


def test_where_there_is_none_nothing_is_asked() -> None:
    walked = walk(replace(READ, flows={}))
    assert (walked.turns, walked.asked, walked.over) == ([], None, False)


def test_what_no_longer_fits_is_cut_and_the_rest_kept() -> None:
    acts: Acts = good()[:5]
    assert OURS.walked(acts, "fr", NOW).acts == acts
    flow, asked = READ.flows[TRAINING], ASKED[2]
    others = tuple(choice for choice in asked.choices if choice.id != acts[2][1])
    steps = tuple(replace(step, choices=others) if step is asked else step for step in flow.steps)
    changed = replace(READ, flows={**READ.flows, TRAINING: replace(flow, steps=steps)}, options={}, spots={})
    assert walk(changed, *acts).acts == acts[:2]
    assert walk(READ, ("tap", "nope"), *acts).acts == ()
    assert walk(READ, ("dance", "x"), *acts).acts == acts
