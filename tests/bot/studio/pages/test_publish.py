"""Publishing: errors stop it, warnings need a tick, nobody's work is overwritten, and people go on where they are."""

from __future__ import annotations

from dataclasses import replace

from bot.releases import store as releases
from bot.releases.model import Written
from bot.releases.opening import parsed_value
from bot.storage.engine import Database
from bot.storage.tables.conversation import sessions
from bot.storage.tables.people import people
from bot.studio.store import drafts
from flows import editing
from tests.bot.studio.forms import form
from tests.bot.studio.house import CV, SERVED, TEXTS, House, house
from tests.bot.studio.pages.test_trying import do
from tests.bot.web.rooms import Visitor

PUBLISH = "/staff/flows/cv/publish"
NEW = CV.replace("Ton prénom ?", "Ton petit nom ?")


async def draft(studio: House, source: str | None, flow: str = "cv") -> None:
    async with studio.database.write() as db:
        newest = await releases.newest(db)
        _, version = await drafts.get(db, flow)
        based_on = newest.flows.get(flow) if newest else None
        written = Written(flow, source or "", TEXTS if flow == "cv" else {})
        now = studio.time.now()
        assert await drafts.save(db, written, on_version=version, based_on=based_on, by=3, now=now)


async def stand(studio: House, *steps: str) -> None:
    """A person at each of these steps of the served release."""
    now = studio.time.now()
    async with studio.database.write() as db:
        for id, step in enumerate(steps, 1):
            await db.execute(people.insert().values(id=id, locale="fr", created_at=now, last_seen_at=now))
            row = {"person_id": id, "state": b"", "spot": f"cv/{step}", "release": studio.shelf.number}
            await db.execute(sessions.insert().values(**row))


async def send(she: Visitor, **fields: str) -> int:
    await she.open(PUBLISH)
    return await she.send(PUBLISH, {**form(she.html, "note"), **fields})


def served(studio: House) -> str:
    return studio.shelf.library.texts.raw("fr", "cv/nom/ask")[0]


async def test_a_sentence_is_published_and_taken_back(studio: House) -> None:
    await draft(studio, NEW)
    async with studio.someone("publisher") as she:
        await she.open(PUBLISH)
        assert "<del>prénom</del><ins>petit nom</ins>" in she.html
        assert await send(she, note="Plus doux", seen="1") == 200
        assert she.html.count("<h1>") == 1
        assert "Plus doux" in she.text
        assert "Publisher" in she.text
        assert served(studio) == "Ton petit nom ?"
        back = form(she.html, "revision")
        await she.send("/staff/flows/cv/history", back)
        assert served(studio) == "Ton prénom ?"
        assert "Retour à la version" in she.text
        assert await she.send("/staff/flows/cv/history", back) == 409, "another one is served by now"
        assert await she.send("/staff/flows/cv/history", {**back, "revision": "999"}) == 404
    async with studio.database.read() as db:
        assert await drafts.every(db) == {}
        assert len(await releases.releases(db)) == 3


async def test_errors_stop_it_with_their_place(studio: House) -> None:
    await draft(studio, CV.replace("{none: fin}", "{none: nulle_part}"))
    async with studio.someone("publisher") as she:
        assert await send(she, seen="1") == 409
        assert ">cv:17</code>" in she.html
        assert "nulle_part" in she.text
        assert "Publier attend" in she.text, "the button that is off says why"
    async with studio.someone("admin") as he:
        await he.open(PUBLISH)
        errors, warnings = he.text.index("erreur « nulle_part »"), he.text.index("à voir")
        assert errors < warnings
        assert 'href="/staff/flows/cv/step/travail?lang=fr">Ouvrir' in he.html
        assert 'name="seen"' not in he.html, "a tick helps nothing while an error stands"
    for broken in ("", "flow: [", CV.replace("flow: cv", "flow: vc")):
        await draft(studio, broken)
        async with studio.someone("publisher") as she:
            assert await send(she, seen="1") == 409
    assert served(studio) == "Ton prénom ?"


