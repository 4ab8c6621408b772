"""One flow in one language as a translator sees it: both sides, what is wrong, who stands by it, nobody overwritten."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from html import unescape

import pytest

from bot.offering import shipped
from bot.releases.model import Written
from bot.releases.shelf import Shelf
from bot.storage import reviews
from bot.storage.engine import Database
from bot.storage.reviews import Review
from bot.studio.pages.translating import PAGE
from bot.studio.store import drafts
from tests.bot.studio.house import CV, House, house
from tests.bot.web.rooms import Visitor

ENGLISH = "/staff/flows/cv/texts/en"
ARABIC = "/staff/flows/cv/texts/ar"
EVIL = "</textarea><script>zz9()</script>"
HIDDEN = re.compile(r'name="((?:seen|french|was):[^"]+)" value="([^"]*)"')


def of_ours(shelf: Shelf) -> Shelf:
    return replace(shelf, catalogs=shipped())


@pytest.fixture
async def studio(database: Database) -> AsyncIterator[House]:
    async with house(database, shelf=of_ours) as made:
        yield made


def fields(they: Visitor, **texts: str) -> dict[str, str]:
    """What the page's form sends, with these typed; `read__…` ticks. `__` stands for `/`."""
    hidden = {unescape(name): value for name, value in HIDDEN.findall(they.html)}
    typed = {
        f"text:{unescape(name)}": unescape(text)
        for name, text in re.findall(r'<textarea[^>]*name="text:([^"]+)"[^>]*>(.*?)</textarea>', they.html, re.DOTALL)
    }
    ticked = {f"read:{name}": "1" for name in re.findall(r'name="read:([^"]+)" value="1" checked', they.html)}
    wanted = {name.replace("__", "/").replace("read_", "read:", 1): text for name, text in texts.items()}
    sent = {name if name.startswith("read:") else f"text:{name}": text for name, text in wanted.items()}
    return hidden | typed | ticked | sent


async def texts(studio: House, locale: str) -> Mapping[str, str]:
    async with studio.database.read() as db:
        draft, _ = await drafts.get(db, "cv")
    return draft.written.texts.get(locale, {}) if draft else {}


async def done(studio: House, locale: str) -> Mapping[str, Review]:
    async with studio.database.read() as db:
        return {key: one for (_, key), one in (await reviews.of_locale(db, locale)).items()}


async def test_both_sides_stand_there_in_every_language(studio: House) -> None:
    for lang in ("fr", "en", "ar"):
        async with studio.someone("translator") as she:
            assert await she.open(ENGLISH, lang) == 200
            assert "Ton prénom ?" in she.text
            assert "Your first name?" in she.html
            assert await she.open("/staff/flows/cv/texts", lang) == 200
            assert ARABIC in she.html
    async with studio.someone("translator") as she:
        await she.open("/staff/flows/cv")
        assert 'href="/staff/flows/cv/texts?lang=fr"' in she.html
        for wrong in ("/staff/flows/cv/texts/fr", "/staff/flows/cv/texts/xx", "/staff/flows/rien/texts/en"):
            assert await she.open(wrong) == 404


async def test_who_may_translate(studio: House) -> None:
    for who, status in (("reader", 403), ("host", 403), ("translator", 303), ("editor", 303), ("admin", 303)):
        async with studio.someone("translator") as she:
            await she.open(ENGLISH)
            sent = fields(she, cv__fin__say=f"Ready, {{name}}: {who}.")
        async with studio.someone(who) as they:
            await they.open(ENGLISH)
            sent |= {"token": they.token} if they.token else {}
            assert await they.send(ENGLISH, sent, follow=False) == status, who
    async with studio.someone("reader") as she:
        await she.open(ENGLISH)
        assert "readonly" in she.html
        assert "Enregistrer" not in she.text


async def test_a_translation_goes_into_the_draft_and_says_who_stands_by_it(studio: House) -> None:
    async with studio.someone("translator") as she:
        await she.open(ENGLISH)
        sent = fields(she, cv__fin__say="Ready, {name}.", cv__travail__ask="Worked?", read_cv__fin__say="1")
        await she.send(ENGLISH, sent)
        assert "Gardé dans le brouillon : 2" in she.text
        assert "Translator" in she.text
    assert (await texts(studio, "en"))["cv/fin/say"] == "Ready, {name}."
    kept = await done(studio, "en")
    assert kept["cv/fin/say"].reviewed
    assert kept["cv/fin/say"].source == "C'est prêt, {name}."
    assert not kept["cv/travail/ask"].reviewed
    assert set(kept) == {"cv/fin/say", "cv/travail/ask"}


async def test_what_does_not_fit_is_said_and_stays_typed_while_the_rest_is_kept(studio: House) -> None:
    async with studio.someone("translator") as she:
        await she.open(ENGLISH)
        sent = fields(she, cv__fin__say=f"Ready. {EVIL}", cv__travail__choices__none="n" * 65, cv__nom__ask="Name?")
        assert await she.send(ENGLISH, sent) == 400
        assert "{name}" in she.text
        assert "64 lettres au plus" in she.text
        assert "Gardé : 1. À revoir : 2" in she.text
        assert "Ready. &lt;/textarea&gt;" in she.html
        assert EVIL not in she.html
        assert she.html.count("<textarea") == 2, "only those that are to be put right"
    assert (await texts(studio, "en"))["cv/nom/ask"] == "Name?"
    assert "cv/fin/say" not in await texts(studio, "en")


