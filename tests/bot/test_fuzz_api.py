"""The web chat and file API under whatever its own document allows, and what it does not.

Nothing breaks, nothing hangs, no answer holds a word of somebody else, and what a person sends never comes back as
something a browser would run.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from urllib.parse import quote, urlencode

import orjson
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, Response
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from bot.web.openapi import document
from tests.bot.asking import ask, multipart, what_runs
from tests.bot.web.real import PNG
from tests.bot.whole import Whole, whole

SECRET = "Zoubeida-habite-rue-des-Lilas"
LIMIT = 60.0
"""Seconds for one answer on a machine that does much else beside."""
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
SOME = settings(
    max_examples=40,
    deadline=None,
    phases=[Phase.explicit, Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)

JSON = {"Content-Type": "application/json"}
ODD = st.text(max_size=40) | st.sampled_from(
    ["<script>zz9()</script>", "' OR 1=1 --", "\u202e", "\0", "../../etc", "%00"]
)


def _dumped(value: object) -> bytes:
    return json.dumps(value).encode()


schema = schemathesis.openapi.from_dict(orjson.loads(orjson.dumps(document())))


@dataclass(frozen=True, repr=False)
class Two:
    """Two people who talk here: what one wrote, the other never reads."""

    house: Whole
    amina: str
    other: str

    def __repr__(self) -> str:
        """**Why:** hypothesis writes out what a test is given, and this is the whole service."""
        return "two"


def _begin(base: str, *lines: str) -> str:
    """The key of somebody who said these lines."""
    key = ""
    for number, text in enumerate(("", *lines)):
        body = {"key": key or None, "id": f"{number}", **({"text": text} if text else {"locale": "fr"})}
        told = ask(base, "/api/chat", orjson.dumps(body), JSON)
        assert told.status == 200, told.text
        key = orjson.loads(told.body)["key"]
    return key


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    with whole(tmp_path_factory.mktemp("fuzz")) as house:
        amina = _begin(house.base, SECRET, "Je veux un CV")
        yield Two(house, amina, _begin(house.base, "Bonjour"))


def _well(case: Case[Any], two: Two) -> Response:
    """Asks; what comes back is as described and holds nothing of Amina."""
    response = case.call(base_url=two.house.base, timeout=LIMIT)
    case.validate_response(response, checks=CHECKS)
    _discreet(response.content.decode("utf-8", "replace"), two)
    return response


def _discreet(told: str, two: Two) -> None:
    assert SECRET not in told
    assert two.amina not in told


@schema.exclude(operation_id="listen").parametrize()
@SOME
def test_whatever_the_document_allows_is_answered_as_it_says(case: Case[Any], two: Two) -> None:
    assert _well(case, two).status_code < 500
    # The same again as somebody who is known, or most of it would end at "no such conversation".
    if isinstance(case.body, dict) and "key" in case.body:
        case.body["key"] = two.other
    if case.query and "key" in case.query:
        case.query["key"] = two.other
    assert _well(case, two).status_code < 500


@SOME
@given(
    body=st.binary(max_size=200)
    | st.recursive(
        st.none() | st.booleans() | st.floats() | ODD,
        lambda some: st.lists(some) | st.dictionaries(ODD, some),
        max_leaves=8,
    ).map(_dumped),
    kind=st.sampled_from(
        ["application/json", "application/json; charset=utf-16", "text/plain", "", "multipart/form-data"]
    ),
)
def test_any_bytes_are_refused_kindly(two: Two, body: bytes, kind: str) -> None:
    for path in ("/api/chat", "/api/chat/file"):
        told = ask(two.house.base, path, body, {"Content-Type": kind})
        assert 400 <= told.status < 500
        assert set(orjson.loads(told.body)) == {"error", "message"}


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Disposition": 'form-data; name="file"; filename="a"', "Content-Transfer-Encoding": "rot13"},
        {"Content-Disposition": 'form-data; name="file"; filename="a"', "Content-Encoding": "snappy"},
        {"Content-Disposition": 'form-data; name="file"; filename="a"', "Content-Type": "text/plain; charset=klingon"},
        {"Content-Disposition": 'form-data; name="key"', "Content-Type": "text/plain; charset=klingon"},
        {"Content-Disposition": 'form-data; name="key"', "Content-Transfer-Encoding": "base64"},
        {"Content-Disposition": 'form-data; name="key"', "Content-Type": "multipart/mixed; boundary=in"},
        {"Content-Disposition": 'form-data; name="\x16"'},
        {"Content-Disposition": "form-data"},
        {"Content-Disposition": "form-data; name=" + "x" * 9000},
        {},
    ],
)
@pytest.mark.filterwarnings("ignore:.*SpooledTemporaryFile.*:pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("path", ["/api/chat/file", "/chat", "/keep", "/take", "/sign-in"])
def test_broken_forms_are_refused_not_stumbled_over(two: Two, headers: dict[str, str], path: str) -> None:
    body, kind = multipart([(headers, b"x")])
    told = ask(two.house.base, path, body, {**kind, "Origin": two.house.base})
    assert told.status < 500
    _discreet(told.text, two)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "snappy"])
@pytest.mark.parametrize("path", ["/api/chat", "/api/chat/file", "/chat", "/sign-in"])
def test_a_body_that_is_not_packed_as_it_says(two: Two, encoding: str, path: str) -> None:
    told = ask(two.house.base, path, b"not packed", {**JSON, "Content-Encoding": encoding, "Origin": two.house.base})
    assert told.status < 500
    assert told.status >= 400 or told.headers["Location"].startswith("/?note="), "the page says so"


@SOME
@given(
    key=st.sampled_from(["other", "amina"]) | ODD, after=ODD | st.integers(-5, 10**20).map(str), last=ODD | st.none()
)
def test_a_stream_opens_or_is_refused_at_once(two: Two, key: str, after: str, last: str | None) -> None:
    known = {"other": two.other, "amina": _near(two.amina)}.get(key, key)
    path = "/api/chat/stream?" + urlencode({"key": known, "after": after}, errors="replace")
    headers = (
        {}
        if last is None
        else {"Last-Event-ID": "".join(c for c in last if c.isprintable()).encode().decode("latin-1")}
    )
    told = ask(two.house.base, path, headers=headers, most=4096)
    assert told.status in ((200, 400) if known == two.other else (400, 404))
    _discreet(told.text, two)


def _near(key: str) -> str:
    """As near to somebody's key as one can come without it."""
    return key[:-1] + ("A" if key[-1] != "A" else "B")


