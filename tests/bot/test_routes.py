"""Every route of the whole service, by its own table: who may open it, what comes with each answer, what it survives.

A new route is found here by itself: it is guarded, or it is named below as one for everybody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode

import orjson
import pytest
from aiohttp import web
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.clock import Clock
from bot.storage.tables.accounts import accounts
from bot.storage.tables.conversation import messages
from bot.storage.tables.people import people
from bot.storage.tables.workshops import workshops
from bot.web.limits import ADDRESS_BURST, ENTRY_BURST, KEY_BURST, READ_BURST
from bot.web.site import PARTS
from tests.bot.asking import Told, ask, form, multipart, what_runs
from tests.bot.mentors.rows import agreed, handoff
from tests.bot.web.real import PNG
from tests.bot.whole import BEGIN, Signed, Whole, whole

ROLES = ("admin", "coordinator", "host", "mentor")
EVERYBODY = frozenset({
    "GET /", "POST /chat", "GET /keep", "POST /keep", "GET /take", "POST /take", "GET /privacy", "GET /sos",
    "POST /api/chat", "GET /api/chat/stream", "GET /api/chat/messages", "POST /api/chat/file", "GET /api/openapi.json",
    "GET /files/{id}", "GET /static/{mark}/{name}", "GET /widget.js", "GET /favicon.ico", "GET /manifest.webmanifest",
    "GET /numbers", "GET /healthz", "GET /metrics", "GET /sign-in", "POST /sign-in",
    "GET /sign-in/code", "POST /sign-in/code",
    "GET /mail/{key}", "POST /mail/{key}", "POST /leave", "POST /sos/back",
    "GET /workshops", "GET /workshops.ics", "GET /workshops/{key}", "GET /workshops/{key}.ics",
})  # fmt: skip
"""Open without an account. **Why** a list: that a page is open must be somebody's decision, never an oversight."""
WHOSE = (
    ("/staff/workshops", {"admin"}),
    ("/staff/accounts", {"admin"}),
    ("/staff/mentors", {"admin", "coordinator"}),
    ("/mentor/training", {"admin", "coordinator", "mentor"}),
    ("/mentor", {"mentor"}),
    ("/host", {"host"}),
    ("/staff/data", {"admin", "coordinator"}),
    ("/staff/helplines", {"admin", "coordinator"}),
    ("/staff/alerts", {"admin", "coordinator"}),
    ("/staff/missed", {"admin", "coordinator"}),
    ("/staff/code", {"admin", "coordinator"}),
    ("/staff/alerts", {"admin", "coordinator"}),
    ("/staff/missed", {"admin", "coordinator"}),
    ("/staff/guide", {"admin"}),
    ("/staff/flows/{flow}/stops", {"admin", "coordinator"}),
    ("/staff/flows/{flow}/stops/picture", {"admin", "coordinator"}),
    ("/staff/flows/{flow}/stops.csv", {"admin", "coordinator"}),
    ("/staff/flows", {"admin"}),
    ("/staff/texts", {"admin"}),
    ("/staff/stops", {"admin", "coordinator"}),
    ("/staff/devices", set(ROLES)),
    ("/staff", set(ROLES)),
    ("/sign-out", set(ROLES)),
)
"""A path, with what lies below it but for `/staff`, → who may; the first that fits."""
FREE = {"/sos", "/sos/back", "/leave", "/numbers", "/healthz", "/metrics", "/favicon.ico", "/mentor/feed"}
"""Read however fast somebody is."""
HELPLINE = "/staff/helplines/{country}/{id}"
"""Its id is a word, every other one a number, and the pattern takes no other."""
OTHERWISE = {"locale": "ar"}
"""The pattern takes no number here."""
KEPT_LONGER = re.compile(r"/(static/|widget\.js|favicon|manifest|files/|api/openapi|workshops(\.ics|/[^/]+\.ics))")
"""What a browser or a proxy may keep: the same for everybody, or at an address nobody can guess."""
SECRET = "Zoubeida-habite-rue-des-Lilas"
EVIL = "<script>zz9()</script><b onclick=zz9()>"
ODD = st.sampled_from([EVIL, "0", "-1", "9" * 20, "é", "'\";--", "..", "a" * 300, "%0d%0aX-Evil: 1", "😀"]) | st.text(
    min_size=1, max_size=20
)
SOME = settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@dataclass(frozen=True)
class Way:
    """One row of the table: a method and a pattern."""

    method: str
    pattern: str
    names: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.method} {self.pattern}"

    def path(self, values: Mapping[str, str]) -> str:
        path = self.pattern
        for name in self.names:
            there = {"country": "fr", "id": "suicide"} if self.pattern == HELPLINE else values
            path = path.replace(f"{{{name}}}", quote(there.get(name, OTHERWISE.get(name, "1")), safe=""))
        return path

    @property
    def roles(self) -> frozenset[str] | None:
        """None: for everybody."""
        if str(self) in EVERYBODY:
            return None
        return next((frozenset(who) for path, who in WHOSE if self._under(path)), frozenset())

    def _under(self, path: str) -> bool:
        return self.pattern == path or (path != "/staff" and self.pattern.startswith(f"{path}/"))


