"""A mail with something missing is asked about what is missing, or offered whole."""

from __future__ import annotations

import pytest

from flows.answers import NO_RESOLVERS as NOBODY
from flows.answers import Choose, Found, NotFound, Resolved, read
from flows.mails import ENDINGS, meant
from flows.model import Kind


@pytest.mark.parametrize(
    ("typed", "resolved"),
    [
        ("kev@gmail", Choose((("kev@gmail.com", "kev@gmail.com"),))),
        ("Kev@Gmail.", Choose((("kev@gmail.com", "kev@gmail.com"),))),
        ("kev@hotmail", Choose((("kev@hotmail.com",) * 2, ("kev@hotmail.fr",) * 2))),
        ("kev@mairie", NotFound("engine/retry/mail_end", (("typed", "kev@mairie"),))),
        ("kevgmail.com", NotFound("engine/retry/mail_at", (("typed", "kevgmail.com"),))),
        ("kev.exemple.fr", NotFound("engine/retry/mail_at", (("typed", "kev.exemple.fr"),))),
        ("kev@gmail.com", Found("kev@gmail.com")),
        ("kev at gmail.com", Choose((("kev@gmail.com",) * 2,))),
        ("Kev arobase gmail point com", Choose((("kev@gmail.com",) * 2,))),
        ("kev @ gmail . com", Choose((("kev@gmail.com",) * 2,))),
        ("kev@gmail,com", Choose((("kev@gmail.com",) * 2,))),
        ("kev@gmail . FR", Choose((("kev@gmail.fr",) * 2,))),
        ("kev@gmail..com", Choose((("kev@gmail.com",) * 2,))),
        ("kev,ba@gmail.com", Found("ba@gmail.com")),
        ("kev,ba@gmail", Choose((("kev.ba@gmail.com",) * 2,))),
        ("kev@gmail, merci", NotFound()),
        ("kev@gmail. Merci", NotFound()),
        ("kev@gmail,merci", NotFound()),
        ("kev@gmail, comme ça", NotFound()),
        ("salut, kev@gmail", NotFound()),
        ("kev@gmail point merci", Choose((("kev@gmail.com",) * 2,))),
        ("kev@gmail.merci", Choose((("kev@gmail.com",) * 2,))),
        ("c'est kev@hotmail.merci", Choose((("kev@hotmail.com",) * 2, ("kev@hotmail.fr",) * 2))),
        ("kev@mairie.machin", Choose((("kev@mairie.machin",) * 2,))),
        ("kev@ville.paris", Found("kev@ville.paris")),
        ("kev@asso.bzh", Found("kev@asso.bzh")),
        ("kev @gmail", Choose((("kev@gmail.com",) * 2,))),
        ("je suis at home", NotFound()),
        (" at " * 3000, NotFound()),
        ("c'est kev@gmail", NotFound()),
        ("kev@", NotFound()),
        ("@gmail", NotFound()),
        ("j'ai pas de mail", NotFound()),
        ("non.", NotFound()),
        ("", NotFound()),
        ("a" * 99 + "@gmail", NotFound("engine/retry/mail_end", (("typed", "a" * 99 + "@gmail"),))),
    ],
)
def test_a_mail(typed: str, resolved: Resolved) -> None:
    assert read(Kind("email"), typed, "fr", NOBODY) == resolved


@pytest.mark.parametrize("house", ENDINGS)
def test_what_is_offered_is_an_address(house: str) -> None:
    for address in meant(f"a@{house}"):
        assert read(Kind("email"), address, "fr", NOBODY) == Found(address)
