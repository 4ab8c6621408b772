"""Whoever may look reads every flow as cards, finds words in all of them, and takes the file along."""

from __future__ import annotations

from pathlib import Path

from bot.releases.model import Written
from bot.storage.engine import Database
from bot.studio.pages.listing import hits
from bot.studio.store import drafts
from flows.loader import load
from tests.bot.studio.house import CV, House, house

EVIL = "<script>zz9()</script>"


async def test_the_list_and_the_cards(studio: House) -> None:
    for lang in ("fr", "en", "ar"):
        async with studio.someone("reader") as she:
            assert await she.open("/staff/flows", lang) == 200
            assert "Bienvenue" in she.text
            assert 'href="/staff/flows/cv?lang=' in she.html
            assert await she.open("/staff/flows/cv", lang) == 200
            assert "Ton prénom ?" in she.text
            assert '<a href="/staff/flows/cv#fin">fin</a>' in she.html
            assert await she.open("/staff/flows/rien", lang) == 404
            assert await she.open("/staff/flows/welcome", lang) == 200
            assert '<a href="/staff/flows/cv"><span lang="fr" dir="auto">Mon CV</span></a>' in she.html


async def test_who_may_look(studio: House) -> None:
    for who, status in (("host", 403), ("translator", 200), ("editor", 200), ("publisher", 200), ("admin", 200)):
        async with studio.someone(who) as they:
            assert await they.open("/staff/flows") == status
            assert await they.open("/staff/flows/cv") == status
            assert await they.open("/staff/flows/cv/yaml") == status


async def test_words_are_found_whatever_their_accents_in_every_language(studio: House) -> None:
    async with studio.someone("reader") as she:
        await she.open("/staff/flows?q=prenom")
        assert "Trouvé : 1" in she.text
        assert 'href="/staff/flows/cv?lang=fr#nom"' in she.html
        await she.open("/staff/flows?q=your+first")
        assert "Your first name?" in she.text
        await she.open("/staff/flows?q=" + "%3Cscript%3E")
        assert "<script>" not in she.html.replace('<script src="', "")


async def test_the_file_is_given_letter_by_letter(studio: House) -> None:
    async with studio.someone("reader") as she:
        await she.open("/staff/flows/cv/yaml")
        assert she.html == CV
        assert she.headers["Content-Disposition"] == 'attachment; filename="cv.yaml"'


async def test_a_draft_is_what_is_shown_and_looked_through(studio: House) -> None:
    written = Written("cv", CV.replace("Ton prénom", f"Ton petit nom {EVIL}"), {})
    new = Written("neuf", "flow: neuf\ntitle: Tout neuf\nsteps:\n  - id: [\n", {})
    async with studio.database.write() as db:
        for one in (written, new):
            await drafts.save(db, one, on_version=0, based_on=None, by=1, now=studio.time.now())
    async with studio.someone("reader") as she:
        await she.open("/staff/flows")
        assert "brouillon" in she.text
        assert "pas publié" in she.text
        await she.open("/staff/flows/cv")
        assert "Ton petit nom" in she.text
        assert EVIL not in she.html
        await she.open("/staff/flows?q=petit+nom")
        assert "Trouvé : 1" in she.text
        await she.open("/staff/flows?q=ton+prenom")
        assert "Trouvé : 0" in she.text
        assert await she.open("/staff/flows/neuf") == 200
        assert "Ce qui ne va pas encore" in she.text


async def test_own_files_are_only_read(database: Database, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(CV, "utf-8")
    (tmp_path / "b.yaml").write_text("- rien", "utf-8")
    async with house(database, folder=tmp_path) as studio, studio.someone("admin") as she:
        await she.open("/staff/flows")
        assert "sont des fichiers" in she.text
        assert await she.open("/staff/flows/cv") == 200
        assert await she.open("/staff/flows/welcome") == 404


def test_a_search_tells_nothing_of_the_engine() -> None:
    catalogs = {"en": {"engine/back": "Ton prénom", "cv/nom/ask": "Ton prénom here"}}
    library = load({"cv.yaml": CV}, catalogs).library
    assert library
    assert [(hit.step, hit.locale) for hit in hits(library, {}, "prenom")] == [("nom", "fr"), ("nom", "en")]


async def test_conditions_and_actions_are_said_in_plain_french(studio: House) -> None:
    changed = CV.replace(
        "  - id: metier\n", "  - {id: org, do: people.org}\n  - id: metier\n    when: travail is job\n"
    )
    changed = changed.replace("type: text 1..40", "type: text 1..40\n    when: rien is job")
    async with studio.database.write() as db:
        await drafts.save(db, Written("cv", changed, {}), on_version=0, based_on=None, by=1, now=studio.time.now())
    async with studio.someone("reader") as she:
        await she.open("/staff/flows/cv")
    text = she.text.replace("\u00a0", " ").replace("\u202f", " ")
    assert "la réponse à « Tu as déjà travaillé ? » est « Oui »" in text
    assert "Donne le nom et le contact de votre association." in text
    assert "un texte, de 1 à 40 lettres" in text
    assert "rien is job" in text, "what nothing is known of stays as it is written"
