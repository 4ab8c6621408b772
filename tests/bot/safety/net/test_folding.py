"""Words as the rules know them."""

from __future__ import annotations

import pytest

from bot.safety.net.folding import LONGEST, cut_short, fold, tokens


@pytest.mark.parametrize(
    ("word", "language", "folded"),
    [
        ("Éclaté", "fr", "eclate"),
        ("frappe", "fr", "frape"),
        ("mouriiiir", "fr", "mourir"),
        ("raped", "en", "raped"),
        ("rapped", "en", "rapped"),
        ("أَموتُ", "ar", "اموت"),
        ("مـوت", "ar", "موت"),
        ("الحياة", "ar", "الحياه"),
        ("nmoute", "ar", "nmt"),
        ("7yati", "ar", "ht"),
        ("yhaddedni", "ar", "hdni"),
        ("drebny", "ar", "drbni"),
        ("Hayden", "ar", "hdn"),
        ("ana", "ar", "ana"),
        ("lol", "ar", "lol"),
        ("16", "ar", "16"),
        ("Її", "uk", "іі"),
        ("", "fr", ""),
        ("x" * 100, "fr", "x"),
        ("xy" * 100, "en", "xy" * (LONGEST // 2)),
    ],
)
def test_one_spelling(word: str, language: str, folded: str) -> None:
    assert fold(word, language) == folded


def test_where_each_word_stood() -> None:
    found = tokens("Non. J’ai 16ans, jveu", "fr", {"jveu": "je veux"})
    assert [(t.word, t.position, t.sentence, t.start, t.end) for t in found] == [
        ("non", 0, 0, 0, 3),
        ("j", 3, 1, 5, 9),
        ("ai", 4, 1, 5, 9),
        ("16", 5, 1, 10, 15),
        ("ans", 6, 1, 10, 15),
        ("je", 7, 1, 17, 21),
        ("veux", 8, 1, 17, 21),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("don't", ["dont"]),
        ("l'été d'or", ["l", "ete", "d", "or"]),
        ("б'ється", ["бється"]),
        ("jusqu'à", ["jusqu", "a"]),
        ("7yati 16ans", ["7yati", "16", "ans"]),
        ("...!?", []),
    ],
)
def test_apostrophes_and_numbers(text: str, words: list[str]) -> None:
    assert [t.word for t in tokens(text, "en" if "don" in text else "fr", {})] == words


@pytest.mark.parametrize(
    ("plain", "language", "apart"),
    [
        ("lepouser", "fr", "l epouser"),
        ("jcache", "fr", "j cache"),
        ("jattends", "fr", None),
        ("marie", "fr", None),
        ("sont", "fr", None),
        ("lepouser", "en", None),
        ("", "fr", None),
        ("j", "fr", None),
    ],
)
def test_a_letter_that_lost_its_apostrophe_is_a_word(plain: str, language: str, apart: str | None) -> None:
    assert cut_short(plain, language, {"epouser", "marie", "arie"}.__contains__) == apart
