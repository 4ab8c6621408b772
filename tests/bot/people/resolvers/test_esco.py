"""ESCO as read: labels, other names, what is near."""

from __future__ import annotations

from bot.people.resolvers.esco import esco
from cv_builder.wording import occupations


def test_both_forms_of_a_french_label_are_names() -> None:
    ((code, label),) = esco().called("bouchere", "fr")
    assert label == "Bouchère"
    assert esco().called("boucher", "fr") == [(code, "Boucher")]


def test_the_language_of_the_chat_comes_first() -> None:
    assert esco().called("barman", "es")[0][1] == "Barman"
    assert esco().called("waiter waitress", "en")[0][1] == "Waiter/waitress"
    assert esco().called("camarero", "ar"), "any language is understood"


def test_a_name_of_too_many_says_nothing() -> None:
    assert esco().near("responsable", "fr") == []
    assert len(esco().near("soudeur", "fr")) <= 3


def test_every_occupation_of_the_bank_is_in_esco_under_its_code() -> None:
    codes = set(esco().codes)
    missing = [job.key for job in occupations() if job.esco and job.esco not in codes]
    assert missing == []