@pytest.mark.parametrize(
    "guess",
    [
        str.swapcase,
        str.lower,
        lambda key: key[:-1],
        lambda key: key + "A",
        lambda key: key[::-1],
        _near,
        lambda key: sha256(key.encode()).hexdigest(),
    ],
)
def test_what_is_near_a_key_opens_nothing(two: Two, guess: Callable[[str], str]) -> None:
    for path in ("/api/chat/messages?after=0&key=", "/api/chat/stream?after=0&key=", "/take?key="):
        told = ask(two.house.base, path + guess(two.amina))
        assert told.status == 404
        _discreet(told.text, two)
    body = orjson.dumps({"key": guess(two.amina), "id": "1", "text": "mes données"})
    assert ask(two.house.base, "/api/chat", body, JSON).status == 404


def test_the_same_client_id_of_two_people_is_two_things(two: Two) -> None:
    told = ask(two.house.base, "/api/chat", orjson.dumps({"key": two.other, "id": "1", "text": "Bonjour"}), JSON)
    assert told.status == 200
    _discreet(told.text, two)


@SOME
@given(words=ODD, around=st.sampled_from(["{}", '"><{}', "https://x.example/{}", "javascript:{}", "&lt;{}&gt;"]))
def test_what_somebody_writes_never_runs(two: Two, words: str, around: str) -> None:
    """Said in the chat, as a campaign, as a file's name: the page shows it as text."""
    said = around.format(words).replace("\0", "") or "x"
    base, mark = two.house.base, around.format("<script>zz9()</script><b onclick=zz9()>")
    key = _begin(base, said, mark)
    upload, kind = multipart([
        ({"Content-Disposition": 'form-data; name="key"'}, key.encode()),
        ({"Content-Disposition": 'form-data; name="id"'}, b"f"),
        ({"Content-Disposition": 'form-data; name="file"; filename="<script>zz9()<b onclick=zz9()>.png"'}, PNG),
    ])  # fmt: skip
    assert ask(base, "/api/chat/file", upload, kind).status == 200
    for path in ("/", "/keep", "/?note=" + quote(mark), "/?source=" + quote(mark), "/?lang=" + quote(mark)):
        told = ask(base, path, headers={"Cookie": f"passerelle={key}"})
        assert told.status == 200
        assert told.html
        assert what_runs(told.text) == [], path


@pytest.mark.parametrize(
    "bad",
    [
        "<p><script>zz9()</script></p>",
        '<script src="https://evil.example/x.js"></script>',
        "<b onclick=zz9()>",
        '<b title="x" ONMOUSEOVER=zz9()>',
        "<a href=javascript:zz9()>",
        "<a href=' data:text/html,x'>",
        "<p style=color:red>",
        "<style>p{}</style>",
        '<iframe src="https://evil.example/staff/flows/a/try?x=1"></iframe>',
        '<iframe src="//evil.example"></iframe>',
        '<iframe src="/files/1"></iframe>',
        '<iframe src="/staff/flows/a/try?x=1" srcdoc="<b>"></iframe>',
    ],
)
def test_the_guard_against_scripts_sees_each(bad: str) -> None:
    assert what_runs(bad)


def test_the_guard_against_scripts_lets_words_pass() -> None:
    assert (
        what_runs('<img alt="&lt;b onclick=zz9()&gt;"><a href="/x">&lt;script&gt;</a><script src="/a.js"></script>')
        == []
    )
