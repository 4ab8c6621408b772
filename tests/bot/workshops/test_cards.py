"""A card says what the host said, in the language of the reader, and nothing that the host did not say."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import get_args
from zoneinfo import ZoneInfo

import pytest

from bot.i18n import translator
from bot.workshops import cards
from bot.workshops.model import Draft, Seat, Spot, Welcome, middle
from bot.workshops.rules.suggest import Card, Circle, Reason, Suggestion
from tests.bot.workshops.rows import NOON, talk

ONE = talk(1, 48.9362, 2.3574, NOON + timedelta(days=3))
FULL = replace(
    ONE.draft,
    title="  Faire\nson CV ",
    spot=Spot("Le Pont", "4 rue du Port", "Saint-Denis", "93066", "métro\nBasilique", 48.9362, 2.3574),
    welcome=Welcome(("fr", "ar"), "16 à 25 ans", 250, step_free=True, childcare=True, no_papers=True),
    host="Le Pont",
    summary="On écrit. " * 40,
)
FR = translator("fr")


def card(draft: Draft = FULL) -> list[str]:
    return cards.card(Card(replace(ONE, draft=draft), 2.4, "nearest"), FR, 1).splitlines()


def test_everything_the_host_said() -> None:
    lines = card()
    assert lines[:5] == [
        "1. Faire son CV",
        "mardi 24 novembre, 13:00 – 14:00",
        "À 2 km",
        "Le Pont, 4 rue du Port, Saint-Denis",
        "Pour venir\u00a0: métro Basilique",
    ]
    assert lines[5] == "https://osm.org/go/0BPJ4wwot-?m"
    assert lines[8] == (
        "2,50 € · langue\u00a0: français et arabe · accessible en fauteuil · enfants gardés sur place · "
        "aucun papier à montrer"
    )
    assert lines[9:] == ["Pour qui\u00a0: 16 à 25 ans", "Pourquoi lui\u00a0: c’est le plus près."]
    assert len(lines[7]) <= cards.WHOLE


def brief(draft: Draft = FULL, locale: str = "fr", km: float | None = 2.4) -> list[str]:
    return cards.brief(Card(replace(ONE, draft=draft), km, "nearest"), translator(locale), 1).splitlines()


@pytest.mark.parametrize(("locale", "said"), [("fr", "réservé aux femmes"), ("en", "for women only")])
def test_women_only_is_said_first_in_the_language_of_the_reader(locale: str, said: str) -> None:
    draft = replace(FULL, welcome=replace(FULL.welcome, audience="Femmes de 18 à 30 ans"))
    facts = next(line for line in brief(draft, locale) if "·" in line)
    assert facts.startswith(said)
    assert said not in " ".join(brief(FULL, locale))


def test_in_a_list_a_card_has_eight_lines_and_the_way_there() -> None:
    assert brief() == [
        "1. Faire son CV",
        "mardi 24 novembre, 13:00 – 14:00",
        "À 2 km\u00a0: Le Pont, 4 rue du Port, Saint-Denis",
        "Pour venir\u00a0: métro Basilique",
        "https://osm.org/go/0BPJ4wwot-?m",
        f"Avec Le Pont\u00a0: {cards.cut(FULL.summary, cards.WHAT)}",
        "2,50 € · langue\u00a0: français et arabe · accessible en fauteuil · enfants gardés sur place · "
        "aucun papier à montrer · 16 à 25 ans",
        "Pourquoi lui\u00a0: c’est le plus près.",
    ]


def test_a_short_card_leaves_out_what_the_host_did_not_say() -> None:
    bare = replace(FULL, welcome=Welcome(()), spot=Spot(), summary="", host="")
    assert brief(bare)[2:] == ["À 2 km", "gratuit", "Pourquoi lui\u00a0: c’est le plus près."]
    assert brief(replace(bare, host="Le Pont"), km=None)[2] == "Avec\u00a0: Le Pont"
    assert brief(replace(bare, summary="On écrit."))[3] == "On écrit."
    online = brief(replace(bare, spot=Spot(online=True, link="https://visio.example/x")), km=None)
    assert online[2] == "En ligne, depuis ton téléphone"
    assert "visio" not in "".join(online)


def test_the_longest_short_card_keeps_its_lines() -> None:
    spot = replace(FULL.spot, venue="lieu\n" * 90, town="ville\n" * 90, stop="bus\n" * 90)
    welcome = replace(FULL.welcome, audience="x\n" * 99)
    long = replace(FULL, title="mot\n" * 90, host="hôte\n" * 90, summary="dit\n" * 900, spot=spot, welcome=welcome)
    assert len(brief(long)) == 8
    assert len("\n".join(brief(long))) < 900


@pytest.mark.parametrize(
    ("locale", "title", "spoken", "mark"),
    [
        ("ar", "Faire son CV", ("fr",), "(بالفرنسية)"),
        ("en", "Faire son CV", ("fr", "en"), "(in French)"),
        ("fr", "Faire son CV", ("fr",), ""),
        ("en", "CV workshop", ("en",), ""),
        ("ar", "ورشة سيرة ذاتية", ("fr", "ar"), ""),
    ],
)
def test_french_words_of_a_host_are_announced(locale: str, title: str, spoken: tuple[str, ...], mark: str) -> None:
    draft = replace(FULL, title=title, welcome=Welcome(spoken))
    expected = f"1. {translator(locale).isolated(title)} {mark}".strip()
    assert brief(draft, locale)[0] == expected
    assert cards.card(Card(replace(ONE, draft=draft), 2.4, ""), translator(locale), 1).splitlines()[0] == expected


def test_words_of_a_host_never_turn_an_arabic_card() -> None:
    """A channel reads the direction of a message off its own first letter: not one of a host's stands among them."""
    draft = replace(FULL, contact="Nadia, 01 55 55 55 55", summary="On écrit.")
    one, words = Card(replace(ONE, draft=draft), 2.4, "nearest"), translator("ar")
    for text in (cards.brief(one, words, 1), cards.card(one, words, 1, mine=True), "\n".join(cards.way(draft, words))):
        own = re.sub("\u2068[^\u2069]*\u2069|https?://[^ \n]+", "", text)
        assert re.findall("[A-Za-zÀ-ÿ]+", own) == []


