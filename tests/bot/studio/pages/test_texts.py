"""How far each language is, what keeps it from being offered, its PO file out and in."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO

import pytest
from aiohttp import FormData

from bot.catalogs import can_begin, new_catalog
from bot.i18n import language_name
from bot.offering import shipped
from bot.releases.model import Written
from bot.releases.shelf import Shelf
from bot.storage import reviews
from bot.storage.engine import Database
from bot.studio.store import drafts
from flows.phrases import PHRASES
from tests.bot.studio.house import SERVED, House, house
from tests.bot.web.rooms import Visitor

LANGUAGES = "/staff/texts"
SPANISH = "/staff/texts/es"
PO = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'


def entry(key: str, french: str, text: str, *, fuzzy: bool = False) -> str:
    return ("#, fuzzy\n" if fuzzy else "") + f'msgctxt "{key}"\nmsgid "{french}"\nmsgstr "{text}"\n\n'


def of_ours(shelf: Shelf) -> Shelf:
    return replace(shelf, catalogs=shipped())


@pytest.fixture
async def studio(database: Database) -> AsyncIterator[House]:
    async with house(database, shelf=of_ours) as made:
        yield made


async def upload(they: Visitor, body: bytes, lang: str = "fr", path: str = SPANISH) -> int:
    form = FormData()
    form.add_field("token", they.token)
    form.add_field("file", BytesIO(body), filename="es.po", content_type="text/x-gettext-translation")
    headers = {"Accept-Language": lang, "Origin": they.base}
    async with they.session.post(f"{path}/import", data=form, headers=headers) as response:
        they.html, they.status = await response.text(), response.status
    return they.status


async def test_every_language_says_how_far_it_is(studio: House) -> None:
    for lang in ("fr", "en", "ar"):
        async with studio.someone("reader") as she:
            assert await she.open(LANGUAGES, lang) == 200
            assert all(name in she.text for name in ("Español", "Українська", "العربية"))
            assert await she.open(SPANISH, lang) == 200
            assert "/staff/flows/welcome/texts/es?show=todo" in she.html
    async with studio.someone("host") as he:
        assert await he.open(LANGUAGES) == 403
        assert await he.open(SPANISH) == 403
    async with studio.someone("reader") as she:
        assert await she.open("/staff/texts/fr") == 404
        assert await she.open("/staff/texts/xx") == 404
        assert "Reprendre ce fichier" not in she.text


async def test_texts_of_the_service_are_read_over_here(studio: House) -> None:
    async with studio.someone("reader") as she, studio.someone("translator") as he:
        await he.open(SPANISH)
        before = he.html.count('name="read:bot:sos/')
        assert before > 10
        ticks = {"read:bot:sos/danger": mark_of(he, "read:bot:sos/danger"), "read:bot:sos/police": "another text"}
        assert await she.send(f"{SPANISH}/read", ticks, follow=False) == 403
        await he.send(f"{SPANISH}/read", ticks)
        assert "Relus : 1." in he.text
        assert he.html.count('name="read:bot:sos/') == before - 1
    async with studio.database.read() as db:
        [(at, done)] = (await reviews.of_locale(db, "es")).items()
    assert at == ("bot", "sos/danger")
    assert done.reviewed
    assert done.name == "Translator"
    assert done.source.startswith("112")


def mark_of(they: Visitor, name: str) -> str:
    return they.html.split(f'name="{name}" value="')[1].split('"')[0]


async def test_the_file_comes_back_as_it_went(studio: House) -> None:
    async with studio.someone("translator") as she:
        await she.open(f"{SPANISH}/po")
        assert she.headers["Content-Disposition"] == 'attachment; filename="es.po"'
        file = she.html
        assert '"X-Reviewed: no' in file
        assert 'msgctxt "cv/nom/ask"' in file
        assert 'msgctxt "engine/back"' in file
        assert 'msgctxt "sos/danger"' not in file
        await she.open(f"{SPANISH}/po?of=pages")
        assert she.headers["Content-Disposition"] == 'attachment; filename="es_pages.po"'
        pages = she.html
        assert 'msgctxt "sos/danger"' in pages
        assert 'msgctxt "engine/back"' not in pages
        assert 'msgctxt "staff/' not in pages
        for whole in (file, pages):
            await she.open(SPANISH)
            assert await upload(she, whole.encode()) == 200
            assert "nouveaux : 0" in she.text
            assert "changés : 0" in she.text
            assert "refusés : 0" in she.text
    async with studio.database.read() as db:
        assert await drafts.every(db) == {}
        assert await reviews.of_locale(db, "es") == {}


async def test_a_translated_file_goes_into_the_drafts_and_each_text_is_told(studio: House) -> None:
    body = (
        PO
        + entry("cv/nom/ask", "Ton prénom ?", "¿Tu nombre?")
        + entry("cv/fin/say", "C'est prêt, {name}.", "<b>Listo</b>.")
        + entry("welcome//title", "Bienvenue", "Bienvenida", fuzzy=True)
        + entry("nobody/x/say", "Rien", "Nada")
        + entry("cv/metier/ask", "Quel métier ?", "")
    ).encode()
    for lang in ("fr", "en", "ar"):
        async with studio.someone("translator") as she:
            await she.open(SPANISH, lang)
            assert await upload(she, body, lang) == 200
            assert "<code>cv/fin/say</code>" in she.html
            assert "<code>nobody/x/say</code>" in she.html
            assert "<b>Listo" not in she.html
    async with studio.database.read() as db:
        written = await drafts.every(db)
        done = await reviews.of_locale(db, "es")
    assert {flow: dict(draft.written.texts["es"]) for flow, draft in written.items()} == {
        "cv": {"cv/nom/ask": "¿Tu nombre?"},
        "welcome": {"welcome//title": "Bienvenida"},
    }
    assert {key: one.reviewed for (_, key), one in done.items()} == {"cv/nom/ask": True, "welcome//title": False}
    assert written["cv"].written.texts["en"] == SERVED[1].texts["en"]
    assert written["cv"].version == 1, "the same file again saves nothing"


async def test_what_somebody_stands_by_does_not_give_way_to_a_draft(studio: House) -> None:
    async with studio.someone("translator") as she:
        await she.open(SPANISH)
        await upload(she, (PO + entry("cv/nom/ask", "Ton prénom ?", "¿Tu nombre?")).encode())
        await upload(she, (PO + entry("cv/nom/ask", "Ton prénom ?", "¿Nombre?", fuzzy=True)).encode())
        assert "ici reste : 1" in she.text
        await upload(she, (PO + entry("cv/nom/ask", "Ton prénom ?", "¿Cómo te llamas?")).encode())
        assert "changés : 1" in she.text
        assert "¿Tu nombre?" in she.text, "what was there before is shown"
        await she.open("/staff/flows/cv/texts/es")
        assert "¿Cómo te llamas?" in she.html


OWN = PO + entry("sos/danger", "{danger}", "112: peligro. SMS al 114.") + entry("engine/back", "Retour", "Atrás")


@pytest.mark.parametrize("who", ["translator", "admin"])
async def test_words_that_no_flow_holds_come_from_a_file_and_are_said_when_a_publisher_stands_by_them(
    studio: House, who: str
) -> None:
    french, back = shipped()["es"].code["sos/danger"], PHRASES["engine/back"]
    body = OWN.replace("{danger}", french).replace('"Retour"', f'"{back}"')
    body += entry("sos/police", "17", "Nada") + entry("page/home", "x", "y")
    async with studio.someone(who) as she:
        await she.open(SPANISH)
        assert await upload(she, body.encode()) == 200
        assert "<code>sos/police</code>" in she.html
        assert "le numéro vient" in she.text
    async with studio.database.read() as db:
        assert await drafts.every(db) == {}
        done = await reviews.of_locale(db, "es")
    reviewed = who == "admin"
    assert {at: one.reviewed for at, one in done.items()} == {
        ("bot", "sos/danger"): reviewed, ("flows", "engine/back"): reviewed
    }  # fmt: skip
    says = studio.shelf.words("es").pgettext("sos/danger", french)
    assert (says == "112: peligro. SMS al 114.") is reviewed
    assert (studio.shelf.library.texts.raw("es", "engine/back")[0] == "Atrás") is reviewed
    async with studio.someone("admin") as she:
        await she.open("/staff/texts/es/pages")
        assert "112: peligro. SMS al 114." in she.html
        await she.open(SPANISH)
        fuzzy = PO + entry("sos/danger", french, "112, 114", fuzzy=True)
        assert await upload(she, fuzzy.encode()) == 200
        assert ("ici reste : 1" in she.text) is reviewed, "a draft does not take the place of what somebody stands by"


@pytest.mark.parametrize(
    ("body", "status", "said"),
    [
        (b"PK\x03\x04 not a catalog", 400, "pas un fichier PO"),
        (b"#" * (4 * 1024 * 1024 + 1), 413, "trop gros"),
    ],
)
async def test_another_file_is_refused(studio: House, body: bytes, status: int, said: str) -> None:
    async with studio.someone("translator") as she:
        await she.open(SPANISH)
        assert await upload(she, body) == status
        assert said in she.text
        await she.send(f"{SPANISH}/import", {})
        assert "abord un fichier" in she.text
    async with studio.someone("reader") as he:
        await he.open(LANGUAGES)
        assert await he.send(f"{SPANISH}/import", {}) == 403


async def test_a_language_opens_when_the_last_text_is_read_over(database: Database) -> None:
    """Flow texts are read over on their page, those of the service on that of the language."""
    welcome = Written("welcome", "flow: welcome\ntitle: A\nsteps:\n  - {id: x, say: Salut.}\n", {
        "es": {"welcome//title": "A", "welcome/x/say": "Hola."}
    })  # fmt: skip
    async with house(database, [welcome], shelf=of_ours) as studio, studio.someone("translator") as she:
        known = shipped()["es"]
        engine = {"es": {key: text for key, text in known.texts["flows"].items() if key.startswith("engine/")}}
        whole = {key: known.texts["bot"].get(key, "x") for key in known.code}
        catalogs = {"es": replace(known, texts={**known.texts, "bot": {**known.texts["bot"], **whole}})}
        studio.shelf = shelf = Shelf(studio.shelf.library, texts=engine, catalogs=catalogs)
        await shelf.refresh(database)
        await she.open("/staff/flows/welcome/texts/es")
        rows = hidden(she)
        ticks = {name.replace("seen:", "read:"): "1" for name in rows if name.startswith("seen:")}
        typed = {"text:welcome//title": "A", "text:welcome/x/say": "Hola."}
        assert await she.send("/staff/flows/welcome/texts/es", rows | ticks | typed, follow=False) == 303
        assert "es" not in shelf.library.offered
        await she.open(SPANISH)
        left = she.html.split('name="read:')[1:]
        fields = {"read:" + one.split('"')[0]: one.split('value="')[1].split('"')[0] for one in left}
        await she.send(f"{SPANISH}/read", fields)
        assert "es" in shelf.library.offered
        assert "sont entiers et relus" in she.text


def hidden(they: Visitor) -> dict[str, str]:
    return dict(re.findall(r'name="((?:seen|french|was):[^"]+)" value="([^"]*)"', they.html))


async def test_a_language_is_begun_translated_and_seen_by_nobody_before_it_is_whole(studio: House) -> None:
    async with studio.someone("reader") as he:
        await he.open(LANGUAGES)
        assert 'name="locale"' not in he.html
        assert await he.send(LANGUAGES, {"locale": "fa"}) == 403
    async with studio.someone("translator") as she:
        assert await she.open("/staff/texts/fa") == 404
        for lang in ("ar", "en", "fr"):
            await she.open(LANGUAGES, lang)
            assert '<option value="fa">فارسی (fa) ←</option>' in she.html
            assert '<option value="tr">Türkçe (tr)</option>' in she.html
            assert '<option value="es">' not in she.html
        for wrong in ("xx", "fr", "", "../fa", "fa_IR"):
            await she.open(LANGUAGES)
            assert await she.send(LANGUAGES, {"locale": wrong}) == 400
        for _ in range(2):
            await she.open(LANGUAGES)
            assert await she.send(LANGUAGES, {"locale": "fa"}, follow=False) == 303
        assert she.location.startswith("/staff/texts/fa?")
        assert await she.open("/staff/texts/fa") == 200
        assert "de droite à gauche" in she.text
        assert "mots du SOS" in she.text
        assert "sont entiers et relus" not in she.text
        await she.open("/staff/texts/fa/po")
        body = she.html.replace('msgid "Ton prénom ?"\nmsgstr ""', 'msgid "Ton prénom ?"\nmsgstr "نام کوچک؟"')
        assert '"X-Reviewed: no' in body
        assert '"Language: fa\\n"' in body
        await she.open("/staff/texts/fa")
        assert await upload(she, body.encode(), path="/staff/texts/fa") == 200
        assert "nouveaux : 1" in she.text
        await she.open("/staff/flows/cv/texts/fa")
        assert 'dir="auto"' in she.html
        assert "نام کوچک؟" in she.html
    async with studio.database.read() as db:
        assert (await drafts.every(db))["cv"].written.texts["fa"] == {"cv/nom/ask": "نام کوچک؟"}
    await studio.shelf.refresh(studio.database)
    assert "fa" not in studio.shelf.library.offered


@pytest.mark.parametrize("locale", sorted(can_begin()))
def test_every_language_that_can_be_begun_has_a_name_and_a_file(locale: str) -> None:
    assert language_name(locale)[:1].isupper() or not language_name(locale)[:1].islower()
    assert str(new_catalog(locale, "flows").locale) == locale
