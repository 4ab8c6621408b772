from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.text import Texts, chain, clean, fold, isolate, negotiate, split_words, typeset

FSI, PDI = "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("locale", "found"),
    [
        ("fr", ("fr",)),
        ("ar", ("ar", "fr")),
        ("prs", ("prs", "fa_AF", "fa", "fr")),
        ("pt_BR", ("pt_BR", "pt", "fr")),
        ("fr_CA", ("fr_CA", "fr")),
    ],
)
def test_chain(locale: str, found: tuple[str, ...]) -> None:
    assert chain(locale) == found


@pytest.mark.parametrize(
    ("wished", "found"),
    [
        (("en-GB", "fr"), "en"),
        (("de", "ar"), "ar"),
        (("prs",), "fa_AF"),
        (("fa-AF",), "fa_AF"),
        (("fr-CA", "en"), "fr"),
        (("xx",), "fr"),
        ((), "fr"),
        (("",), "fr"),
    ],
)
def test_negotiate(wished: tuple[str, ...], found: str) -> None:
    assert negotiate(wished, ("fr", "en", "ar", "fa_AF")) == found


@pytest.mark.parametrize(
    ("plain", "printed"),
    [
        ("C'est bon ?", "C’est bon\u202f?"),
        ("Attends : oui !", "Attends\u00a0: oui\u202f!"),
        ("« Oui »", "«\u00a0Oui\u00a0»"),
        ("«Oui»", "«\u00a0Oui\u00a0»"),
        ("https://exemple.fr/?a=1", "https://exemple.fr/?a=1"),
        ("12:30", "12:30"),
        ("'mot'", "'mot'"),
    ],
)
def test_french_is_typeset(plain: str, printed: str) -> None:
    assert typeset(plain, "fr") == printed
    assert typeset(plain, "en") == plain


@pytest.mark.parametrize(
    ("value", "locale", "shown"),
    [
        ("Amina K.", "fr", "Amina K."),
        ("أمينة", "fr", f"{FSI}أمينة{PDI}"),
        ("Amina", "ar", f"{FSI}Amina{PDI}"),
        ("06 12 34 56 78", "ar", f"{FSI}06 12 34 56 78{PDI}"),
        ("\u202eanima", "fr", "anima"),
        ("", "ar", ""),
        ("un\n\nأمينة ", "fr", f"un\n{FSI}أمينة{PDI}"),
    ],
)
def test_values_are_isolated_where_it_shows(value: str, locale: str, shown: str) -> None:
    assert isolate(value, locale) == shown


def test_a_missing_translation_falls_back_to_french() -> None:
    texts = Texts({"a/x/say": "Ça va, {name} ?"}, {"en": {}, "ar": {"a/x/say": "مرحبا {name}"}})
    assert texts.locales == ("fr", "en", "ar")
    assert texts.get("en", "a/x/say", lambda name: "Léa") == "Ça va, Léa\u202f?"
    assert texts.get("ar", "a/x/say", lambda name: "Léa") == f"مرحبا {FSI}Léa{PDI}"
    assert texts.get("ar", "a/gone/say") == ""


def test_what_is_typed_for_two_controls_means_the_first() -> None:
    source = {"engine/words/back": "retour, précédent", "engine/back": "Retour", "engine/words/menu": "menu, retour"}
    texts = Texts(source, {"en": {"engine/words/back": "back"}})
    for locale, own in (("fr", {}), ("en", {"back": "back"})):
        assert texts.called(locale, ("back", "menu")) == {"retour": "back", "precedent": "back", "menu": "menu"} | own
    assert texts.called("fr", ("menu", "back"))["retour"] == "menu"


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("La Cuisine 🍲", "la cuisine"),
        ("ÉLÈVE", "eleve"),
        ("d’accord !", "d accord"),
        ("٢٠٢٤", "2024"),
        ("مرحـبا", "مرحبا"),
        ("أَهلا", "اهلا"),
        ("\u200b", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_nothing_typed_breaks_the_reading(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert clean(clean(text)) == clean(text)


def test_words_are_split_at_any_comma() -> None:
    assert split_words("a, b،c，d,,") == ("a", "b", "c", "d")