def test_what_the_host_did_not_say_is_not_said() -> None:
    text = "\n".join(card(replace(FULL, welcome=Welcome(()), spot=Spot(), summary="", host="")))
    assert text.splitlines()[3:] == ["gratuit", "Pourquoi lui\u00a0: c’est le plus près."]
    assert "papiers" not in "\n".join(card(replace(FULL, welcome=Welcome(no_papers=False, childcare=False))))
    assert "marches" in "\n".join(card(replace(FULL, welcome=Welcome(step_free=False))))


def test_whom_to_ask_is_told_to_who_has_a_seat() -> None:
    draft = replace(FULL, contact="Nadia,\n01 55 55 55 55")
    asked = "Une question\u00a0? Nadia, 01 55 55 55 55"
    assert asked not in card(draft)
    assert cards.way(draft, FR, link=True)[-1] == asked
    assert asked in cards.card(Card(replace(ONE, draft=draft), None, ""), FR, mine=True)
    assert cards.way(replace(draft, spot=Spot(online=True)), FR, link=True)[-1] == asked
    assert "Une question" not in "".join(cards.way(replace(FULL, contact=" "), FR, link=True))


def test_an_online_one_shows_its_link_only_to_who_has_a_seat() -> None:
    draft = replace(FULL, spot=Spot(online=True, link="https://visio.example/x"))
    assert "visio" not in cards.card(Card(replace(ONE, draft=draft), None, ""), FR)
    assert cards.way(draft, FR, link=True)[-1] == "https://visio.example/x"
    assert cards.location(draft) is None


@pytest.mark.parametrize(
    ("taken", "said"), [(8, "complet"), (7, "il reste 1 place"), (6, "il reste 2 places"), (1, "")]
)
def test_seats_are_said_when_they_get_few(taken: int, said: str) -> None:
    text = cards.card(Card(replace(ONE, taken=taken), 0.4, ""), FR)
    assert said in text
    assert ("place" in text) == (said.startswith("il reste"))
    assert "Tout près" in text


@pytest.mark.parametrize("locale", ["fr", "ar", "en"])
def test_every_word_is_there_in_every_language(locale: str, caplog: pytest.LogCaptureFixture) -> None:
    words = translator(locale)
    reasons = get_args(Reason)
    circles: tuple[Circle, ...] = ("near", "wide", "online", "none")
    for taken in (0, 6, 7, 8):
        for reason in reasons:
            one = Card(replace(ONE, draft=FULL, taken=taken), 40.0, reason)
            assert cards.card(one, words, 3)
            assert cards.brief(one, words, 3)
    said = {cards.intro(Suggestion(circle), place, words) for circle in circles for place in ("", "Lens")}
    assert len(said) >= 6
    for days in (0, 1, 2):
        assert words.soon(NOON + timedelta(days=days), NOON, ZoneInfo("Europe/Paris"))
    assert caplog.text == ""


def test_cut_ends_at_a_word() -> None:
    assert cards.cut("un deux trois", 9) == "un deux…"
    assert cards.cut("x" * 30, 9) == "x" * 8 + "…"


@pytest.mark.parametrize(
    ("locale", "said"), [("fr", "ton numéro suffit\u00a0: 41."), ("en", "enough: 41."), ("ar", "41")]
)
def test_at_the_door_a_number_is_enough(locale: str, said: str) -> None:
    seat = Seat(1, "k", ONE.id, 41, "booked", NOON)
    assert said in cards.number(seat, translator(locale))


def test_no_pin_where_only_the_town_is_known() -> None:
    lat, lon = middle(48.9362, 2.3574)
    assert cards.location(replace(FULL, spot=replace(FULL.spot, lat=lat, lon=lon))) is None
