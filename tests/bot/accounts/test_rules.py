"""Names, roles, devices: what is decided without asking anybody."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.accounts.model import ROLES
from bot.accounts.rules import LONGEST_NAME, SEEN_EVERY, device, digest, name_key, role_of, stale, tidy
from tests.fakes.clock import FakeTime


def test_staff_means_admin_and_every_role_means_itself() -> None:
    assert [role_of(role) for role in ROLES] == list(ROLES)
    assert (role_of(" Staff "), role_of("HOST"), role_of("root"), role_of("")) == ("admin", "host", None, None)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Karim \n B. ", "Karim B."),
        ("<b>x</b>", "<b>x</b>"),
        ("a\u202eb\0c\ud800", "abc"),
        ("سميرة", "سميرة"),
        ("\u200b \t", ""),
        ("x" * LONGEST_NAME, "x" * LONGEST_NAME),
        ("x" * (LONGEST_NAME + 1), ""),
    ],
)
def test_a_name_is_one_line_that_can_be_seen(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


def test_names_written_alike_are_one() -> None:
    assert name_key("KARIM  B.") == name_key(" karim b.")
    assert name_key("Karim B.") != name_key("Karim C.")


@pytest.mark.parametrize(
    ("agent", "told"),
    [
        ("Mozilla/5.0 (Android 14; Mobile; rv:131.0) Gecko/131.0 Firefox/131.0", "Firefox, Android"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/130.0 Safari/537.36 Edg/130.0", "Edge, Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", "Safari, iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0 Safari/537.36", "Chrome, Linux"),
        ("curl/8", ""),
        ("<script>Linux</script>", "Linux"),
    ],
)
def test_a_device_is_told_in_two_words_never_in_its_own(agent: str, told: str) -> None:
    assert device(agent) == told


def test_a_digest_tells_nothing_and_takes_anything() -> None:
    assert len(digest("\ud800é")) == 64
    assert "code" not in digest("code")


def test_a_device_is_noted_once_an_hour() -> None:
    now = FakeTime().now()
    assert not stale(now - SEEN_EVERY + timedelta(seconds=1), now)
    assert stale(now - SEEN_EVERY, now)
