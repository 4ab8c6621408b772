"""How fast a channel may be used, in seconds by the test's own clock."""

from __future__ import annotations

from bot.channels.model import Address
from bot.channels.pace import GROUP_MESSAGES, GROUP_WINDOW_S, MOST_CHATS, Pace


def chat(number: int) -> Address:
    return Address("telegram", "1", str(number))


def test_no_rate_no_limit() -> None:
    pace = Pace(0)
    assert [pace.book(chat(1), 5.0) for _ in range(100)] == [0.0] * 100


def test_over_all_chats() -> None:
    pace = Pace(10)
    waits = [pace.book(chat(number), 100.0) for number in range(25)]
    assert [round(wait, 6) for wait in waits] == [round(number / 10, 6) for number in range(25)]
    assert pace.book(chat(99), 200.0) == 0.0, "what was not used is not saved up, nor owed"


def test_one_message_a_second_in_one_chat() -> None:
    pace = Pace(1000)
    assert [round(pace.book(chat(1), 10.0), 2) for _ in range(3)] == [0.0, 1.0, 2.0]
    assert pace.book(chat(2), 10.5) == 0.0
    assert round(pace.book(chat(1), 12.5), 2) == 0.5


def test_a_busy_chat_does_not_slow_the_others() -> None:
    pace = Pace(30)
    for _ in range(10):
        pace.book(chat(1), 0.0)
    assert pace.book(chat(2), 1.0) == 0.0


def test_twenty_a_minute_in_a_group() -> None:
    pace = Pace(1000)
    waits = [pace.book(chat(-5), 0.0) for _ in range(GROUP_MESSAGES + 1)]
    assert waits[GROUP_MESSAGES - 1] == GROUP_MESSAGES - 1
    assert waits[GROUP_MESSAGES] == GROUP_WINDOW_S


def test_sos_takes_a_place_at_once_and_the_others_move() -> None:
    pace = Pace(1)
    assert pace.book(chat(1), 0.0) == 0.0
    assert pace.book(chat(1), 0.0, urgent=True) == 0.0
    assert pace.book(chat(2), 0.0) == 2.0


def test_it_remembers_only_so_many_chats() -> None:
    pace = Pace(1e9)
    pace.book(chat(1), 0.0)
    for number in range(2, MOST_CHATS + 2):
        pace.book(chat(number), 0.0)
    assert pace.book(chat(1), 0.1) == 0.0
    assert round(pace.book(chat(MOST_CHATS + 1), 0.1), 2) == 0.9