@dataclass(repr=False)
class Town:
    """The service with people in it. `real`: values that exist, by the names that stand in patterns."""

    house: Whole
    signed: Mapping[str, Signed]
    ways: Sequence[Way]
    real: Mapping[str, Sequence[str]]
    key: str

    def __repr__(self) -> str:
        """**Why:** hypothesis writes out what a test is given, and this is the whole service."""
        return "town"

    def headers(self, who: str) -> dict[str, str]:
        return self.signed[who].headers if who in self.signed else {}

    def token(self, way: Way, who: str) -> str:
        """What their forms carry; none where they would be signed out by it."""
        return self.signed[who].token if who in self.signed and way.pattern != "/sign-out" else ""

    def ask(self, way: Way, path: str, who: str, body: bytes | None = None, **headers: str) -> Told:
        sent = {"Origin": self.house.base, **self.headers(who), **{k.replace("_", "-"): v for k, v in headers.items()}}
        return ask(self.house.base, path, body, sent, method=way.method)


def ways_of(site: web.Application) -> list[Way]:
    found = {
        (route.method, route.resource.canonical)
        for route in site.router.routes()
        if route.resource is not None and route.method != "HEAD"
    }
    return [Way(method, pattern, tuple(re.findall(r"{(\w+)}", pattern))) for method, pattern in sorted(found)]


async def _people(house: Whole) -> dict[str, list[str]]:
    """Somebody who is talking with the first mentor of the demonstration; what exists by its names."""
    async with house.app.database.write() as db:
        person = int(await db.scalar(select(people.c.id).order_by(people.c.id).limit(1)) or 0)
        mine = await db.scalar(select(accounts.c.id).where(accounts.c.name == "Mentor de démonstration"))
        await agreed(db, person)
        held = await handoff(db, person, state="held", mentor_id=mine, claimed_at=house.app.clock.now())
        keys = (await db.scalars(select(workshops.c.key).limit(3))).all()
        lines = (await db.scalars(select(messages.c.seq).where(messages.c.person_id == person))).all()
    there = {"id": [str(held)], "key": list(keys), "seq": [str(seq) for seq in lines], "deed": ["note", "close", "tag"]}
    there |= {"country": ["fr"], "flow": ["welcome", "cv"], "step": ["depart"], "locale": ["ar", "es"]}
    return there | {"slug": ["write_cv"], "paper": ["guide", "handout"], "format": ["pdf", "docx"]}


