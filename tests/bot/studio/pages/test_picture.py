"""The picture of a flow as the studio shows it: of the draft, in any language, each step a link."""

from __future__ import annotations

from bot.releases.model import Written
from bot.studio.store import drafts
from tests.bot.studio.house import CV, TEXTS, House


async def draft(studio: House, source: str) -> None:
    async with studio.database.write() as db:
        await drafts.save(db, Written("cv", source, TEXTS), on_version=0, based_on=None, by=1, now=studio.time.now())


async def test_every_step_is_a_link_to_it(studio: House) -> None:
    for lang in ("fr", "en", "ar"):
        async with studio.someone("reader") as she:
            assert await she.open("/staff/flows/cv/picture", lang) == 200
            for step in ("nom", "travail", "metier", "fin"):
                assert f'<a href="/staff/flows/cv?lang={lang}#{step}">' in she.html
            assert "2 · Pas encore → fin" in she.html or "1 · Pas encore → fin" in she.html
            await she.open("/staff/flows/welcome/picture", lang)
            assert f'<a href="/staff/flows/cv/picture?lang={lang}">' in she.html


async def test_who_may_look(studio: House) -> None:
    for who, status in (("host", 403), ("translator", 200), ("editor", 200), ("publisher", 200), ("admin", 200)):
        async with studio.someone(who) as they:
            assert await they.open("/staff/flows/cv/picture") == status


async def test_in_another_language_and_in_none_we_have(studio: House) -> None:
    async with studio.someone("reader") as she:
        await she.open("/staff/flows/cv/picture?in=en")
        assert "Your first name?" in she.html
        await she.open("/staff/flows/cv/picture?in=%3Cb%3E")
        assert "Ton prénom" in she.html
        assert "<b>" not in she.html


async def test_a_draft_is_drawn_with_what_of_it_can_be_read(studio: House) -> None:
    await draft(
        studio,
        CV.replace("Ton prénom", "Ton <i>petit</i> nom").replace("type: text\n  - id: fin", "tipe: x\n  - id: fin"),
    )
    async with studio.someone("editor") as she:
        await she.open("/staff/flows/cv/picture")
        assert "Ton &lt;i&gt;petit&lt;/i&gt; nom" in she.html
        assert "Il manque : metier." in she.text
        assert "#metier" not in she.html


async def test_a_draft_that_is_no_flow_has_no_picture(studio: House) -> None:
    await draft(studio, "flow: cv\nsteps: [")
    async with studio.someone("editor") as she:
        assert await she.open("/staff/flows/cv/picture") == 200
        assert "p-picture" not in she.html
