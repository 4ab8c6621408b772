"""How one-time codes look."""

import re

from bot.channels.handover import PREFIX, digest, is_code, new_code, telegram_link
from bot.clock import Clock


def test_a_code_fits_a_start_link_and_can_not_be_guessed() -> None:
    codes = {new_code(Clock()) for _ in range(100)}
    assert len(codes) == 100
    for code in codes:
        assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", code)
        assert len(code.removeprefix(PREFIX)) * 6 >= 128
        assert is_code(code)


def test_the_digest_does_not_hold_the_code() -> None:
    assert "secret" not in digest(PREFIX + "secret")
    assert digest("a") != digest("b")


def test_a_campaign_is_no_code() -> None:
    assert not any(map(is_code, ("", "mission-locale_93", "poster", "REPRISE_x")))


def test_the_link_opens_the_bot() -> None:
    assert telegram_link("PasserelleBot", "reprise_x") == "https://t.me/PasserelleBot?start=reprise_x"