async def test_warnings_need_a_tick(studio: House) -> None:
    await draft(studio, NEW.replace("      job: Oui\n", "      job: Oui, j'ai déjà travaillé quelque part\n"))
    async with studio.someone("publisher") as she:
        assert await send(she, note="Mon mot") == 409
        assert "Cochez la case" in she.text
        assert form(she.html, "note")["note"] == "Mon mot"
        assert await send(she, seen="1") == 200
    assert served(studio) == "Ton petit nom ?"


async def test_what_somebody_saved_meanwhile_is_not_published_unseen(studio: House) -> None:
    await draft(studio, NEW)
    async with studio.someone("publisher") as she:
        await she.open(PUBLISH)
        fields = form(she.html, "note")
        await draft(studio, NEW.replace("petit nom", "nom"))
        assert await she.send(PUBLISH, {**fields, "seen": "1"}) == 409
        assert "entre-temps" in she.text
    assert served(studio) == "Ton prénom ?"


async def test_what_somebody_published_meanwhile_is_shown_first(studio: House) -> None:
    await draft(studio, NEW)
    async with studio.database.write() as db:
        newest = await releases.newest(db)
        assert newest
        other = replace(SERVED[1], source=CV.replace("Ton prénom ?", "Toi ?"))
        id = await releases.add(db, other, parsed_value(other.source), origin="staff", by=2, now=studio.time.now())
        based_on = {"cv": newest.flows["cv"]}
        assert await releases.publish(db, {"cv": id}, based_on=based_on, moves={}, note="", by=2, now=studio.time.now())
    async with studio.someone("publisher") as she:
        assert await send(she, seen="1") == 409
        assert "<del>Toi</del>" in she.html
        fields = form(she.html, "number")
        await she.send("/staff/flows/cv/rebase", {**fields, "number": "1"})
        assert await send(she, seen="1") == 409, "it is not what they saw"
        await she.send("/staff/flows/cv/rebase", form(she.html, "number"))
        assert await send(she, seen="1") == 200
    assert served(studio) == "Ton petit nom ?"


async def test_who_stands_where_and_where_they_are_sent(studio: House) -> None:
    await stand(studio, "nom", "nom", "travail", "metier")
    after = editing.remove_step(CV.replace("job: Oui", "job: Ouais"), "metier")
    await draft(studio, after)
    async with studio.someone("publisher") as she:
        await she.open(PUBLISH)
        for told in ("2 nom continuent là", "1 travail on leur repose", "1 metier finissent"):
            assert told in she.text
        assert await send(she, seen="1", **{"move.metier": "fin", "move.nom": "fin", "move.x": "y"}) == 200
    async with studio.database.read() as db:
        newest = await releases.newest(db)
    assert newest
    assert dict(newest.moves) == {"cv/metier": "fin"}
    assert studio.shelf.moves(studio.shelf.number - 1) == {"cv/metier": "fin"}


async def test_going_back_asks_where_they_go_whose_step_the_older_version_lacks(studio: House) -> None:
    await draft(studio, CV.replace("  - id: fin\n", "  - {id: bonus, ask: Encore ?, type: text}\n  - id: fin\n"))
    async with studio.someone("publisher") as she:
        assert await send(she, seen="1") == 200
        back = form(she.html, "revision")
        await stand(studio, "bonus", "bonus", "nom")
        assert await she.send("/staff/flows/cv/history", back) == 409
        assert "2 Qui est à l’étape supprimée bonus va à" in she.text.replace("'", "’")
        assert "bonus" in {step.id for step in studio.shelf.library.flows["cv"].steps}, "nothing is changed yet"
        sure = {**form(she.html, "sure"), "move.bonus": "fin", "move.nom": "fin", "move.x": "nom"}
        assert await she.send("/staff/flows/cv/history", sure) == 200
        assert "Retour à la version" in she.text
    async with studio.database.read() as db:
        newest = await releases.newest(db)
    assert newest
    assert dict(newest.moves) == {"cv/bonus": "fin"}


