"""Who is writing: told to those who listen, kept nowhere."""

from __future__ import annotations

from bot.web.typing import WAITING, Typing


async def test_only_the_listeners_of_that_person_hear() -> None:
    typing = Typing()
    with typing.listen(1) as mine, typing.listen(1) as also, typing.listen(2) as other:
        typing.tell(1, "mentor")
        assert (mine.get_nowait(), also.get_nowait(), other.empty()) == ("mentor", "mentor", True)
        assert typing.listening(1) == 2
    assert typing.listening(1) == 0
    typing.tell(1, "bot")


async def test_a_listener_that_sleeps_fills_no_memory() -> None:
    typing = Typing()
    with typing.listen(1) as mine:
        for _ in range(100):
            typing.tell(1, "bot")
        assert mine.qsize() == WAITING
