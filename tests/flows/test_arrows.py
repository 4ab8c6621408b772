"""What leads where, said once for each place."""

from __future__ import annotations

import pytest

from flows.arrows import END, SKIPPED, Arrow, arrows
from flows.book import steps
from flows.loader import bound

ASK = "  - id: x\n    ask: A\n    choices: {a: A, b: B, c: C}\n"
REST = "  - {id: y, say: B}\n  - {id: z, say: C}"


def of(text: str) -> dict[str, list[Arrow]]:
    book, problems = bound(
        {"a.yaml": steps(text), "cv.yaml": steps("  - {id: n, say: N}").replace("flow: a", "flow: cv")}
    )
    assert problems == []
    found: dict[str, list[Arrow]] = {}
    for arrow in arrows(book.library, book.library.flows["a"]):
        found.setdefault(arrow.source, []).append(arrow)
    return found


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (ASK + REST, [("y", ())]),
        (ASK + "    go: z\n" + REST, [("z", ())]),
        (ASK + "    go: {a: z}\n" + REST, [("z", ("a",)), ("y", ("b", "c"))]),
        (
            ASK + "    go: {a: z, b: cv, c: '@menu'}\n" + REST,
            [("z", ("a",)), ("cv", ("b",)), ("@menu", ("c",)), ("y", ("dontknow",))],
        ),
        (ASK + "    go: {a: x, dontknow: z}\n" + REST, [("x", ("a",)), ("z", ("dontknow",)), ("y", ("b", "c"))]),
        (ASK + "    when: s is 1\n    go: z\n" + REST, [("z", ()), ("y", (SKIPPED,))]),
        (ASK + "    when: s is 1\n" + REST, [("y", ())]),
        (ASK + "    type: text\n    go: {a: z}\n" + REST, [("z", ("a",)), ("y", ("from", "b", "c"))]),
        ("  - {id: x, ask: A, type: yes_no, go: {no: z}}\n" + REST, [("z", ("no",)), ("y", ("yes",))]),
        ("  - {id: x, ask: A, type: yes_no, repeat: x}\n" + REST, [("x", ("yes",)), ("y", ())]),
        ("  - {id: x, say: A, end: yes}\n" + REST, [(END, ())]),
        ("  - {id: x, say: A, go: '@human'}\n" + REST, [("@human", ())]),
        ("  - {id: x, say: A}", [(END, ())]),
    ],
)  # fmt: skip
def test_ways_of_one_step(text: str, wanted: list[tuple[str, tuple[str, ...]]]) -> None:
    assert [(arrow.target, arrow.answers) for arrow in of(text)["x"]] == wanted


def test_the_end_of_the_last_step_is_told() -> None:
    assert of(REST)["z"] == [Arrow("z", END)]
