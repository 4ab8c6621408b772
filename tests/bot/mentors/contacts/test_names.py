from __future__ import annotations

import pytest

from bot.mentors.contacts import mask

KARIM = ("Karim Benali",)


@pytest.mark.parametrize(
    "text",
    [
        "Karim Benali", "je suis BENALI Karim", "moi c'est karim benali", "c Kariiim", "my name is karim",
        "Benali, Karim", "karim.benali", "karimbenali", "k\u200barim benali", "mon nom : benali", "Karîm Bénali",
        "Каrim Веnali",
    ],
)  # fmt: skip
def test_a_known_name_is_hidden_however_it_is_written(text: str) -> None:
    masked = mask(text, names=KARIM).text.lower()
    assert "[nom caché]" in masked
    assert "karim" not in masked
    assert "benali" not in masked


def test_only_known_names_are_hidden() -> None:
    text = "Je suis Sofiane Martin, avec Karim Benali"
    assert mask(text).text == text
    assert mask(text, names=KARIM).text == "Je suis Sofiane Martin, avec [nom caché] [nom caché]"


def test_a_name_that_is_a_word_too_is_a_word_in_talk() -> None:
    text = "un petit boulot. Petit à petit, une rose"
    assert mask(text, names=("Rose Petit",)).text == text
    assert mask("je m'appelle Rose Petit", names=("Rose Petit",)).text == "je m'appelle [nom caché] [nom caché]"


def test_arabic_names_have_no_capitals() -> None:
    assert mask("اسمي ليلى حداد", names=("ليلى حداد",)).text == "اسمي [nom caché] [nom caché]"
    assert mask("أعمل مع حداد", names=("ليلى حداد",)).text == "أعمل مع حداد"


def test_a_contact_card_is_hidden_whole() -> None:
    card = "BEGIN:VCARD\nFN:Karim Benali\nTEL:0639981245\nEND:VCARD"
    assert mask(f"tiens {card} voilà").text == "tiens [contact caché] voilà"
    assert mask(card[:-9]).text == "[contact caché]"


@pytest.mark.parametrize(
    "text", ["https://francetravail.fr", "va sur www.parcoursup.fr.", "https://candidat.francetravail.fr/offres?id=3"]
)
def test_public_sites_may_be_named(text: str) -> None:
    assert mask(text).text == text


@pytest.mark.parametrize(
    "text", ["https://francetravail.fr@example.org", "francetravail.fr.example.org", "https://xfrancetravail.fr"]
)
def test_what_only_looks_like_a_public_site_is_hidden(text: str) -> None:
    assert mask(text).text == "[lien caché]"
