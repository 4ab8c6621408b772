"""What the robot, code and pages say is changed by who may publish, and said at once when somebody stands by it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from bot.offering import shipped
from bot.storage.engine import Database
from bot.studio.rules.translating import mark
from tests.bot.studio.house import House, house

ROBOT = "/staff/texts/es/robot"
BACK = "engine/back"


@pytest.fixture
async def studio(database: Database) -> AsyncIterator[House]:
    async with house(database, shelf=lambda given: replace(given, catalogs=shipped())) as made:
        yield made


def said(studio: House, key: str = BACK, locale: str = "es") -> tuple[str, str]:
    return studio.shelf.library.texts.raw(locale, key)


def sent(was: str, text: str, *, read: bool = True, key: str = BACK) -> dict[str, str]:
    ticked = {f"read:{key}": "1"} if read else {}
    return {f"text:{key}": text, f"seen:{key}": mark(was), **ticked}


async def test_a_text_that_somebody_stands_by_is_said_at_once(studio: House) -> None:
    was = said(studio)[0]
    async with studio.someone("publisher") as she:
        for lang in ("fr", "en", "ar"):
            assert await she.open(ROBOT, lang) == 200
            assert f'name="text:{BACK}"' in she.html
        await she.send(ROBOT, sent(was, "Atrás", read=False))
        assert "Gardé : 1." in she.text
        assert said(studio)[0] == was, "nobody has read it over"
        await she.send(ROBOT, sent("Atrás", "Hacia atrás"))
        assert said(studio)[0] == "Hacia atrás"
        assert "Publisher" in she.text
        await she.send(ROBOT, sent("Hacia atrás", "Hacia atrás"))
        assert "Gardé : 0." not in she.text, "nothing is new"
    again = await studio.shelf.refresh(studio.database)
    assert not again


async def test_what_is_wrong_is_told_and_the_rest_is_kept(studio: House) -> None:
    was, more = said(studio)[0], said(studio, "engine/menu")[0]
    fields = {
        **sent(was, "x" * 100),
        **sent(more, "El menú", key="engine/menu"),
        **sent("not what stands there", "Hecho", key="engine/done"),
        "text:engine/nothing": "x",
        "text:welcome//title": "x",
    }
    async with studio.someone("admin") as she:
        await she.open(ROBOT)
        assert await she.send(ROBOT, fields) == 400
        assert "À revoir : 2." in she.text
        assert "trop long pour un bouton" in she.text
        assert "entre-temps" in she.text
        assert "x" * 100 in she.html, "what they wrote is still there"
    assert said(studio)[0] == was
    assert said(studio, "engine/menu")[0] == "El menú"


@pytest.mark.parametrize("begun", [False, True], ids=["of-the-service", "of-the-team"])
async def test_of_two_who_save_together_the_second_sees_what_the_first_wrote(studio: House, begun: bool) -> None:
    was = said(studio)[0]
    async with studio.someone("publisher") as she, studio.someone("admin") as he:
        await she.open(ROBOT)
        if begun:
            await she.send(ROBOT, sent(was, "Volver", read=False))
            was = "Volver"
        await asyncio.gather(she.open(ROBOT), he.open(ROBOT))
        done = await asyncio.gather(she.send(ROBOT, sent(was, "Atrás")), he.send(ROBOT, sent(was, "Hacia atrás")))
        assert sorted(done) == [200, 400]
        first, second = (("Atrás", "Hacia atrás"), he) if done[0] == 200 else (("Hacia atrás", "Atrás"), she)
        assert f"« {first[0]} »" in second.text.replace("\u202f", " ").replace("\xa0", " ")
        assert f">\n{first[1]}</textarea>" in second.html
        assert said(studio)[0] == first[0]
        assert await second.send(ROBOT, sent(first[0], first[1])) == 200, "seen now"
    assert said(studio)[0] == first[1]


async def test_only_who_may_publish_changes_what_is_said(studio: House) -> None:
    was = said(studio)[0]
    for who in ("reader", "translator", "editor"):
        async with studio.someone(who) as they:
            assert await they.open(ROBOT) == 200
            assert " readonly" in they.html
            assert await they.send(ROBOT, sent(was, "Atrás")) == 403
    async with studio.someone("host") as he:
        assert await he.open(ROBOT) == 403
    async with studio.someone("admin") as she:
        assert await she.open("/staff/texts/xx/robot") == 404
        assert await she.open("/staff/texts/fr/robot") == 404
    assert said(studio)[0] == was


async def test_a_language_begun_here_says_them_too_and_text_stays_text(studio: House) -> None:
    async with studio.someone("admin") as she:
        await she.open("/staff/texts")
        await she.send("/staff/texts", {"locale": "tr"})
        assert "/staff/texts/tr/robot?lang=fr" in she.html
        await she.open("/staff/texts/tr/robot")
        await she.send("/staff/texts/tr/robot", sent("", "Geri <b>", key=BACK))
        assert "Geri &lt;b&gt;" in she.html
        assert "<b>" not in she.html
    assert said(studio, locale="tr") == ("Geri <b>", "tr")
    assert "tr" not in studio.shelf.library.offered


# -- what code and pages say ----------------------------------------------------------------------------------
PAGES = "/staff/texts/es/pages"
DANGER = "sos/danger"


def danger(studio: House, locale: str = "es") -> str:
    return studio.shelf.words(locale).pgettext(DANGER, shipped()["es"].code[DANGER])


async def test_words_of_distress_are_said_better_at_once_and_never_without_their_numbers(studio: House) -> None:
    was = danger(studio)
    better = "112: hay peligro ahora mismo. Sin hablar: SMS al 114."
    async with studio.someone("publisher") as she:
        for lang in ("ar", "en", "fr"):
            assert await she.open(PAGES, lang) == 200
            assert she.html.index(f'name="text:{DANGER}"') < she.html.index('name="text:cvs/')
        await she.send(PAGES, sent(was, better, read=False, key=DANGER))
        assert danger(studio) == was, "nobody has read it over"
        await she.send(PAGES, sent(better, better, key=DANGER))
        assert danger(studio) == better
        assert "Gardé : 1." in she.text
        for wrong, told in (
            ("", "Un texte vide"), ("Peligro.", "112, 114"), ("¡Peligro! 112, 114", "le numéro vient"),
            ("112: ¡peligro! 114", "point d’exclamation"), ("112 114 {x}", "{x}"), ("112 114 {", "{ }"),
        ):  # fmt: skip
            assert await she.send(PAGES, sent(better, wrong, key=DANGER)) == 400
            assert told in she.text.replace("'", "’")
            assert danger(studio) == better
        await she.open(PAGES)
        await she.send(PAGES, sent(better, better, read=False, key=DANGER))
        assert danger(studio) == was, "what nobody stands by any more is the service's again"
    assert danger(studio, "fr").startswith("112")


async def test_a_word_is_searched_and_what_is_left_is_shown(studio: House) -> None:
    async with studio.someone("admin") as she:
        await she.open(f"{PAGES}?q=114")
        assert f'name="text:{DANGER}"' in she.html
        assert 'name="text:workshops/' not in she.html
        await she.open(f"{PAGES}?q=zzzz%3Cb%3E&lang=fr")
        assert "Rien ici" in she.text
        assert "<b>" not in she.html
        for page in ("0", "1", "5", "99"):
            await she.open(f"{PAGES}?page={page}")
            assert 0 < she.html.count('name="text:') <= 100
        text = studio.shelf.words("en").pgettext(DANGER, shipped()["en"].code[DANGER])
        await she.open("/staff/texts/en/pages?show=todo&q=114")
        assert "Rien ici" in she.text
        await she.open("/staff/texts/en/pages?q=114")
        await she.send("/staff/texts/en/pages?show=todo&q=114", sent(text, text, read=False, key=DANGER), follow=False)
        assert "show=todo" in she.location
        assert "q=114" in she.location
        await she.open("/staff/texts/en/pages?show=todo&q=114")
        assert f'name="text:{DANGER}"' in she.html


async def test_a_language_begun_here_has_its_own_words_of_distress(studio: House) -> None:
    async with studio.someone("admin") as she:
        await she.open("/staff/texts")
        await she.send("/staff/texts", {"locale": "tr"})
        assert "/staff/texts/tr/pages?show=todo" in she.html
        await she.open("/staff/texts/tr/pages")
        await she.send("/staff/texts/tr/pages", sent("", "112: <b>tehlike</b>. SMS: 114.", key=DANGER))
        assert "&lt;b&gt;" in she.html
        assert "<b>tehlike" not in she.html
    assert danger(studio, "tr") == "112: <b>tehlike</b>. SMS: 114."
    for who in ("reader", "translator", "editor"):
        async with studio.someone(who) as they:
            assert await they.open(PAGES) == 200
            assert await they.send(PAGES, sent(danger(studio), "112, 114", key=DANGER)) == 403
