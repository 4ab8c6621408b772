"""Telegram's limits, counted on a clock of numbers."""

from bot.channels.model import Address
from bot.channels.pace import CHAT_PAUSE_S, GROUP_MESSAGES, GROUP_WINDOW_S, Pace


def chat(name: str | int) -> Address:
    return Address("telegram", "bot", str(name))


def test_without_a_rate_nobody_waits() -> None:
    pace = Pace(0)
    assert [pace.book(chat(1), 0.0) for _ in range(100)] == [0.0] * 100


def test_one_chat_gets_one_a_second() -> None:
    pace = Pace(1000)
    assert [round(pace.book(chat(1), 0.0), 2) for _ in range(4)] == [0.0, 1.0, 2.0, 3.0]
    assert pace.book(chat(1), 100.0) == 0.0
    assert CHAT_PAUSE_S == 1.0


def test_all_chats_together_get_the_rate() -> None:
    pace = Pace(30)
    waits = [pace.book(chat(n), 0.0) for n in range(90)]
    assert waits == sorted(waits)
    for second in range(3):
        assert sum(second <= wait + 1e-9 < second + 1 for wait in waits) == 30


def test_a_busy_chat_does_not_slow_the_others() -> None:
    pace = Pace(30)
    for _ in range(10):
        pace.book(chat(1), 0.0)
    assert pace.book(chat(2), 1.0) == 0.0


def test_a_group_gets_twenty_a_minute() -> None:
    pace = Pace(1000)
    group = chat(-100)
    at = [pace.book(group, 0.0) for _ in range(GROUP_MESSAGES + 1)]
    assert round(at[GROUP_MESSAGES - 1]) == GROUP_MESSAGES - 1
    assert at[GROUP_MESSAGES] >= GROUP_WINDOW_S


def test_sos_takes_a_place_at_once_and_the_others_pay_for_it() -> None:
    pace = Pace(1)
    pace.book(chat(1), 0.0)
    assert pace.book(chat(1), 0.0, urgent=True) == 0.0
    assert pace.book(chat(2), 0.0) == 2.0
