"""Stems, sounds and consonants: forms and spellings of one word come together, other words stay apart."""

from __future__ import annotations

import pytest

from bot.people.resolvers.folding import fold
from bot.people.resolvers.stems import consonants, sound, stem

KIN = [
    "livreur livreuse livrer livrais livraison livraisons",
    "coiffeur coiffeuse coiffure coiffer coiffais",
    "nettoyer nettoyage nettoyais nettoyeur",
    "vendeur vendeuse vendre vendais",
    "garder gardais gardes gardien",
    "cleaner cleaning cleaned",
    "limpiar limpiaba limpiadora",
    "прибиральник прибиральниця прибирала прибирання",
    "طباخ طبخ الطباخ",
    "بائع بيع البائع",
    "خياط خياطة",
]
SAME_SOUND = [("kuisine", "cuisine"), ("vandeur", "vendeur"), ("kaissiere", "caissiere"), ("plonjeur", "plongeur")]
ARABIZI = [("khayat", "خياط"), ("tabakh", "طباخ"), ("7allaq", "حلاق"), ("nadel", "نادل"), ("najjar", "نجار")]
APART = [("serveur", "sergent"), ("plombier", "plongeur"), ("macon", "maison"), ("baker", "banker")]


@pytest.mark.parametrize("forms", KIN)
def test_forms_of_one_word_share_a_stem(forms: str) -> None:
    assert len({stem(fold(form)) for form in forms.split()}) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_words_do_not(one: str, other: str) -> None:
    assert stem(one) != stem(other)
    assert sound(one) != sound(other)


@pytest.mark.parametrize(("typed", "meant"), SAME_SOUND)
def test_what_is_written_as_it_sounds(typed: str, meant: str) -> None:
    assert sound(typed) == sound(meant)
    assert sound("نادل") == sound("кухар") == ""


@pytest.mark.parametrize(("typed", "meant"), ARABIZI)
def test_arabic_in_the_letters_of_a_phone(typed: str, meant: str) -> None:
    assert consonants(typed) == consonants(fold(meant))


@pytest.mark.parametrize("word", ["a", "ss", "er", "xyz", "ال", "я"])
def test_short_words_keep_something(word: str) -> None:
    assert stem(word)
