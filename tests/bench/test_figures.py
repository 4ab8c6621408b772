from __future__ import annotations

import json
import os
import sys
import zipfile
from pathlib import Path

import pytest

from flows.loader import load
from tests.bench import engine
from tests.bench.__main__ import document_table, turn_table
from tests.bench.bots import Contender, Running, family, flow, importable
from tests.bench.documents import CV, RENDERERS, check, once
from tests.bench.rendering import another
from tests.bench.table import number, table
from tests.bench.town import TEXTS, Broken
from tests.bench.turns import percentile


@pytest.mark.parametrize(
    ("share", "value"), [(0.50, 50), (0.99, 99), (1.0, 100), (0.0, 1)], ids=["p50", "p99", "all", "none"]
)
def test_percentiles_are_nearest_rank(share: float, value: float) -> None:
    assert percentile([float(n) for n in range(100, 0, -1)], share) == value
    assert percentile([7.0], share) == 7.0


@pytest.mark.parametrize(("value", "text"), [(4112.3, "4 112"), (23.456, "23.5"), (0.1234, "0.123"), (5.0, "5")])
def test_numbers_show_the_digits_that_matter(value: float, text: str) -> None:
    assert number(value) == text


def test_the_table_lines_up_and_says_what_was_not_measured() -> None:
    text = table(("bot", "turns/s"), [("ours", "4 112"), ("aiogram", "not measured")])
    assert text.splitlines() == [
        "bot           turns/s",
        "-------  ------------",
        "ours            4 112",
        "aiogram  not measured",
    ]


def test_what_is_missing_here_is_shown_as_not_measured() -> None:
    one = {"per_second": 2000.0, "cpu_us": 200.0, "p50_ms": 5.0, "p99_ms": 9.0, "start_s": 1.0, "idle_mb": 90.0}
    shown = turn_table({"passerelle": one, "half": one | {"per_second": 1000.0}, "gone": None}).splitlines()
    assert shown[2].split()[1:5] == ["2", "000", "1", "×"]
    assert shown[3].split()[1:5] == ["1", "000", "2", "×"]
    assert shown[4].endswith("not measured")
    assert document_table({"PDF": None}).endswith("not measured")


async def test_every_document_of_ours_can_be_timed(tmp_path: Path) -> None:
    ours = [renderer for renderer in RENDERERS if renderer.module == "tests.bench.our_cv"]
    assert {renderer.kind for renderer in ours} == {"docx", "pdf", "png", "preview"}
    figures = {renderer.kind: await once(renderer, 1, tmp_path / renderer.kind) for renderer in ours}
    assert all(one["ms"] > 0 for one in figures.values())
    assert figures["preview"]["bytes"] < figures["png"]["bytes"], "a preview is light"


async def test_a_python_that_lacks_a_module_is_not_measured() -> None:
    assert await importable("python3", ("json", "os"))
    assert not await importable("python3", ("json", "no_such_module_here"))
    assert not await importable("no-such-python", ())


def test_our_flow_asks_what_the_town_waits_for() -> None:
    text = flow()
    assert all(line in text for line in TEXTS)
    assert text.count("    ask: |-") == len(TEXTS) - 1


def test_the_family_of_a_process_begins_with_itself() -> None:
    assert family(os.getpid())[0] == os.getpid()


async def test_a_bot_that_does_not_start_says_why() -> None:
    with pytest.raises(Broken, match="did not start"):
        async with Running(Contender("nobody", "no_such_script.py", python=sys.executable)):
            pass


def test_a_cv_that_left_something_out_is_no_figure(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "cv.docx", "w") as parts:
        parts.writestr("word/document.xml", "<w:t>Amina Khelifi</w:t>")
    with pytest.raises(Broken, match="Snack Le Central"):
        check("DOCX", tmp_path / "cv.docx")


def test_the_engine_is_measured_on_all_ten_questions() -> None:
    flows = engine.library()
    assert len(engine.talk(flows)) == len(TEXTS)
    figures = engine.measure(rounds=1, seconds=0.001)
    assert figures.per_second > 0
    assert figures.state_bytes <= 4096


def test_an_engine_that_says_something_else_is_no_figure() -> None:
    other = load({"welcome.yaml": flow().replace("Question 3", "Frage 3")}).library
    assert other
    with pytest.raises(Broken, match="Question 3"):
        engine.talk(other)


def test_every_rendered_cv_is_another_persons() -> None:
    cv = json.loads(CV.read_text("utf-8"))
    one, two = another(cv, 1), another(cv, 2)
    assert one["work"][0]["highlights"] != two["work"][0]["highlights"]
    assert one["basics"]["name"] == "Amina Khelifi 1"
    assert one["basics"]["email"] == cv["basics"]["email"]
