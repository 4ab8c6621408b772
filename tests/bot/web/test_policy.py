"""What a page may load."""

from __future__ import annotations

from bot.web.policy import OURS, policy


def test_nothing_but_ours_and_in_no_frame() -> None:
    said = policy()
    assert said.startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert said.endswith("frame-ancestors 'none'")
    assert "frame-src" not in said
    assert "media-src" not in said


def test_what_some_pages_also_do() -> None:
    assert "media-src 'self'" in policy(media=True)
    assert "frame-src 'self'" in policy(frames=True)
    assert policy(within=OURS).endswith("frame-ancestors 'self'")
