"""A step's form over HTTP: what is not touched is not changed, two who write are both heard, and nothing breaks it."""

from __future__ import annotations

import pytest

from bot.i18n import translator
from bot.studio.pages.labels import label
from bot.studio.store import drafts
from flows import editing
from flows.schema import KEYWORDS
from tests.bot.studio.forms import form
from tests.bot.studio.house import CV, House
from tests.bot.web.rooms import Visitor

EVIL = "</textarea><script>zz9()</script>\"'><img src=x onerror=zz9()>"
NOM = "/staff/flows/cv/step/nom"


@pytest.fixture
def dialect() -> str:
    return "sqlite"


async def source(studio: House, flow: str = "cv") -> str | None:
    async with studio.database.read() as db:
        draft, _ = await drafts.get(db, flow)
    return draft.written.source if draft else None


async def opened(she: Visitor, path: str = NOM) -> dict[str, str]:
    assert await she.open(path) == 200
    return form(she.html, "was")


async def test_a_form_sent_back_as_it_is_changes_nothing(studio: House) -> None:
    async with studio.someone("editor") as she:
        for step in ("nom", "travail", "metier", "fin"):
            path = f"/staff/flows/cv/step/{step}"
            fields = await opened(she, path)
            assert await she.send(path, fields, follow=False) == 303
            assert she.location == f"/staff/flows/cv?lang=fr#{step}"
    assert await source(studio) is None


async def test_one_sentence_is_one_line(studio: House) -> None:
    async with studio.someone("editor") as she:
        fields = await opened(she)
        await she.send(NOM, {**fields, "ask": "Ton petit nom ?"})
        assert "Ton petit nom ?" in she.text
        assert "brouillon" in she.text
    assert await source(studio) == CV.replace("Ton prénom ?", "Ton petit nom ?")


async def test_every_keyword_can_be_written(studio: House) -> None:
    async with studio.someone("editor") as she:
        fields = await opened(she)
        lines = {word: "a" for word in KEYWORDS["step"] if word in fields and word != "type"}
        await she.send(
            NOM, {**fields, **lines, "end": "1", "once": "1", "wait": "1", "with.0.id": "a", "with.0.to": "b"}
        )
        step = editing.step(await source(studio) or "", "nom")
        assert step
        wanted = set(KEYWORDS["step"]) - {"choices", "also", "explain", "choose", "dontknow"}
        assert set(step) == wanted
        await she.open(NOM)
        assert 'class="problems"' in she.html


async def test_answers_come_go_and_change_places(studio: House) -> None:
    path = "/staff/flows/cv/step/travail"
    async with studio.someone("editor") as she:
        fields = await opened(she, path)
        new = {
            "row.2.label": "Un peu",
            "row.2.go": "metier",
            "row.2.synonyms": "bof",
            "row.2.place": "1",
            "row.0.place": "2",
        }
        await she.send(path, {**fields, **new, "row.1.gone": "1"})
        step = editing.step(await source(studio) or "", "travail")
        assert step
        assert step["choices"] == {"un_peu": {"label": "Un peu", "synonyms": "bof"}, "job": "Oui"}
        assert step["go"] == {"un_peu": "metier"}


async def test_two_editors_at_different_steps_are_merged(studio: House) -> None:
    async with studio.someone("editor") as she, studio.someone("other") as he:
        hers, his = await opened(she), await opened(he, "/staff/flows/cv/step/fin")
        await she.send(NOM, {**hers, "ask": "Toi ?"})
        await he.send("/staff/flows/cv/step/fin", {**his, "say": "Voilà."}, follow=False)
        assert he.status == 303
    assert await source(studio) == CV.replace("Ton prénom ?", "Toi ?").replace("C'est prêt, {name}.", "Voilà.")


async def test_two_editors_at_one_step_see_both(studio: House) -> None:
    async with studio.someone("editor") as she, studio.someone("other") as he:
        hers, his = await opened(she), await opened(he)
        await she.send(NOM, {**hers, "ask": "Le tien ?"})
        assert await he.send(NOM, {**his, "ask": "Le vôtre ?"}) == 409
        assert "<del>" in he.html
        assert "Quelqu&#39;un a changé cette étape" in he.html.replace("’", "&#39;")
        assert "Le tien ?" in (await source(studio) or ""), "nothing was overwritten"
        again = form(he.html, "was")
        assert again["ask"] == "Le vôtre ?", "nothing they typed is lost"
        assert await he.send(NOM, again, follow=False) == 303
        assert "Le vôtre ?" in (await source(studio) or "")


