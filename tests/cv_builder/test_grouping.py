"""Headings name what stands under them; skills say where they come from."""

from __future__ import annotations

import pytest

from cv_builder.grouping import KINDS, LICENCES, TOPICS, by_topic, licences_heading, skills_heading, sorted_licences
from cv_builder.layout import compose
from cv_builder.model import CV, Line
from cv_builder.wording import LOCALES, phrases
from cv_builder.wording.strengths import things


def lines(codes: str) -> tuple[Line, ...]:
    return tuple(Line(code, code) for code in codes.split())


def test_every_skill_has_a_topic_and_every_topic_words() -> None:
    assert set(things()) == set(TOPICS)
    for locale in LOCALES:
        assert set(phrases(locale).words["topics"]) == set(TOPICS.values())


def test_every_licence_has_a_kind() -> None:
    assert set(phrases("fr").words["licences"]) == set(LICENCES)
    assert set(LICENCES.values()) == set(KINDS)


@pytest.mark.parametrize(
    ("codes", "heading"),
    [
        ("transit", "Mobilité"),
        ("b bike", "Permis et mobilité"),
        ("b_learning", "Permis"),
        ("first_aid", "Certificats"),
        ("transit first_aid", "Certificats et mobilité"),
        ("first_aid am", "Permis et certificats"),
        ("bike forklift a", "Permis, certificats et mobilité"),
        ("hygiene", "Certificats"),
    ],
)
def test_licences_stand_under_what_they_are(codes: str, heading: str) -> None:
    assert phrases("fr").headings[licences_heading(lines(codes))] == heading
    for locale in LOCALES:
        blocks = compose(CV(locale=locale, licences=lines(codes))).blocks
        assert blocks[1].text == phrases(locale).headings[licences_heading(lines(codes))]


def test_licences_stand_in_the_order_of_their_heading() -> None:
    assert [line.code for line in sorted_licences(lines("transit first_aid b bike"))] == [
        *("b", "first_aid", "transit", "bike")
    ]


def test_skills_of_daily_life_say_so_and_others_do_not() -> None:
    assert skills_heading(lines("cooking_meals team_play")) == "daily_skills"
    assert skills_heading(lines("cooking_meals excel")) == "skills"
    assert skills_heading(()) == "skills"


@pytest.mark.parametrize(
    ("codes", "topics"),
    [
        ("cooking_meals team_play", [""]),
        ("cooking_meals siblings_days elders_daily shopping_plan", [""]),
        ("cooking_meals team_play papers_forms garden_tools", [""]),
        ("team_play cooking_meals siblings_days papers_forms sport_rules", ["together", "home", "autonomy"]),
        ("team_play cooking_meals siblings_days papers_forms excel", [""]),
    ],
)
def test_skills_are_grouped_where_titles_do_not_crowd_them(codes: str, topics: list[str]) -> None:
    grouped = by_topic(lines(codes))
    assert list(grouped) == topics
    assert sorted(line.code for group in grouped.values() for line in group) == sorted(codes.split())


def test_a_group_has_a_real_heading_on_the_page() -> None:
    blocks = compose(CV(skills=lines("cooking_meals siblings_days team_play sport_rules"))).blocks
    group = ["entry", "bullet", "bullet"]
    assert [block.kind for block in blocks] == ["name", "section", *group, *group]
