"""`python -m bot cv`: a file in, documents out, what was left out in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from cv_builder.design import DESIGNS
from cv_builder.reading.files import read_file
from cv_builder.reading.report import Read
from tests.bot.commands import Desk
from tests.cv_builder.reading.samples import CANDIDATE, PASSPORT, pdf


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def made(folder: Path) -> dict[str, Path]:
    return {path.suffix: path for path in folder.iterdir()}


def test_europass_becomes_documents_and_says_what_is_left_out(desk: Desk) -> None:
    (desk.folder / "in.pdf").write_bytes(pdf(("attachment.xml", CANDIDATE.encode())))
    ended = desk.run("cv", "--from", "in.pdf", "--out", "docs")
    assert (ended.code, ended.err) == (0, "")
    files = made(desk.folder / "docs")
    assert set(files) == {".docx", ".pdf", ".png", ".json"}
    assert "not taken (birth): 2001-02-03" in ended.out
    assert str(Path("docs") / files[".pdf"].name) in ended.out
    text = "\n".join(paragraph.text for paragraph in Document(str(files[".docx"])).paragraphs)
    assert "Samira El Khatib" in text


def test_what_comes_out_goes_in_again(desk: Desk) -> None:
    (desk.folder / "in.xml").write_text(PASSPORT, "utf-8")
    assert desk.run("cv", "--from", "in.xml", "--out", "a").code == 0
    first = made(desk.folder / "a")
    for kind in (".pdf", ".docx", ".json"):
        ended = desk.run("cv", "--from", first[kind], "--out", f"b{kind}")
        assert (ended.code, ended.err) == (0, "")
        again = json.loads(made(desk.folder / f"b{kind}")[".json"].read_bytes())
        assert again == json.loads(first[".json"].read_bytes()), kind


def test_another_language_and_design(desk: Desk) -> None:
    (desk.folder / "in.json").write_text(json.dumps({"basics": {"name": "A"}, "languages": [{"language": "French"}]}))
    theme = list(DESIGNS)[-1]
    assert desk.run("cv", "--from", "in.json", "--out", "o", "--lang", "ar", "--theme", theme).code == 0
    found = read_file(made(desk.folder / "o")[".pdf"].read_bytes())
    assert isinstance(found, Read)
    assert (found.cv.locale, found.cv.design, found.cv.languages[0].name.text) == ("ar", theme, "الفرنسية")


@pytest.mark.parametrize(
    ("content", "options", "told"),
    [
        (b"hello", [], "in.bin: This is no file"),
        (b"%PDF-1.4 broken", [], "in.bin: This file is broken."),
        (b"{}", ["--lang", "xx"], "--lang xx: one of fr, en, ar"),
        (b"{}", ["--theme", "pink"], "--theme pink: one of"),
        (None, [], "--from in.bin: No such file"),
    ],
)
def test_what_is_wrong_is_one_line(desk: Desk, content: bytes | None, options: list[str], told: str) -> None:
    if content is not None:
        (desk.folder / "in.bin").write_bytes(content)
    ended = desk.run("cv", "--from", "in.bin", "--out", "o", *options)
    assert told in ended.complaint


def test_a_folder_that_can_not_be_made(desk: Desk) -> None:
    (desk.folder / "in.json").write_text('{"basics": {"name": "A"}}')
    (desk.folder / "o").write_text("")
    assert "--out o: File exists" in desk.run("cv", "--from", "in.json", "--out", "o").complaint
