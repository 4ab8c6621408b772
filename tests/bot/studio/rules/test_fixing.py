"""One tap does what the check proposed, or nothing."""

from __future__ import annotations

import pytest

from bot.studio.rules.fixing import fixed
from flows import editing
from flows.problems import Fix
from tests.bot.studio.house import CV


def step(source: str | None, id: str) -> dict[str, object]:
    return dict(editing.step(source or "", id) or {})


def test_a_word_is_set_taken_out_renamed() -> None:
    assert step(fixed(CV, Fix(("steps", 0, "type"), "set", "text", "")), "nom")["type"] == "text"
    assert "save" not in step(fixed(CV, Fix(("steps", 0, "save"), "remove", "", "")), "nom")
    renamed = fixed(CV, Fix(("steps", 1, "go", "none"), "rename", "job", ""))
    assert step(renamed, "travail")["go"] == {"job": "fin"}
    assert "go" not in step(fixed(CV, Fix(("steps", 1, "go", "none"), "remove", "", "")), "travail")
    broken = CV.replace("    save:", "    sauve:")
    assert fixed(broken, Fix(("steps", 0, "sauve"), "rename", "save", "")) == CV
    assert editing.header(fixed(CV, Fix(("title",), "set", "CV", "")) or "") == {"flow": "cv", "title": "CV"}


@pytest.mark.parametrize(
    "fix",
    [
        Fix((), "set", "x", ""),
        Fix(("steps",), "set", "x", ""),
        Fix(("steps", 9, "say"), "set", "x", ""),
        Fix(("steps", 0), "remove", "", ""),
        Fix(("steps", 0, 3), "remove", "", ""),
        Fix(("steps", 0, "rien"), "rename", "x", ""),
        Fix(("steps", 0, "ask", "x"), "set", "x", ""),
        Fix((0,), "set", "x", ""),
    ],
)
def test_what_can_not_be_done_is_not(fix: Fix) -> None:
    assert fixed(CV, fix) is None
