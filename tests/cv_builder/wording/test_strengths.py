"""The words of skills from life: the same skills in every language, whole with any details and without."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from cv_builder.fonts import covered
from cv_builder.strengths import FOLLOW_UPS
from cv_builder.wording import strengths
from cv_builder.wording.phrases import LOCALES
from cv_builder.wording.tables import table

LONGEST_BUTTON = 20
"""Characters: read at a glance, two side by side on a phone."""
LONGEST_LINE = 110
"""Characters: two lines of the page at most."""
TOKENS = [token for entries in table("strengths")["details"].values() for token in entries]
COUNTED = ["p1", "p2", "p6", "p12", "k1", "k3", "k11"]


def by_kind(kind: str) -> list[str]:
    return [token for token in [*TOKENS, *COUNTED] if strengths.kind_of(token) == kind]


def every_code() -> list[str]:
    """Each skill with each detail that its line has room for, alone and together."""
    codes = []
    for skill in strengths.skills():
        kinds = sorted(strengths.slots(skill))
        for several in (chosen for many in range(len(kinds) + 1) for chosen in combinations(kinds, many)):
            rows: list[list[str]] = [[]]
            for kind in several:
                rows = [[*row, token] for row in rows for token in by_kind(kind)]
            codes += [".".join([skill, *row]) for row in rows]
    return codes


def test_there_are_things_enough_and_each_is_at_least_two_skills() -> None:
    assert set(strengths.things()) == set(FOLLOW_UPS)
    assert len(FOLLOW_UPS) >= 24
    for thing in FOLLOW_UPS:
        found = [code for code in strengths.skills() if strengths.thing_of(code) == thing]
        assert len(found) in (2, 3), thing
    assert {strengths.thing_of(code) for code in strengths.skills()} == set(FOLLOW_UPS)


@pytest.mark.parametrize("locale", LOCALES)
def test_every_line_is_whole_with_any_details(locale: str) -> None:
    for code in every_code():
        line = strengths.worded(code, locale)
        assert covered(line), line
        assert line == line.strip(), code
        assert not re.search(r"[\[\]{}|'’]{2}|[\[\]{}|']|  | ,|\( | \)", line), line
        assert len(line) <= LONGEST_LINE, line
        assert line[0].isupper() or locale == "ar", line
        for token in code.split(".")[1:]:
            assert strengths.detail(token, locale) in line, (code, line)


@pytest.mark.parametrize("locale", LOCALES)
def test_a_line_has_the_same_room_in_every_language(locale: str) -> None:
    for code, entry in strengths.skills().items():
        assert set(entry) == set(LOCALES)
        assert frozenset(re.findall(r"{(\w+)}", entry[locale][1])) == strengths.slots(code), code
        assert 0 < len(entry[locale][0]) <= LONGEST_BUTTON
        assert "'" not in "".join(entry[locale])


@pytest.mark.parametrize("locale", LOCALES)
def test_no_two_skills_are_said_the_same(locale: str) -> None:
    lines = [strengths.worded(code, locale) for code in strengths.skills()]
    buttons = [entry[locale][0] for entry in strengths.skills().values()]
    assert len(set(lines)) == len(lines)
    assert len(set(buttons)) == len(buttons)


@pytest.mark.parametrize(
    ("code", "locale", "line"),
    [
        ("cooking_meals.p6.daily", "fr", "Préparer chaque jour les repas pour six personnes"),
        ("cooking_meals", "fr", "Préparer les repas pour plusieurs personnes"),
        ("cooking_meals.p6.daily", "en", "Prepare meals for six people every day"),
        ("cooking_meals.p6.daily", "ar", "تحضير الوجبات كل يوم لستة أشخاص"),
        ("cooking_meals.p12", "fr", "Préparer les repas pour 12 personnes"),
        ("siblings_watch.k3.daily", "fr", "Garder trois enfants chaque jour, en toute sécurité"),
        ("sport_train.t2.y3", "en", "Train twice a week for more than three years and keep up the effort"),
        ("bike_repair_fix.b5", "fr", "Réparer et régler des vélos (freins, pneus, chaîne) : plus de cinq vélos"),
        ("errands_deliver.cycle", "fr", "Faire des courses et des livraisons à vélo pour des proches"),
    ],
)  # fmt: skip
def test_lines_as_they_are_read(code: str, locale: str, line: str) -> None:
    assert strengths.worded(code, locale) == line


@pytest.mark.parametrize("code", ["", "flying", "flying_high.p6", "cooking_meals.zzz", "cooking_meals.p0", "x.y_z"])
def test_what_is_unknown_says_nothing_of_its_own(code: str) -> None:
    assert strengths.worded(code, "fr") in ("", strengths.worded("cooking_meals", "fr"))


def test_every_detail_is_worded_in_every_language() -> None:
    for token in [*TOKENS, *COUNTED]:
        words = [strengths.detail(token, locale) for locale in LOCALES]
        assert all(words), token
        assert len(set(words)) == len(LOCALES), token
    assert len(set(TOKENS)) == len(TOKENS)
    assert strengths.detail("zzz", "fr") == strengths.kind_of("zzz") == ""


def test_no_word_of_faith_status_or_asylum() -> None:
    told = " ".join(text for entry in strengths.skills().values() for texts in entry.values() for text in texts)
    said = re.compile(
        r"asile|réfugi|papiers d’identité|mosquée|église|prière|asylum|refugee|mosque|church|لاجئ|لجوء|مسجد|كنيسة"
    )
    assert not said.search(told)