def begun(base: str) -> str:
    """The key of somebody who said the secret."""
    head = {"Content-Type": "application/json"}
    key = orjson.loads(ask(base, "/api/chat", orjson.dumps({"id": "0", "locale": "fr"}), head).body)["key"]
    assert ask(base, "/api/chat", orjson.dumps({"key": key, "id": "1", "text": SECRET}), head).status == 200
    return str(key)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    with whole(tmp_path_factory.mktemp("town")) as house:
        key = begun(house.base)
        signed = {role: house.sign_in(role) for role in ROLES}
        yield Town(house, signed, ways_of(house.site), house.run(_people(house)), key)


# -- who may --------------------------------------------------------------------------------------------------
def test_the_table_of_those_for_everybody_is_exact(town: Town) -> None:
    assert {str(way) for way in town.ways} >= EVERYBODY, "a route that is gone"
    assert [str(way) for way in town.ways if way.roles == frozenset()] == [], "say who may, or guard it"
    assert len(town.ways) > 80


def test_without_an_account_no_guarded_route_says_or_does_anything(town: Town) -> None:
    for way in town.ways:
        if way.roles is None:
            continue
        for values in _some_values(town, way):
            told = town.ask(way, way.path(values), "", b"" if way.method == "POST" else None)
            assert told.status == (403 if way.method == "POST" else 303), f"{way}: {told.status}"
            assert way.method == "POST" or told.headers["Location"].startswith("/sign-in?next=")
            assert SECRET not in told.text


def test_a_role_opens_its_own_pages_and_no_others(town: Town) -> None:
    for way in town.ways:
        for role in ROLES:
            if way.roles is None or role in way.roles:
                continue
            for values in _some_values(town, way):
                body, kind = form([("token", town.signed[role].token)])
                told = town.ask(way, way.path(values), role, body if way.method == "POST" else None, **_under(kind))
                assert told.status == 403, f"{way} as {role}: {told.status}"
                assert SECRET not in told.text


def test_a_change_needs_our_own_page_and_its_token(town: Town) -> None:
    for way in town.ways:
        if way.roles is None or way.method != "POST":
            continue
        for role in sorted(way.roles):
            own = town.signed[role].token
            other = next(signed.token for name, signed in town.signed.items() if name != role)
            for sent, origin in (("", town.house.base), (other, town.house.base), (own, "https://evil.example")):
                body, kind = form([("token", sent)])
                told = town.ask(way, way.path({}), role, body, **_under({**kind, "Origin": origin}))
                assert told.status == 403, f"{way} as {role}, {sent[:5]!r} from {origin}"


@pytest.mark.parametrize("path", ["/chat", "/keep", "/take", "/sign-in"])
def test_forms_without_an_account_come_from_our_own_page_too(town: Town, path: str) -> None:
    body, kind = form([("key", town.key), ("text", "x"), ("token", "")])
    for origin in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {}):
        assert ask(town.house.base, path, body, {**kind, **origin}).status == 403


def test_their_own_pages_open(town: Town) -> None:
    """Or all of the above would pass where nothing works."""
    opened = {
        f"{way} {role}"
        for way in town.ways
        if way.roles is not None and way.method == "GET"
        for role in sorted(way.roles)
        if town.ask(way, way.path({name: town.real[name][0] for name in way.names if name in town.real}), role).status
        == 200
    }
    for some in ("/staff admin", "/staff/workshops/{key} admin", "/staff/mentors coordinator", "/host host"):
        assert f"GET {some}" in opened
    for some in ("/mentor", "/mentor/c/{id}", "/mentor/slots", "/mentor/profile", "/mentor/feed"):
        assert f"GET {some} mentor" in opened, opened