async def test_two_on_the_same_text_see_both_versions(studio: House) -> None:
    async with studio.someone("translator") as she, studio.someone("other") as he:
        await she.open(ENGLISH)
        await he.open(ENGLISH)
        mine, his = (
            fields(she, cv__nom__ask="Her words?"),
            fields(he, cv__nom__ask="His words?", cv__metier__ask="Job?"),
        )
        assert await he.send(ENGLISH, his, follow=False) == 303
        assert await she.send(ENGLISH, mine) == 409
        assert "a écrit ici entre-temps" in she.text
        assert "His words?" in she.text
        assert ">Her words?</textarea>" in she.html
        assert (await texts(studio, "en"))["cv/nom/ask"] == "His words?"
        assert await she.send(ENGLISH, fields(she), follow=False) == 303, "now she saw his"
    assert (await texts(studio, "en"))["cv/nom/ask"] == "Her words?"
    assert (await texts(studio, "en"))["cv/metier/ask"] == "Job?"


async def test_the_old_words_stay_when_the_french_changes_and_the_difference_is_shown(studio: House) -> None:
    async with studio.someone("translator") as she:
        await she.open(ENGLISH)
        await she.send(ENGLISH, fields(she, cv__fin__say="Ready, {name}.", read_cv__fin__say="1"))
        page = fields(she)
        async with studio.database.write() as db:
            draft, version = await drafts.get(db, "cv")
            assert draft is not None
            changed = replace(draft.written, source=draft.written.source.replace("C'est prêt", "C'est fini"))
            await drafts.save(db, changed, on_version=version, based_on=None, by=3, now=studio.time.now())
        await she.open(ENGLISH)
        assert "Ready, {name}." in she.html
        assert "<del>prêt, </del><ins>fini, </ins>" in she.html
        assert she.html.count("à relire") >= 1
        late = page | {"text:cv/fin/say": "Done, {name}."}
        assert await she.send(ENGLISH, late) == 400
        assert "Le français a changé pendant ce temps" in she.text
        assert ">Done, {name}.</textarea>" in she.html
        assert await she.send(ENGLISH, fields(she) | {"read:cv/fin/say": "1"}, follow=False) == 303
        assert (await done(studio, "en"))["cv/fin/say"].source == "C'est fini, {name}."


async def test_a_text_is_taken_out_and_a_mark_taken_back(studio: House) -> None:
    async with studio.someone("translator") as she:
        await she.open(ENGLISH)
        assert await she.send(ENGLISH, fields(she, cv__nom__ask=""), follow=False) == 303
        assert "cv/nom/ask" not in await texts(studio, "en")
        await she.open(ENGLISH)
        sent = {name: value for name, value in fields(she).items() if name != "read:cv/travail/choices/job"}
        await she.send(ENGLISH, sent)
        assert not (await done(studio, "en"))["cv/travail/choices/job"].reviewed
        assert await she.open(ENGLISH + "?show=todo") == 200
        assert "Yes" in she.html


async def test_sent_twice_is_once(studio: House) -> None:
    async with studio.someone("translator") as she:
        await she.open(ENGLISH)
        sent = fields(she, cv__fin__say="Ready, {name}.") | {"token": she.token}
        for _ in range(2):
            assert await she.send(ENGLISH, sent, follow=False, token=sent["token"]) == 303
    assert (await texts(studio, "en"))["cv/fin/say"] == "Ready, {name}."


async def test_long_flows_come_in_pages(database: Database) -> None:
    steps = "".join(f"  - id: s{at}\n    say: Texte {at}.\n" for at in range(PAGE + 5))
    flow = Written("cv", f"flow: cv\ntitle: Long\nsteps:\n{steps}", {})
    async with house(database, [flow], shelf=of_ours) as studio, studio.someone("translator") as she:
        await she.open(ARABIC)
        assert she.html.count("<textarea") == PAGE
        assert 'rel="next"' in she.html
        await she.open(ARABIC + "?page=1")
        assert she.html.count("<textarea") == 6
        sent = fields(she, **{f"cv__s{PAGE}__say": "نص"})
        await she.send(ARABIC + "?page=1&show=all", sent, follow=False)
        assert "page=1" in she.location
        assert await she.open(ARABIC + "?page=99") == 200


async def test_a_draft_with_faults_is_repaired_first(studio: House) -> None:
    async with studio.database.write() as db:
        broken = Written("cv", CV + "  - id: [\n", {})
        await drafts.save(db, broken, on_version=0, based_on=None, by=3, now=studio.time.now())
    async with studio.someone("translator") as she:
        for path in (ENGLISH, "/staff/flows/cv/texts"):
            assert await she.open(path) == 200
            assert "puis traduisez" in she.text


async def test_junk_does_no_harm(studio: House) -> None:
    async with studio.someone("translator") as she:
        await she.open(ENGLISH)
        junk = {"text:nobody/x/say": "x", "text:": "y", "text:cv/fin/say": "\0 Ready, {name}. \r\n", "version": "-1"}
        assert await she.send(ENGLISH, fields(she) | junk, follow=False) == 303
    assert set(await texts(studio, "en")) == {"cv/nom/ask", "cv/travail/choices/job", "cv/fin/say"}
    assert (await texts(studio, "en"))["cv/fin/say"] == "Ready, {name}."
