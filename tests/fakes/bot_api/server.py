"""The server: checks every call against the specification, carries it out, keeps a record."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

from aiohttp import BodyPartReader, web

from tests.fakes.bot_api import rules
from tests.fakes.bot_api.faults import Fault, Faults
from tests.fakes.bot_api.methods import Methods, Refused, Unknown
from tests.fakes.bot_api.spec import Upload, load
from tests.fakes.bot_api.updates import Conflict, Updates
from tests.fakes.bot_api.world import WAIT, Group, Person

TOKEN = "1:TEST-token_of-the-fake-bot-api-0000000"
BODY = 60 * 1024 * 1024
NAMES = {name.lower(): name for name in load().methods}
"""Method names are case-insensitive."""
FORM = {"application/x-www-form-urlencoded", "multipart/form-data"}


@dataclass(frozen=True)
class Call:
    """One call as it came, and what was answered."""

    method: str
    parameters: Mapping[str, Any]
    uploads: Mapping[str, Upload]
    code: int
    problems: tuple[str, ...] = ()


@dataclass
class BotApi:
    """`async with BotApi() as api:` then `api.url`, `api.token`; `api.person(7)` gives somebody who chats."""

    every: ClassVar[list[BotApi]] = []
    """All servers of this test session, for the check at its end."""

    token: str = TOKEN
    port: int = 0
    faults: Faults = field(default_factory=Faults)
    wrong_on_purpose: bool = False
    """Set by tests of the fake itself, which send invalid calls to see them refused."""
    fast: bool = False
    """Nothing is checked and no call is recorded; for measuring."""
    calls: list[Call] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.updates = Updates(self.faults)
        self.methods = Methods(self.bot_id, self.updates)
        self.updates.call = self.carry_out
        self._happened = asyncio.Condition()
        self._runner: web.AppRunner | None = None
        BotApi.every.append(self)

    @property
    def bot_id(self) -> int:
        return int(self.token.split(":")[0])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def invalid(self) -> list[str]:
        """Everything any call did against the specification."""
        return [problem for call in self.calls for problem in call.problems]

    def person(self, id: int, name: str = "Amina", language: str = "fr") -> Person:
        chat = self.methods.chats.get(id)
        if not isinstance(chat, Person):
            chat = Person(id, self.updates.post, title=name, language=language)
            self.methods.chats[id] = chat
        return chat

    def group(self, id: int, kind: str = "group", title: str = "Groupe") -> Group:
        chat = Group(id, self.updates.post, kind=kind, title=title)
        self.methods.chats[id] = chat
        return chat

    def made(self, method: str) -> list[Call]:
        return [call for call in self.calls if call.method == method]

    async def until(self, ready: Callable[[], bool], wait: float = WAIT) -> None:
        """Waits until `ready` holds; looked at after every call."""
        async with self._happened:
            await asyncio.wait_for(self._happened.wait_for(ready), wait)

    # -- HTTP -------------------------------------------------------------------------------------------------
    async def __aenter__(self) -> BotApi:
        app = web.Application(client_max_size=BODY)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.updates.stop()
        if self._runner is not None:
            await self._runner.cleanup()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        if request.match_info["token"] != self.token:
            return _refusal(401, "Unauthorized")
        method = NAMES.get(request.match_info["method"].lower(), request.match_info["method"])
        parameters, uploads = await _read(request)
        fault = self.faults.next(method)
        if fault is not None and fault.kind != "lose_answer":
            answer = _break(request, fault)
        else:
            answer = await self.carry_out(method, parameters, uploads)
        async with self._happened:
            self._happened.notify_all()
        return _break(request, fault) if fault is not None else answer

    async def carry_out(
        self, method: str, parameters: Mapping[str, Any], uploads: Mapping[str, Upload]
    ) -> web.Response:
        """Checks and does one call."""
        if self.fast and method in load().methods:
            if isinstance(chat := parameters.get("chat_id"), int) and chat > 0:
                self.person(chat)
            return (await self._do(method, parameters, uploads))[0]
        spec = load()
        problems = spec.problems(method, parameters, uploads)
        if method in spec.methods:
            problems += [f"{method}.{problem}" for problem in rules.problems(spec, method, parameters, uploads)]
        if problems:
            answer = (
                _refusal(404, "Not Found")
                if method not in spec.methods
                else _refusal(400, f"Bad Request: {problems[0]}")
            )
        else:
            answer, problems = await self._do(method, parameters, uploads)
        self.calls.append(Call(method, parameters, uploads, answer.status, tuple(problems)))
        return answer

    async def _do(self, method: str, parameters: Any, uploads: Any) -> tuple[web.Response, list[str]]:
        try:
            result = await self.methods.carry_out(method, parameters, uploads)
        except Refused as refused:
            return _refusal(refused.code, refused.description), []
        except Conflict as conflict:
            return _refusal(409, str(conflict)), []
        except Unknown:
            return _refusal(400, "Bad Request: the fake does not do this"), [f"{method}: the fake does not do this"]
        return web.json_response({"ok": True, "result": result}), []

    async def _download(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return _refusal(401, "Unauthorized")
        file_id = request.match_info["path"].rpartition("/")[2]
        for chat in self.methods.chats.values():
            if isinstance(chat, Person) and file_id in chat.files:
                return web.Response(body=chat.files[file_id], content_type="application/octet-stream")
        return _refusal(404, "Not Found")


def _refusal(code: int, description: str, retry_after: int | None = None) -> web.Response:
    more = {"parameters": {"retry_after": retry_after}} if retry_after is not None else {}
    return web.json_response({"ok": False, "error_code": code, "description": description, **more}, status=code)


def _break(request: web.Request, fault: Fault) -> web.Response:
    if fault.kind == "refuse":
        return _refusal(fault.code, fault.description, fault.retry_after)
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


async def _read(request: web.Request) -> tuple[dict[str, Any], dict[str, Upload]]:
    """Parameters from query, form or JSON; files from the parts of a multipart form."""
    parameters: dict[str, Any] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.content_type == "application/json" and request.can_read_body:
        parameters |= await request.json()
    elif request.content_type == "multipart/form-data":
        async for part in await request.multipart():
            assert isinstance(part, BodyPartReader), "no form in a form"
            disposition = part.headers.get("Content-Disposition", "")
            content = await part.read(decode=False)
            if part.filename is None and "filename" not in disposition:
                parameters[str(part.name)] = content.decode()
            else:
                kind = part.headers.get("Content-Type", "")
                uploads[str(part.name)] = Upload(part.filename or "", bytes(content), kind, disposition)
    elif request.content_type in FORM:
        parameters |= {name: value for name, value in (await request.post()).items() if isinstance(value, str)}
    return parameters, uploads