# -- what comes with each answer ------------------------------------------------------------------------------
def well_dressed(told: Told, path: str) -> list[str]:
    """What is missing from the headers of an answer, or wrong in its page."""
    has = told.headers
    policy = {
        name: words
        for name, _, words in (
            part.strip().partition(" ") for part in (has.get("Content-Security-Policy") or "").split(";")
        )
    }
    wrong = [] if policy.get("default-src") == "'none'" else ["default-src"]
    wrong += (
        [] if "sandbox" in policy or policy.get("script-src") == policy.get("style-src") == "'self'" else ["script"]
    )
    wrong += [] if "sandbox" in policy or policy.get("frame-ancestors") == "'none'" else ["frame-ancestors"]
    wrong += ["unsafe"] if "unsafe" in str(policy) or "*" in str(policy) else []
    wrong += [
        name
        for name, value in (
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "same-origin"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        )
        if has.get(name) != value
    ]
    wrong += [] if "camera=()" in (has.get("Permissions-Policy") or "") else ["Permissions-Policy"]
    kept = has.get("Cache-Control") or ""
    wrong += [] if "no-store" in kept or (KEPT_LONGER.match(path) and "max-age" in kept) else ["Cache-Control"]
    for cookie in has.get_all("Set-Cookie", []):
        gone = "Max-Age=0" in cookie
        wrong += [] if gone or ("HttpOnly" in cookie and "SameSite=Lax" in cookie) else ["Set-Cookie"]
    wrong += what_runs(told.text) if told.html else []
    wrong += ["X-Evil"] if "X-Evil" in has else []
    return wrong


def test_every_answer_has_its_headers_and_runs_nothing_of_its_own(town: Town) -> None:
    wrong = {}
    for way in town.ways:
        for who in ("", *ROLES):
            for values in _some_values(town, way):
                path = way.path(values)
                body, kind = form([("token", town.token(way, who)), ("x", "1")])
                told = town.ask(way, path, who, body if way.method == "POST" else None, **_under(kind))
                if found := well_dressed(told, path):
                    wrong[f"{way} as {who or 'nobody'}: {told.status}"] = found
    assert wrong == {}


def test_what_nobody_made_is_answered_as_closed(town: Town) -> None:
    for method in ("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"):
        for path in (
            "/nothing",
            "/staff/nothing",
            "/api/nothing",
            "/static/x/../../app.py",
            "/files/",
            "//evil.example",
        ):
            told = ask(town.house.base, path, headers={"Origin": town.house.base}, method=method)
            assert 400 <= told.status < 500, (method, path, told.status)
            assert well_dressed(told, "/") == []


# -- what it survives -----------------------------------------------------------------------------------------
FIELDS = (
    "name", "role", "account", "text", "day", "time", "date", "capacity", "languages", "level", "until", "why", "insee",
    "kit", "to", "step", "verdict", "file", "code", "next", "key", "id", "link", "invite", "take", "give", "promise",
    "summary", "resume", "tag", "number", "who", "audience", "for", "source", "checked_on", "checked", "hide", "ours",
    "zone", "alias", "weekly", "minutes", "whole", "sure", "chat", "unchat",
    "was", "version", "deed", "after", "new", "title", "row.0.id", "row.0.label", "row.0.go", "row.0.place", "way.0.id",
    "with.0.to", "note", "seen", "revision", "place", "say", "ask", "choices", "score", "words",
)  # fmt: skip
"""Of our forms, but for those that sign out whoever sends them."""
FILES = (PNG, b"<svg onload=zz9()>", b"PK\x03\x04", b"BEGIN:VCALENDAR", b"", b"\xff\xfe" * 40)
Body = tuple[bytes, dict[str, str]]


@dataclass(frozen=True)
class Sent:
    """What one example sends everywhere. `exists`: things that are there stand in the address, not `word`."""

    word: str
    exists: bool
    query: Sequence[tuple[str, str]]
    wish: str
    fields: Sequence[tuple[str, str]]
    file: bytes | None
    raw: bytes | None

    def body(self, token: str) -> Body:
        if self.raw is not None:
            return self.raw, {"Content-Type": "application/json"}
        if self.file is None:
            return form([("token", token), *self.fields])
        named = {"Content-Disposition": 'form-data; name="token"'}
        return multipart([(named, token.encode()), ({"Content-Disposition": FILE}, self.file)])


