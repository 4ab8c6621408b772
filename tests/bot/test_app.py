"""The whole put together: a CV over the web, restarts, losses, wrong settings, an end in time."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession
from docx import Document
from pypdf import PdfReader

from bot.app import App, compose, serving
from bot.config import load
from bot.errors import Misconfigured
from bot.storage.keeping import CHAT_DAYS, CV_MONTHS
from bot.storage.purge import BEFORE_CONSENT
from bot.web.server import GRACE
from tests.bot.commands import CHATS
from tests.bot.service import person, service
from tests.bot.web.real import PNG
from tests.conversations.talk import Run, parse, plain
from tests.fakes.bot_api import BotApi
from tests.fakes.gate import Gate
from tests.fakes.until import until

WELCOME = """
flow: welcome
title: Bienvenue
steps:
  - id: forces
    say: Regarde.
    show: media/mes forces.png
    alt: Deux jeunes préparent un repas
  - id: nom
    ask: Ton nom ?
    type: text
  - id: fin
    ask: Ça va ?
    type: yes_no
"""


@pytest.fixture(autouse=True)
def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def flows(tmp_path: Path) -> Path:
    """A library of one flow with one picture."""
    folder = tmp_path / "flows"
    (folder / "media").mkdir(parents=True)
    (folder / "media" / "mes forces.png").write_bytes(PNG)
    (folder / "welcome.yaml").write_text(WELCOME, "utf-8")
    return folder


@asynccontextmanager
async def running(folder: Path, **settings: object) -> AsyncIterator[tuple[App, str]]:
    async with compose(load(data_dir=folder, port=0, **settings)) as app, serving(app) as url:
        yield app, url


# -- the main job ------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("talk", "line"), [("cv_un_boulot", "Chez Momo"), ("arabe", "Agente d’entretien")])
async def test_a_cv_over_the_web_in_three_forms_that_open(tmp_path: Path, talk: str, line: str) -> None:
    script = parse(CHATS / f"{talk}.talk")
    made = next(at for at, act in enumerate(script.acts) if any(".docx}" in line for line in act.expected))
    async with running(tmp_path) as (_, url), person(url, script.lang) as she:
        run = await Run(replace(script, acts=script.acts[: made + 1]), she).play()
        heard = await she.hear(lambda lines: lines[-1].files != () and lines[-1].files[-1].name.endswith(".docx"))
        sent = {file.name.rpartition(".")[2]: file for one in heard for file in one.files}
        files = {kind: await she.download(file) for kind, file in sent.items()}
        assert [one.seq for one in heard] == list(range(1, len(heard) + 1))
    assert files["png"].startswith(b"\x89PNG")
    assert sent["png"].alt
    assert len(PdfReader(BytesIO(files["pdf"])).pages) == 1
    words = "\n".join(paragraph.text for paragraph in Document(BytesIO(files["docx"])).paragraphs)
    assert line in plain(words)
    assert run.turns <= 31, "the greeting and at most 30 turns"
    assert run.typed <= 6


async def test_a_person_goes_on_where_they_were_after_a_restart(tmp_path: Path) -> None:
    script = parse(CHATS / "cv_un_boulot.talk")
    half = len(script.acts) // 2
    async with running(tmp_path) as (_, url), person(url) as she:
        run = Run(script, she)
        for act in script.acts[:half]:
            await run._do(act)
        key, count = she.key, she.count
    async with running(tmp_path) as (_, url), person(url) as again:
        again.key, again.count = key, count
        before = await again.messages()
        assert before[-1].text == run.questions[-1].text
        run.chat = again
        for act in script.acts[half:]:
            await run._do(act)
        heard = await again.hear(
            lambda lines: any(file.name == "CV_Amina_Kaci_Vendeuse.docx" for file in lines[-1].files)
        )
    assert len([line for line in heard if line.author == "me"]) == len(script.acts) - 1


async def test_two_new_people_in_the_same_moment_are_two(tmp_path: Path) -> None:
    async with running(tmp_path) as (_, url), person(url) as one, person(url, "ar") as two:
        first, second = await asyncio.gather(one.post(text="bonjour"), two.post(text="bonjour"))
        assert one.key != two.key
        assert (first["locale"], second["locale"]) == ("fr", "ar")
        assert [line.author for line in await one.messages()] == [
            "me",
            *(line["from"] for line in first["messages"]),
        ]


# -- other flows ---------------------------------------------------------------------------------------------------
async def test_a_library_of_one_flow_has_sos_menu_and_its_picture(tmp_path: Path, flows: Path) -> None:
    async with running(tmp_path, flows_dir=flows) as (_, url), person(url) as she:
        greeting = await she.post()
        [picture] = greeting["messages"][0]["files"]
        assert picture["url"] == "/files/media/mes%20forces.png"
        async with she.session.get(picture["url"]) as response:
            assert (response.status, response.content_type, await response.read()) == (200, "image/png", PNG)
        for wrong in (
            "media/../media/mes%20forces.png",
            "media%2F..%2Fwelcome.yaml",
            "welcome.yaml",
            "../welcome.yaml",
        ):
            async with she.session.get(f"/files/{wrong}") as response:
                assert response.status == 404 or await response.read() == PNG
        assert "112" in (await she.post(text="SOS"))["messages"][0]["text"]
        assert "Ton nom" in (await she.messages())[-1].text, "SOS comes back to the question"
        menu = (await she.post(text="menu"))["messages"][-1]
        assert any("Bienvenue" in choice["label"] for choice in menu["choices"])
        tapped = await she.post(choice=menu["choices"][0]["id"])
        assert tapped["messages"]


async def test_flows_that_can_not_be_served_stop_the_start(tmp_path: Path, flows: Path) -> None:
    (flows / "media" / "mes forces.png").unlink()
    (flows / "second.yaml").write_text("flow: second\ntitle: Deux\nsteps:\n  - id: x\n    sya: Ok\n", "utf-8")
    with pytest.raises(Misconfigured) as wrong:
        async with compose(load(data_dir=tmp_path, flows_dir=flows)):
            raise AssertionError("it started")
    places = [":".join(problem.split(":")[:2]) for problem in wrong.value.problems]
    assert places == [f"{flows / 'second.yaml'}:5", f"{flows / 'welcome.yaml'}:7"]


# -- what goes wrong -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("token", ["2:WRONG-token_of-somebody-else-00000000", "nonsense"])
async def test_a_wrong_telegram_token_is_said_and_kept_secret(bot_api: BotApi, tmp_path: Path, token: str) -> None:
    async with service(tmp_path, telegram_token=token, telegram_api_url=bot_api.url) as run:
        assert await run.ended() == 1
    assert "PASSERELLE_TELEGRAM_TOKEN" in run.text
    assert "Traceback" not in run.text
    assert token not in run.text


async def test_a_worker_that_fails_ends_the_process(tmp_path: Path) -> None:
    async with service(tmp_path) as run:
        with closing(sqlite3.connect(tmp_path / "data" / "passerelle.db")) as db:
            db.execute("DROP TABLE events")
            db.commit()
        assert await run.ended() == 1
    assert "Passerelle stopped: OperationalError at " in run.text
    assert "Traceback" not in run.text


@pytest.mark.postgres
async def test_without_its_database_it_says_so_and_comes_back(tmp_path: Path, postgres_address: str) -> None:
    port = urlsplit(postgres_address).port
    assert port is not None
    async with Gate(port) as gate:
        address = postgres_address.replace(f":{port}/", f":{gate.port}/")
        async with running(tmp_path, database_url=address) as (_, url), person(url) as she:
            await she.post()
            assert await status(she.session, "/healthz") == 200
            await gate.shut()
            assert await status(she.session, "/healthz") == 503
            assert await status(she.session, "/sos") == 200
            assert await status(she.session, "/metrics") == 200
            body = {"key": she.key, "id": "x", "text": "bonjour"}
            async with she.session.post("/api/chat", json=body) as response:
                assert (response.status, response.headers["Retry-After"]) == (503, "5")
            await gate.open()
            assert await status(she.session, "/healthz") == 200
            assert (await she.post(text="menu"))["messages"]


async def status(session: ClientSession, path: str) -> int:
    async with session.get(path) as response:
        return response.status


async def test_sigterm_ends_it_in_time_though_somebody_listens(tmp_path: Path) -> None:
    async with service(tmp_path) as run, person(run.url) as she:
        await she.post()
        async with she.session.get("/api/chat/stream", params={"key": she.key}) as stream:
            assert await stream.content.readline()
            async with asyncio.timeout(GRACE):
                assert await run.stop() == 0
            await stream.content.read()
    assert "Traceback" not in run.text


async def test_a_worker_that_is_woken_and_ended_in_the_same_moment_ends(tmp_path: Path) -> None:
    """**Why:** before Python 3.12 `asyncio.wait_for` swallows such an end, and the process would never stop."""
    async with compose(load(data_dir=tmp_path)) as app:
        for work, wake in (
            (app.conversation.run(), app.conversation.look),
            (app.effects.run(), app.effects.look),
            (app.outbox.run(), app.outbox.look),
        ):
            worker = asyncio.create_task(work)
            await until(partial(sleeps, worker))
            wake()
            worker.cancel()
            await asyncio.wait({worker}, timeout=GRACE)
            assert worker.cancelled()


def sleeps(worker: asyncio.Task[None]) -> bool:
    """True while the worker waits at its event, in whatever way."""
    names: list[str] = []
    inner: object = worker.get_coro()
    while inner is not None:
        names.append(getattr(inner, "__qualname__", ""))
        inner = getattr(inner, "cr_await", None)
    return bool({"Event.wait", "wait_for"} & set(names))


async def test_the_address_is_told_as_a_browser_takes_it(tmp_path: Path) -> None:
    async with compose(load(data_dir=tmp_path, port=0, host="::1")) as app, serving(app) as url:
        assert url.startswith("http://[::1]:")


async def test_the_privacy_page_tells_how_long_we_really_keep(tmp_path: Path) -> None:
    async with (
        compose(load(data_dir=tmp_path, port=0)) as app,
        serving(app) as base,
        ClientSession(base) as session,
        session.get("/privacy?lang=fr") as response,
    ):
        html = await response.text()
    assert f"{CV_MONTHS} mois après ton dernier message" in html
    assert f"{CHAT_DAYS} jours après ton dernier message" in html
    assert f"effacé après {BEFORE_CONSENT // timedelta(hours=1)} heures" in html
