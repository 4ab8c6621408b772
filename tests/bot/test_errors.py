from __future__ import annotations

from bot.errors import Misconfigured, Refused, Unavailable


def test_theirs_has_a_code_a_sentence_and_a_status() -> None:
    refused = Refused("too_big", "Ce fichier est trop lourd.", 413)
    assert (refused.code, refused.status, str(refused)) == ("too_big", 413, "Ce fichier est trop lourd.")
    assert Refused("bad", "Je n'ai pas compris.").status == 400


def test_staffs_says_every_problem_at_once() -> None:
    problems = ["a.yaml:3:5: first", "b.yaml:1:1: second"]
    wrong = Misconfigured(problems)
    assert wrong.problems == tuple(problems)
    assert str(wrong).splitlines() == problems


def test_ours_asks_to_deliver_again() -> None:
    assert not isinstance(Unavailable("database"), Refused | Misconfigured)