FILE = 'form-data; name="file"; filename="<script>.pdf"'
SENT = st.builds(
    Sent,
    word=ODD,
    exists=st.booleans(),
    query=st.lists(
        st.tuples(st.sampled_from(["lang", "note", "c", "next", "after", "q", "source", "code"]), ODD), max_size=3
    ),
    wish=st.sampled_from(["fr", "ar", "x" * 200, "<b>;q=zz"]),
    fields=st.lists(st.tuples(st.sampled_from(FIELDS), ODD), max_size=8),
    file=st.none() | st.sampled_from(FILES),
    raw=st.none() | st.none() | st.binary(max_size=60),
)


@SOME
@given(sent=SENT)
@example(
    Sent(EVIL, False, [("next", "//evil.example"), ("lang", EVIL), ("note", EVIL)], "fr", [("name", EVIL)], None, None)
)
def test_nothing_breaks_hangs_leaks_or_runs_whoever_sends_what(town: Town, sent: Sent) -> None:
    for way in town.ways:
        there = {name: town.real[name][0] for name in way.names if name in town.real}
        values = there if sent.exists else there | dict.fromkeys({"id", "key", "seq", "deed", "name"}, sent.word)
        path = way.path(values) + ("?" + urlencode(sent.query, errors="replace") if sent.query else "")
        for who in ("", *sorted(way.roles if way.roles is not None else {"admin"})):
            body, kind = sent.body(town.token(way, who))
            headers = {**kind, "Accept-Language": sent.wish, "User-Agent": "<script>"}
            told = town.ask(way, path, who, body if way.method == "POST" else None, **_under(headers))
            said = f"{way} as {who or 'nobody'}: {path} {body!r}"
            assert told.status < 500, said
            assert EVIL not in told.text or not told.html, said
            assert well_dressed(told, path) == [], said
            assert who == "mentor" or SECRET not in told.text, said
            assert not (told.headers.get("Location") or "").startswith(("//", "http")), said
    for role in ROLES:
        assert ask(town.house.base, "/staff", headers=town.headers(role)).status == 200, "or nothing was tried"


# -- how fast, how much, what kind ----------------------------------------------------------------------------
@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Whole]:
    """The service at one moment: what is used up stays so."""
    with whole(tmp_path_factory.mktemp("still"), Clock(lambda: BEGIN)) as house:
        yield house


def _used_up(house: Whole) -> dict[str, str]:
    """The headers of an address that may neither read nor write any more."""
    limits, address = house.site[PARTS].limits, "203.0.113.9"
    for bucket, burst in ((limits.addresses, ADDRESS_BURST), (limits.reads, READ_BURST), (limits.entries, ENTRY_BURST)):
        for _ in range(burst + 1):
            bucket.take(address)
    return {"X-Forwarded-For": address}


def test_an_address_that_asks_too_much_waits_everywhere_but_at_sos(still: Whole) -> None:
    key, signed = begun(still.base), {role: still.sign_in(role) for role in ROLES}
    there = _used_up(still)
    fields = [("key", key), ("id", "f"), ("text", "Bonjour"), ("code", "x")]
    for way in ways_of(still.site):
        role = next(iter(sorted(way.roles or ())), "")
        headers = {**there, **(signed[role].headers if role else {"Cookie": f"passerelle={key}"}), "Origin": still.base}
        body, kind = form([("token", signed[role].token if role else ""), *fields])
        if way.pattern == "/api/chat":
            body, kind = orjson.dumps(dict(fields[:3])), {"Content-Type": "application/json"}
        if way.pattern == "/api/chat/file":
            body, kind = _upload(key, PNG)
        told = ask(still.base, way.path({}), body if way.method == "POST" else None, headers | kind, method=way.method)
        if way.pattern in FREE or way.pattern.startswith("/static/"):
            assert told.status in (200, 303, 404), str(way)
        elif way.pattern == "/chat":
            assert told.headers["Location"] == "/?note=too_fast#now"
        else:
            assert told.status == 429, f"{way}: {told.status}"
            assert int(told.headers["Retry-After"]) >= 1
    said = orjson.dumps({"key": key, "id": "help", "choice": "!sos"})
    told = ask(still.base, "/api/chat", said, {**there, "Content-Type": "application/json"})
    assert told.status == 200
    assert "112" in told.text
    assert ask(still.base, "/sos", headers=there).status == 200


