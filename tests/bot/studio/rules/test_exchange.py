"""Translations out as PO and in again: nothing changes on the way, translators' tools take the file."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.offering import FLOWS, Shipped
from bot.studio.rules.exchange import Entry, Unreadable, exported, imported, take
from bot.studio.rules.translating import Known, Line, Source, lines
from tests.fixtures.tools import needs

SOURCES = [
    Source("cv//title", "Mon CV"),
    Source("cv/nom/ask", "Ton prénom, {name} ?\nVraiment ?"),
    Source("cv/x/choices/oui", "Oui"),
    Source("cv/x/choices/non", "Non"),
    Source("cv/x/synonyms/oui", "oui, ok"),
]
TEXTS = {
    "cv//title": 'Мій "CV" \\ #1',
    "cv/nom/ask": "Ім'я, {name}?\nСправді?",
    "cv/x/choices/oui": "Так",
    "cv/x/synonyms/oui": "так, ага",
}
OURS = Shipped(
    "uk",
    texts={FLOWS: TEXTS},
    unread={FLOWS: frozenset({"cv//title"})},
    sources={FLOWS: {source.key: source.text for source in SOURCES} | {"cv/x/choices/oui": "Ouais"}},
)


def read(data: bytes) -> list[Entry]:
    found = imported(data, "uk")
    assert not isinstance(found, Unreadable)
    return found


def here(texts: dict[str, str] = TEXTS) -> dict[str, Line]:
    return {line.source.key: line for line in lines(SOURCES, texts, Known(OURS))}


def test_out_and_in_again_changes_nothing() -> None:
    found = read(exported("uk", here().values(), draft=False))
    assert {entry.key: entry.text for entry in found} == {source.key: TEXTS.get(source.key, "") for source in SOURCES}
    taken = take(found, here())
    assert (taken.texts, taken.done) == ({}, [])
    assert (taken.report.same, taken.report.empty, taken.report.rows) == (4, 1, 5)


def test_what_is_to_review_is_marked_as_translators_know_it() -> None:
    file = exported("uk", here().values(), draft=True).decode()
    assert '"X-Reviewed: no\\n"' in file
    assert '#, fuzzy\n#| msgid "Ouais"\nmsgctxt "cv/x/choices/oui"\nmsgid "Oui"\nmsgstr "Так"' in file
    found = {entry.key: entry for entry in read(file.encode())}
    assert found["cv/x/choices/oui"] == Entry("cv/x/choices/oui", "Ouais", "Так", reviewed=False)
    assert found["cv//title"] == Entry("cv//title", "Mon CV", TEXTS["cv//title"], reviewed=False)
    assert found["cv/nom/ask"].reviewed


def test_msgfmt_takes_it_and_gives_it_back(tmp_path: Path) -> None:
    needs(["msgfmt", "msgcat"], "gettext")
    file = tmp_path / "uk.po"
    file.write_bytes(exported("uk", here().values(), draft=False))
    subprocess.run(["msgfmt", "-c", "-o", tmp_path / "uk.mo", file], check=True, capture_output=True)
    again = subprocess.run(["msgcat", "--no-wrap", file], check=True, capture_output=True).stdout
    assert imported(again, "uk") == imported(file.read_bytes(), "uk")


LONG = "Une vieille phrase, assez longue pour deux lignes : « dix  mots »,\n" + "puis encore un peu plus, " * 8


def test_msgfmt_takes_long_older_sentences_and_signs_that_look_like_values(tmp_path: Path) -> None:
    needs(["msgfmt", "msgcat"], "gettext")
    source = Source("cv/nom/say", "Fait à 10 % de plus.")
    stale = Line(source, "Зроблено на 10 % м", "review", was=LONG)
    file = tmp_path / "uk.po"
    file.write_bytes(exported("uk", [stale], draft=False))
    subprocess.run(["msgfmt", "-c", "-o", tmp_path / "uk.mo", file], check=True, capture_output=True)
    again = subprocess.run(["msgcat", file], check=True, capture_output=True).stdout
    assert read(file.read_bytes()) == read(again) == [Entry(source.key, LONG, stale.text, reviewed=False)]


def test_what_becomes_of_each_text_of_a_file() -> None:
    done = [
        Entry("cv//title", "Mon CV", TEXTS["cv//title"], reviewed=True),
        Entry("cv/nom/ask", SOURCES[1].text, "Без імені?", reviewed=True),
        Entry("cv/x/choices/non", "Non", "Ні", reviewed=True),
        Entry("cv/x/choices/oui", "Oui", "Авжеж", reviewed=False),
        Entry("cv/x/synonyms/oui", "oui, ok", "чернетка", reviewed=False),
        Entry("cv/gone/say", "Parti", "Нема", reviewed=True),
        Entry("cv/x/choices/oui", "Oui", "", reviewed=True),
    ]
    taken = take(done, here())
    assert taken.texts == {"cv/x/choices/non": "Ні", "cv/x/choices/oui": "Авжеж"}
    report = taken.report
    assert (report.new, report.read, report.kept) == (["cv/x/choices/non"], ["cv//title"], ["cv/x/synonyms/oui"])
    assert report.replaced == {"cv/x/choices/oui": "Так"}
    assert report.refused == {"cv/nom/ask": ("values", "{name}"), "cv/gone/say": ("unknown", "")}
    assert (report.empty, report.rows) == (1, len(done))
    assert [entry.key for entry in taken.done] == ["cv//title", "cv/x/choices/non", "cv/x/choices/oui"]
    assert report.without({"cv/x/choices/non"}).rows == len(done)


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"\xff\xfe", 1), (b"PK\x03\x04", 1), (b'msgid "a', 1), (b"hello\n", 1), (b"\0" * 100, 1)],
)
def test_what_is_no_po_file_is_said(data: bytes, line: int) -> None:
    assert imported(data, "uk") == Unreadable(line)


@pytest.mark.parametrize("data", [b"", b"# nothing\n", b'msgid ""\nmsgstr ""\n'])
def test_an_empty_file_holds_nothing(data: bytes) -> None:
    assert imported(data, "uk") == []


@settings(max_examples=40)
@given(st.lists(st.sampled_from(exported("uk", here().values(), draft=False).decode().splitlines()), max_size=30))
def test_lines_in_any_order_never_crash(shuffled: list[str]) -> None:
    found = imported("\n".join(shuffled).encode(), "uk")
    if not isinstance(found, Unreadable):
        assert take(found, here()).report.rows == len(found)


TEXT = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="{}"), min_size=1, max_size=60)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from([s.key for s in SOURCES if "{" not in s.text]), TEXT.map(str.strip)))
def test_any_words_come_back_as_they_were(texts: dict[str, str]) -> None:
    there = {key: text for key, text in texts.items() if text}
    taken = take(read(exported("uk", here(there).values(), draft=False)), here(there))
    assert taken.texts == {}
