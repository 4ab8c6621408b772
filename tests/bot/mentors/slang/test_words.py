"""Words of one side for the other: found however they are written, explained in every language of the console."""

from __future__ import annotations

import pytest

from bot.mentors.slang import CARES, explain, lint, slang, stiff, stiff_words
from bot.mentors.slang.words import LANGUAGES, problems

FULL = "  fr: Un\n  en: One\n  ar: واحد\n"


def found(text: str) -> list[str]:
    return [entry.word for entry in explain(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("wesh frérot j'ai le seum", ["wesh", "frérot", "seum"]),
        ("WEEEESH", ["wesh"]),
        ("t’inquiète", ["tkt"]),
        ("tkt tkt TKT", ["tkt"]),
        ("wallah c'est la 7chouma", ["wallah", "hchouma"]),
        ("والله حشومة", ["wallah", "hchouma"]),
        ("وَاللهِ", ["wallah"]),
        ("j'ai un four, je suis boulanger", []),
        ("ferme ta gueule", ["tg"]),
        ("je me coupe les cheveux moi-même", ["se scarifier"]),
        ("je cherche une place de vendeuse", []),
        ("", []),
        ("weshwesh", []),
    ],
)
def test_words_are_found_however_written(text: str, words: list[str]) -> None:
    assert found(text) == words


def test_every_form_finds_its_entry() -> None:
    for entry in slang():
        assert [form for form in entry.forms if entry not in explain(f"alors {form} oui")] == []
    for entry in stiff_words():
        assert [form for form in entry.forms if entry not in stiff(form)] == []


def test_there_are_enough_in_every_language() -> None:
    assert len(slang()) >= 120
    assert len(stiff_words()) >= 30
    for entry in (*slang(), *stiff_words()):
        assert set(entry.means) == set(LANGUAGES)
    assert {entry.care for entry in slang()} == {None, *CARES}


def test_a_longer_form_wins() -> None:
    assert [entry.word for entry in stiff("votre projet professionnel")] == ["projet professionnel"]
    assert [entry.word for entry in stiff("La mobilité, et vos prétentions salariales ?")] == [
        "mobilité", "prétentions salariales",
    ]  # fmt: skip


def test_ours_have_no_problems() -> None:
    assert lint() == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("wesh:\n  fr: Salut\n  en: Hi\n", "ar"),
        (f"wesh:\n{FULL}  care: rude\n", "rude"),
        (f"wesh, wech:\n{FULL}Wéch:\n{FULL}", "est déjà dans « wesh, wech »"),
        (f"'…':\n{FULL}", "ne peut pas être trouvé"),
        (f"un deux trois quatre cinq six sept:\n{FULL}", "ne peut pas être trouvé"),
        ("wesh: [", "a.yaml"),
    ],
)
def test_what_staff_can_get_wrong_is_said(text: str, said: str) -> None:
    (problem,) = problems("a.yaml", text)
    assert said in problem
    assert problem.startswith("a.yaml:")