async def test_a_step_that_went_meanwhile_can_be_saved_as_a_new_one(studio: House) -> None:
    async with studio.someone("editor") as she, studio.someone("other") as he:
        his = await opened(he)
        await she.open(NOM + "/more")
        await she.send(NOM + "/more", {**form(she.html, "was"), "deed": "delete", "sure": "1"})
        assert await he.send(NOM, {**his, "ask": "Encore ?"}) == 409
        assert 'action="/staff/flows/cv/new' in he.html
        await he.send("/staff/flows/cv/new", form(he.html, "was"))
        assert "Encore ?" in (await source(studio) or "")
        assert await he.open(NOM) == 404


async def test_a_new_step_goes_where_it_was_asked_for(studio: House) -> None:
    async with studio.someone("editor") as she:
        for after, id, want in (("nom", "", "tu_as_quel_age"), ("", "debut", "debut"), ("rien", "", "etape")):
            await she.open(f"/staff/flows/cv/new?after={after}")
            fields = form(she.html, "was")
            ask = "Tu as quel âge ?" if after == "nom" else ""
            await she.send(
                "/staff/flows/cv/new", {**fields, "id": id, "ask": ask, "type": "number" if ask else ""}, follow=False
            )
            assert she.location.endswith(f"#{want}")
    ids = [step["id"] for step in editing.steps(await source(studio) or "") or ()]
    assert ids == ["etape", "debut", "nom", "tu_as_quel_age", "travail", "metier", "fin"]


async def test_what_is_typed_stays_text(studio: House) -> None:
    async with studio.someone("editor") as she:
        fields = await opened(she)
        texts = (
            "say",
            "ask",
            "retry",
            "alt",
            "show",
            "label",
            "save",
            "when",
            "do",
            "go",
            "run",
            "about",
            "score",
            "type",
        )
        rows = {f"row.0.{word}": EVIL for word in ("label", "synonyms", "explain", "score", "go")}
        await she.send(NOM, {**fields, **dict.fromkeys(texts, EVIL), **rows, "with.0.id": EVIL, "with.0.to": EVIL})
        for path in ("", "/step/nom", "/publish", "/history", "/header", "/step/nom/more"):
            assert await she.open("/staff/flows/cv" + path) == 200
            assert "<script>zz9" not in she.html
            assert "<img" not in she.html
        back = await opened(she)
        assert back["ask"] == EVIL
        assert back["row.0.explain"] == EVIL
        await she.open("/staff/flows?q=zz9")
        assert "<script>zz9" not in she.html


async def test_who_may_write(studio: House) -> None:
    for who in ("reader", "translator", "host"):
        async with studio.someone(who) as they:
            for path in (NOM, NOM + "/more", "/staff/flows/cv/new", "/staff/flows/cv/header"):
                assert await they.open(path) == 403
                assert await they.send(path, {}) == 403
            await they.open("/staff/flows/cv")
            assert "/step/nom" not in they.html
    async with studio.someone("editor") as she:
        assert await she.open("/staff/flows/cv/step/rien") == 404
        assert await she.send("/staff/flows/rien/step/nom", {}, token="") == 403


def test_every_keyword_is_said_in_plain_words() -> None:
    for locale in ("fr", "en", "ar"):
        words = translator(locale)
        for word in (*KEYWORDS["step"], *KEYWORDS["flow"]):
            if word not in ("id", "choices", "also", "explain", "with", "flow", "steps"):
                assert label(words, word).name != word, word
    assert label(translator("fr"), "nouveau").name == "nouveau"


async def test_saved_without_leaving_the_form(studio: House) -> None:
    async with studio.someone("editor") as she:
        fields = await opened(she)
        assert await she.send(NOM, {**fields, "ask": "Ton petit nom ?", "stay": "1"}, follow=False) == 303
        assert she.location == f"{NOM}?lang=fr&saved=1#saved"
        assert await she.open(f"{NOM}?lang=fr&saved=1") == 200
        assert 'id="saved"' in she.html
        new = {**await opened(she, "/staff/flows/cv/new"), "say": "Voilà.", "stay": "1"}
        assert await she.send("/staff/flows/cv/new", new, follow=False) == 303
        assert she.location == "/staff/flows/cv/step/voila?lang=fr&saved=1#saved"
    assert [step["id"] for step in editing.steps(await source(studio) or "") or ()][:2] == ["voila", "nom"]


async def test_only_a_form_shows_a_frame_and_only_the_try_out_is_shown_in_one(studio: House) -> None:
    tried = "/staff/flows/cv/try"
    async with studio.someone("editor") as she:
        said = {}
        for path in (NOM, tried, f"{tried}?framed=1", "/staff/flows/cv"):
            assert await she.open(path) == 200
            said[path] = she.headers["Content-Security-Policy"]
        assert [path for path, policy in said.items() if "frame-src 'self'" in policy] == [NOM]
        assert [path for path, policy in said.items() if "frame-ancestors 'self'" in policy] == [f"{tried}?framed=1"]
        assert await she.open("/staff/flows/cv/new") == 200
        assert "<iframe" not in she.html
