"""`SMTP_URL`, read; the password in no message and no repr."""

from __future__ import annotations

import pytest

from bot.mail.server import Server, sender, server


@pytest.mark.parametrize(
    ("url", "read"),
    [
        ("smtp://mail.example", Server("mail.example", 587)),
        ("smtps://mail.example", Server("mail.example", 465, tls=True)),
        ("smtp://moi:p%40ss%2Fwort@mail.example:25/", Server("mail.example", 25, False, "moi", "p@ss/wort")),
        ("smtps://moi%40x.fr:a@mail.example:2465", Server("mail.example", 2465, True, "moi@x.fr", "a")),
        ("smtp://[::1]:1025", Server("::1", 1025)),
    ],
)
def test_read(url: str, read: Server) -> None:
    assert server(url) == read


@pytest.mark.parametrize(
    "url",
    ["", "mail.example", "http://mail.example", "smtp://", "smtp://x:99999", "smtp://moi@x", "smtp://:hush@x",
     "smtp://moi:hush@x/box", "smtp://x?tls=no"],
)  # fmt: skip
def test_refused_without_the_password(url: str) -> None:
    with pytest.raises(ValueError, match=r".") as refused:
        server(url)
    assert "hush" not in str(refused.value)


def test_the_password_is_not_shown() -> None:
    assert "hush" not in repr(server("smtp://moi:hush@x"))


@pytest.mark.parametrize(("host", "here"), [("localhost", True), ("127.0.0.1", True), ("::1", True), ("x.fr", False)])
def test_this_very_machine(host: str, here: bool) -> None:
    assert Server(host, 25).here is here


@pytest.mark.parametrize(
    ("url", "public", "address"),
    [
        ("smtp://moi%40lepont.fr:x@mail.example", "https://chat.example", "moi@lepont.fr"),
        ("smtp://moi:x@mail.example", "https://chat.example", "passerelle@chat.example"),
        ("smtp://mail.example", None, "passerelle@mail.example"),
    ],
)
def test_who_it_comes_from(url: str, public: str | None, address: str) -> None:
    assert sender(server(url), public) == address