def test_a_conversation_and_an_account_that_write_too_fast_wait_from_any_address(still: Whole) -> None:
    key, admin = begun(still.base), still.sign_in("admin")
    for n in range(KEY_BURST * 2):
        address = {"X-Forwarded-For": f"198.51.100.{n % 250}", "Content-Type": "application/json"}
        told = ask(still.base, "/api/chat", orjson.dumps({"key": key, "id": f"n{n}", "text": "vite"}), address)
    assert told.status == 429
    body, kind = form([("token", admin.token), ("device", "0")])
    for n in range(KEY_BURST + 2):
        headers = {**kind, **admin.headers, "X-Forwarded-For": f"198.51.100.{n % 250}", "Origin": still.base}
        told = ask(still.base, "/staff/devices", body, headers)
    assert told.status == 429


def _upload(key: str, body: bytes, name: str = "cv.pdf", kind: str = "application/pdf") -> tuple[bytes, dict[str, str]]:
    return multipart([
        ({"Content-Disposition": 'form-data; name="key"'}, key.encode()),
        ({"Content-Disposition": 'form-data; name="id"'}, name.encode()),
        ({"Content-Disposition": f'form-data; name="file"; filename="{name}"', "Content-Type": kind}, body),
    ])  # fmt: skip


PRETENDERS = (
    b"<html><script>zz9()</script>", b"<svg xmlns='http://www.w3.org/2000/svg' onload='zz9()'/>",
    b"<?xml version='1.0'?><a/>", b"MZ\x90\x00\x03", b"\x7fELF\x02", b"#!/bin/sh\nrm -rf /", b"GIF89a\x01\x00<script>",
    b"PK\x03\x04 not a zip", b"\x00\x01\x02", b"",
)  # fmt: skip


@pytest.mark.parametrize("body", PRETENDERS, ids=lambda body: repr(body[:12]))
@pytest.mark.parametrize("path", ["/api/chat/file", "/chat"])
def test_a_file_is_what_it_holds_not_what_it_says(town: Town, path: str, body: bytes) -> None:
    key = begun(town.house.base)
    sent, kind = _upload(key, body)
    headers = {**kind, "Cookie": f"passerelle={key}", "Origin": town.house.base}
    told = ask(town.house.base, path, sent, headers)
    assert told.status == 303 if path == "/chat" else told.status in (400, 415)
    read = ask(town.house.base, f"/api/chat/messages?key={key}&after=0")
    assert b"/files/" not in read.body


def test_a_file_that_is_taken_is_given_back_as_what_it_is_and_runs_nowhere(town: Town) -> None:
    key = begun(town.house.base)
    sent, kind = _upload(key, PNG, "moi.html", "text/html")
    assert ask(town.house.base, "/api/chat/file", sent, kind).status == 200
    read = orjson.loads(ask(town.house.base, f"/api/chat/messages?key={key}&after=0").body)
    [file] = [file for line in read["messages"] for file in line["files"]]
    told = ask(town.house.base, file["url"])
    assert (told.headers["Content-Type"], told.body) == ("image/png", PNG)
    assert told.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


# -- helpers --------------------------------------------------------------------------------------------------
def _under(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("-", "_"): value for name, value in headers.items()}


def _some_values(town: Town, way: Way) -> Iterator[dict[str, str]]:
    """What exists, and what does not."""
    there = {name: town.real[name][0] for name in way.names if name in town.real}
    yield there
    if way.names:
        yield there | dict.fromkeys({"id", "key", "seq", "deed", "mark", "name"}, "1")
