"""A draft is tried as a young person has it: from any step, in any language; nothing of it reaches anybody."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.releases import store as releases
from bot.releases.model import Written
from bot.storage.engine import Database
from bot.storage.tables.conversation import messages, sessions
from bot.storage.tables.later import effects, events
from bot.storage.tables.people import people
from bot.studio.rules.tried import with_drafts
from bot.studio.store import chats, drafts
from flows.tryout import Act
from tests.bot.studio.house import CV, ONES, SERVED, TEXTS, WELCOME, House, house
from tests.bot.web.rooms import Visitor

EDITOR = ONES["editor"].id
WORK = """\
flow: work
title: Un travail
steps:
  - id: age
    ask: |-
      Ton âge ?
    type: number 10..99
  - id: place
    do: workshops.book
  - id: plein
    when: place.state is closed
    say: |-
      C'est fermé.
  - id: vieux
    when: age > 50
    say: |-
      Tu es grand.
  - id: gouts
    ask: |-
      Tu aimes ?
    choose: many
    choices:
      sport: Le sport
      film: Les films
  - id: fin
    say: |-
      Tu as {age} ans.
"""


@pytest.fixture
async def here(database: Database) -> AsyncIterator[House]:
    async with house(database, (*SERVED, Written("work", WORK, {}))) as found:
        yield found


@pytest.fixture
async def zoe(here: House) -> AsyncIterator[Visitor]:
    async with here.someone("editor") as somebody:
        yield somebody


async def look(visitor: Visitor, path: str = "/staff/flows/work/try") -> str:
    assert await visitor.open(path) == 200
    return visitor.html


async def lines(visitor: Visitor, path: str = "/staff/flows/work/try") -> list[str]:
    """What stands in the chat, with who says it."""
    html = await look(visitor, path)
    found = re.findall(r'<div class="line (me|bot)"[^>]*>(.*?)</p>|<summary>(<span lang.*?)</summary>', html, re.DOTALL)
    return [f"{who or 'deed'}: {_plain(words or deed)}" for who, words, deed in found]


def _plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).replace("\u202f", " ").split())


async def do(
    visitor: Visitor, what: Mapping[str, object], path: str = "", flow: str = "work", n: int | None = None
) -> str:
    """Sends a form of the page as it stands now; the note that follows. A list is a field several times."""
    html = await look(visitor, f"/staff/flows/{flow}/try")
    known = [(name, found[1]) for name in ("n", "step") if (found := re.search(f'name="{name}" value="(.*?)"', html))]
    fields = [pair for pair in known if pair[0] not in what and (pair[0] != "n" or n is None)]
    fields += [("n", str(n))] if n is not None else []
    for name, value in what.items():
        fields += [(name, str(one)) for one in (value if isinstance(value, list) else [value])]
    assert await visitor.send(f"/staff/flows/{flow}/try{path}", fields, follow=False) == 303, visitor.text
    note = re.search(r"note=(\w+)", visitor.location)
    return note[1] if note else ""


async def test_a_chat_is_had_with_a_pretended_action(zoe: Visitor) -> None:
    assert await lines(zoe) == ["bot: Ton âge ?"]
    await do(zoe, {"text": "17"})
    await do(zoe, {"many": "1", "pick": ["sport", "film"]})
    assert await lines(zoe) == [
        "bot: Ton âge ?",
        "me: 17",
        "deed: Prend la place. → Place gardée",
        "bot: Tu aimes ?",
        "me: Le sport, Les films",
        "bot: Tu as 17 ans.",
    ]


async def test_what_if_plays_the_same_again(zoe: Visitor) -> None:
    await do(zoe, {"text": "17"})
    await do(zoe, {"spot": "work/place", "value": '{"state":"closed"}'}, "/value")
    assert await lines(zoe) == [
        "bot: Ton âge ?",
        "me: 17",
        "deed: Prend la place. → L’atelier est fermé",
        "bot: C’est fermé.",
        "bot: Tu aimes ?",
    ]
    await do(zoe, {"spot": "work/place", "value": '{"state":"closed"}', "typed": '{"state": "?"}'}, "/value")
    assert "deed: Prend la place. → state : ?" in await lines(zoe)
    await do(zoe, {"spot": "work/elsewhere", "typed": "x"}, "/value")


async def test_it_begins_at_a_step_with_answers_of_before(zoe: Visitor) -> None:
    await do(zoe, {"from": "vieux"}, "/start")
    assert await lines(zoe) == ["bot: Tu aimes ?"]
    await do(zoe, {"before.age": "60 ans"}, "/before")
    assert await lines(zoe) == ["bot: Tu es grand.", "bot: Tu aimes ?"]
    await do(zoe, {"many": "1"})
    await do(zoe, {"again": "1"}, "/start")
    assert await lines(zoe) == ["bot: Tu es grand.", "bot: Tu aimes ?"]
    await do(zoe, {"before.age": "7"}, "/before")
    assert await lines(zoe) == ["bot: Tu aimes ?"]


async def test_a_card_leads_to_a_fresh_try_out_from_its_step(zoe: Visitor, here: House) -> None:
    await do(zoe, {"text": "17"})
    assert await lines(zoe, "/staff/flows/work/try?step=fin") == ["bot: Tu as ans."]
    await do(zoe, {"step": "gouts", "text": "sport"}, n=0)
    assert await lines(zoe) == ["bot: Tu aimes ?", "me: sport", "bot: Tu as ans."]


async def test_it_speaks_the_language_that_is_chosen(zoe: Visitor) -> None:
    await do(zoe, {"from": "", "locale": "en"}, "/start", flow="cv")
    page = await look(zoe, "/staff/flows/cv/try")
    assert "Your first name?" in page
    await do(zoe, {"from": "", "locale": "xx"}, "/start", flow="cv")
    assert "Your first name?" in await look(zoe, "/staff/flows/cv/try")


async def test_it_goes_back_to_any_line(zoe: Visitor) -> None:
    await do(zoe, {"text": "17"})
    await do(zoe, {"many": "1", "pick": ["sport"]})
    await do(zoe, {"at": "1"}, "/back")
    assert (await lines(zoe))[-1] == "bot: Tu aimes ?"
    await do(zoe, {"at": "0"}, "/back")
    assert await lines(zoe) == ["bot: Ton âge ?"]


async def test_a_form_sent_twice_counts_once(zoe: Visitor) -> None:
    await do(zoe, {"text": "17"}, n=0)
    await do(zoe, {"text": "17"}, n=0)
    await do(zoe, {"text": "99"}, n=7)
    await do(zoe, {})
    assert [line for line in await lines(zoe) if line.startswith("me")] == ["me: 17"]


async def test_the_draft_of_now_is_what_is_tried(zoe: Visitor, here: House) -> None:
    """A sentence changed: the same chat shows it. A button that went: it ends there, and what follows can be cut."""
    await do(zoe, {"text": "Zoé"}, flow="cv")
    await do(zoe, {"tap": "none"}, flow="cv")
    assert (await lines(zoe, "/staff/flows/cv/try"))[-1] == "bot: C’est prêt, Zoé."
    await draft(here, CV.replace("C'est prêt", "Voilà"))
    assert (await lines(zoe, "/staff/flows/cv/try"))[-1] == "bot: Voilà, Zoé."
    await draft(here, CV.replace("      none: Pas encore\n", "").replace("    go: {none: fin}\n", ""))
    page = await look(zoe, "/staff/flows/cv/try")
    assert 'id="lost"' in page
    assert await do(zoe, {"text": "encore"}, flow="cv") == ""
    assert await do(zoe, {"name": "Perdu"}, "/keep", flow="cv") == "name"
    cut = re.search(r'name="at" value="(\d+)">[^<]*Enlever', page)
    assert cut
    await do(zoe, {"at": cut[1]}, "/back", flow="cv")
    assert 'id="lost"' not in await look(zoe, "/staff/flows/cv/try")


async def draft(here: House, source: str) -> None:
    async with here.database.write() as db:
        newest, (_, version) = await releases.newest(db), await drafts.get(db, "cv")
        written, based_on = Written("cv", source, TEXTS), newest.flows.get("cv") if newest else None
        now = here.time.now()
        assert await drafts.save(db, written, on_version=version, based_on=based_on, by=EDITOR, now=now)


async def test_a_draft_with_mistakes_is_tried_without_them(zoe: Visitor, here: House) -> None:
    await draft(here, CV.replace("    ask: Quel métier ?", "    aks: Quel métier ?"))
    page = await look(zoe, "/staff/flows/cv/try")
    assert "aks" in page
    assert "<code>metier</code>" in page
    await do(zoe, {"text": "Zoé"}, flow="cv")
    await do(zoe, {"tap": "job"}, flow="cv")
    assert (await lines(zoe, "/staff/flows/cv/try"))[-1] == "bot: C’est prêt, Zoé."


async def test_a_draft_that_nobody_can_read_says_so(zoe: Visitor, here: House) -> None:
    await draft(here, "flow: [")
    for path in ("try", "tests"):
        assert await zoe.open(f"/staff/flows/cv/{path}") == 200
    assert "ligne 1" in await look(zoe, "/staff/flows/cv/try")
    for path in ("", "/start", "/before", "/back", "/value", "/keep"):
        await do(zoe, {"text": "a", "from": "nom", "spot": "cv/x", "name": "x", "at": "1"}, path, flow="cv")


async def test_two_of_the_team_do_not_meet(zoe: Visitor, here: House) -> None:
    await do(zoe, {"text": "17"})
    async with here.someone("other") as ana:
        assert await lines(ana) == ["bot: Ton âge ?"]
        await do(ana, {"text": "60"})
    assert "me: 17" in await lines(zoe)


async def test_whoever_may_look_may_try_and_only_writers_keep(here: House) -> None:
    async with here.someone("reader") as reader:
        await do(reader, {"text": "17"})
        assert "me: 17" in await lines(reader)
        assert await reader.send("/staff/flows/work/try/keep", {"name": "x"}) == 403
        assert "Garder comme test" not in await look(reader, "/staff/flows/work/try")
    async with here.someone("host") as host:
        assert await host.open("/staff/flows/work/try") == 403


async def test_nothing_reaches_a_person_or_the_world(zoe: Visitor, here: House) -> None:
    await do(zoe, {"text": "17"})
    await do(zoe, {"many": "1", "pick": ["sport"]})
    async with here.database.read() as db:
        for table in (people, sessions, messages, events, effects):
            assert await db.scalar(select(func.count()).select_from(table)) == 0


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "\u202e\0x", "x" * 30_000, "{age}", "é" * 500, "' OR 1=1 --"]
)
async def test_whatever_is_typed_stays_text(zoe: Visitor, text: str) -> None:
    await do(zoe, {"text": text})
    page = await look(zoe, "/staff/flows/work/try")
    assert "<script>alert" not in page
    assert "Ton âge" in page


async def test_it_is_full_one_day(zoe: Visitor) -> None:
    notes = {await do(zoe, {"text": "x" * 20_000}) for _ in range(12)}
    assert notes == {"", "full"}
    assert "trop long" in await look(zoe, "/staff/flows/work/try?note=full")


async def test_a_whole_chat_is_kept_as_a_test(zoe: Visitor, here: House) -> None:
    await do(zoe, {"text": "17"})
    assert await do(zoe, {"name": "  "}, "/keep") == "name"
    assert await do(zoe, {"name": " À 17 ans "}, "/keep") == "kept"
    async with here.database.read() as db:
        found = (await chats.of_flow(db, "work"))[0]
        assert (found.name, found.by) == ("À 17 ans", "Editor")
        assert found.chat.acts == (Act("type", ("17",)),)
        assert found.chat.values == {"work/place": {"state": "booked"}}
        assert found.expected[1].lines[0] == "(Prend la place.)"


async def test_files_of_whoever_runs_the_service_are_tried_too(database: Database, tmp_path: Path) -> None:
    (tmp_path / "welcome.yaml").write_text(WELCOME.replace("je suis un robot", "je suis un fichier"), "utf-8")
    async with house(database, folder=tmp_path) as found, found.someone("editor") as somebody:
        said = await lines(somebody, "/staff/flows/welcome/try")
        assert said[0] == "bot: Salut, je suis un fichier."


async def test_the_other_flows_are_tried_as_their_drafts_say_when_asked(here: House, zoe: Visitor) -> None:
    new = CV.replace("Ton prénom ?", "Ton petit nom ?")
    broken = WORK.replace("ask:", "asc:")
    async with here.database.write() as db:
        for flow, source in (("cv", new), ("work", broken)):
            written = Written(flow, source, TEXTS if flow == "cv" else {})
            await drafts.save(db, written, on_version=0, based_on=None, by=EDITOR, now=here.time.now())
    path = "/staff/flows/welcome/try"
    await look(zoe, path)
    assert "Avec les brouillons des autres" in zoe.text
    await do(zoe, {"tap": "cv"}, flow="welcome")
    assert (await lines(zoe, path))[-1] == "bot: Ton prénom ?"
    assert (await lines(zoe, f"{path}?others=1"))[-1] == "bot: Ton petit nom ?"
    assert "Sans les brouillons des autres" in zoe.text
    assert "Garder comme test" not in zoe.text, "a test is played on what is published with this draft"
    await do(zoe, {"text": "Samir", "others": "1"}, flow="welcome")
    assert "others=1" in zoe.location
    assert await lines(zoe, zoe.location.removesuffix("#now")) != await lines(zoe, path)


def test_drafts_that_cannot_be_walked_leave_the_served_flow(here: House) -> None:
    library = with_drafts(here.shelf.library, [Written("work", "[", {}), Written("cv", CV.replace("Ton", "Le"), {})])
    assert library.flows["work"] == here.shelf.library.flows["work"]
    assert library.flows["cv"] != here.shelf.library.flows["cv"]