async def test_going_back_takes_one_click_where_nobody_loses_their_step(studio: House) -> None:
    await draft(studio, NEW)
    await stand(studio, "nom", "travail")
    async with studio.someone("publisher") as she:
        assert await send(she, seen="1") == 200
        assert await she.send("/staff/flows/cv/history", form(she.html, "revision")) == 200
    assert served(studio) == "Ton prénom ?"


async def test_a_flow_that_protects_keeps_its_actions(database: Database) -> None:
    steps = "  - id: a\n    do: safety.alert\n    once: yes\n  - id: b\n    say: |-\n      A\n"
    source = f"flow: filet\ntitle: F\nsteps:\n{steps}"
    async with house(database, (*SERVED, Written("filet", source, {}))) as studio:
        studio.shelf.actions = {"safety.alert"}
        await draft(studio, editing.remove_step(source, "a"), "filet")
        async with studio.someone("publisher") as she:
            path = "/staff/flows/filet/publish"
            await she.open(path)
            assert "safety.alert" in she.text
            assert await she.send(path, {**form(she.html, "note"), "seen": "1"}) == 409


async def test_a_kept_test_that_no_longer_passes_stops_it(studio: House) -> None:
    async with studio.someone("editor") as he:
        await do(he, {"text": "Zoé"}, flow="cv")
        assert await do(he, {"name": "Le prénom"}, "/keep", flow="cv") == "kept"
    await draft(studio, NEW)
    async with studio.someone("publisher") as she:
        assert await send(she, seen="1") == 409
        assert "Le prénom" in she.text
        assert served(studio) == "Ton prénom ?"
        await she.open("/staff/flows/cv/tests")
        await she.send("/staff/flows/cv/tests/accept", form(she.html, "seen"))
        assert await send(she, seen="1") == 200
    assert served(studio) == "Ton petit nom ?"


async def test_who_may_publish(studio: House) -> None:
    await draft(studio, NEW)
    for who in ("reader", "translator", "editor"):
        async with studio.someone(who) as they:
            assert await they.open(PUBLISH) == 200
            assert "Publier revient aux comptes" in they.text
            for path in (PUBLISH, "/staff/flows/cv/history", "/staff/flows/cv/rebase"):
                assert await they.send(path, {"version": "1", "seen": "1"}) == 403
    assert served(studio) == "Ton prénom ?"


async def test_a_draft_is_thrown_away_by_who_saw_it(studio: House) -> None:
    await draft(studio, NEW)
    async with studio.someone("editor") as she:
        await she.open(PUBLISH)
        fields = form(she.html, "version")
        assert await she.send("/staff/flows/cv/drop", {**fields, "version": "7"}) == 409
        assert await she.send("/staff/flows/cv/drop", fields) == 200
        await she.open(PUBLISH)
        assert "pas de brouillon" in she.text


async def test_a_new_flow_is_published(studio: House) -> None:
    async with studio.someone("admin") as she:
        await she.open("/staff/flows")
        await she.send("/staff/flows", {"title": "Mon été"})
        path = "/staff/flows/mon_ete/publish"
        await she.open(path)
        assert await she.send(path, {**form(she.html, "note"), "seen": "1"}) == 200
        assert "mon_ete" in studio.shelf.library.flows
        await she.open("/staff/flows")
        assert "pas publié" not in she.text


async def test_ours_that_is_newer_is_offered_never_forced(studio: House) -> None:
    await draft(studio, NEW)
    async with studio.someone("publisher") as she:
        await send(she, seen="1")
        async with studio.database.write() as db:
            ours = replace(SERVED[1], source=CV.replace("C'est prêt", "Voilà"))
            await releases.add(db, ours, parsed_value(ours.source), origin="shipped", by=None, now=studio.time.now())
        assert await she.open("/staff/flows/cv/history", "en") == 200
        assert "The version shipped with the service has changed" in she.text
        assert served(studio) == "Ton petit nom ?"
        await she.send("/staff/flows/cv/ours")
        assert "<ins>Voilà</ins>" in she.html
        assert await she.send("/staff/flows/cv/ours") == 404, "a draft is under way"
        assert await send(she, seen="1") == 200
    assert studio.shelf.library.texts.raw("fr", "cv/fin/say")[0].startswith("Voilà")
