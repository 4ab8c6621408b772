"""The page speaks the language the device asks for."""

from __future__ import annotations

import pytest

from bot.web.words import line_dir
from tests.bot.web.conftest import Client


@pytest.mark.parametrize(
    ("asked", "lang", "dir"), [("ar", "ar", "rtl"), ("en-GB,en;q=0.9", "en", "ltr"), ("xx", "fr", "ltr")]
)
async def test_the_page_speaks_the_devices_language(client: Client, asked: str, lang: str, dir: str) -> None:
    async with client.get("/", headers={"Accept-Language": asked}) as response:
        assert f'<html lang="{lang}" dir="{dir}">' in await response.text()
    async with client.get("/?lang=ar", headers={"Accept-Language": asked}) as response:
        assert '<html lang="ar" dir="rtl">' in await response.text()


async def test_a_strange_wish_is_passed_over(client: Client) -> None:
    for asked in ("*", ";q=x", "en;q=zzz, ar", "../../etc/passwd", "," * 1000, "ar;q=0.1, fr;q=0"):
        async with client.get("/", headers={"Accept-Language": asked}) as response:
            assert response.status == 200
    async with client.get("/?lang=../../etc/passwd", headers={"Accept-Language": "en;q=0.5, ar"}) as response:
        assert '<html lang="ar" dir="rtl">' in await response.text()


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("\u2068Lina\u2069 هنا من جديد", "rtl"),
        ("مرحبا Lina", "rtl"),
        ("« \u2068عمر\u2069 » est là", "ltr"),
        ("Lina هنا", "ltr"),
        ("\u2068Lina\u2069", "auto"),
        ("14:00 👋", "auto"),
        ("", "auto"),
        ("שלום", "rtl"),
    ],
)
def test_a_line_runs_as_its_own_words_do(text: str, runs: str) -> None:
    assert line_dir(text) == runs
