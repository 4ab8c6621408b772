"""One cell, one value; or the reason why not."""

from __future__ import annotations

import pytest

from bot.workshops.importer import values


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("  Mon   CV ", "Mon CV"),
        ("<p>Viens <b>avec</b></p><script>alert(1)</script>", "Viens avec"),
        ("L&rsquo;&eacute;t&eacute; &amp; l&#39;hiver", "L’été & l'hiver"),
        ("a < b et c > d", "a < b et c > d"),
        ("<img src=x onerror=alert(1)>Bonjour", "Bonjour"),
        ("<style>p { color: red }</style>Bonjour<script>while (1 < 2) {", "Bonjour"),
        ("<!-- <b>rien</b> --><p>Bonjour</p><!-- a", "Bonjour"),
        ("<![bla[<p>Bonjour</p>", "Bonjour"),
        ("<?xml version='1.0'?><p title='a > b'>Bonjour &eacute;t&#233;</p>", "Bonjour été"),
        ("&lt;b&gt; <i>x</i>", "<b> x"),
        ("A\x00B\x07C\u202eD", "A B CD"),
        ("لا\u200cباس", "لا\u200cباس"),
        ("l'été", "l'été"),
        (12.0, "12"),
        (None, ""),
    ],
)
def test_text(written: object, plain: str) -> None:
    assert values.text(written) == plain


def test_paragraphs_of_a_description_stay() -> None:
    written = "<p>Un</p><p>Deux<br>Trois</p>\n\n\n\n<ul><li>a</li><li>b</li></ul>"
    assert values.text(written, values.LONGEST_TEXT) == "Un\nDeux\nTrois\n\na\nb"


def test_a_long_text_is_cut_at_a_word() -> None:
    found, was_cut = values.cut("mot " * 100, 150)
    assert was_cut
    assert len(found) <= 150
    assert found.endswith("mot…")
    assert values.cut("court", 150) == ("court", False)


@pytest.mark.parametrize(
    ("written", "said"),
    [("oui", True), ("Oui, par l'ascenseur", True), ("✓", True), (True, True), ("x", True), (1, True), (1.0, True),
     ("Non", False), ("0", False), ("✗", False), ("", None), ("NSP", None), (None, None)],
)  # fmt: skip
def test_yes_and_no(written: object, said: bool | None) -> None:
    assert values.yes_no(written) is said


def test_neither_yes_nor_no() -> None:
    with pytest.raises(ValueError, match="ni oui ni non"):
        values.yes_no("peut-être")


@pytest.mark.parametrize(
    ("written", "number"),
    [("12", 12), (12, 12), (12.0, 12), ("12 places", 12), ("15 personnes", 15), ("illimité", None), ("", None),
     (None, None)],
)  # fmt: skip
def test_seats(written: object, number: int | None) -> None:
    assert values.seats(written) == number


@pytest.mark.parametrize("written", ["-3", -3, "0", "12,5", "beaucoup", 99_999, True, "1e3"])
def test_no_seats(written: object) -> None:
    with pytest.raises(ValueError, match="place"):
        values.seats(written)


@pytest.mark.parametrize(
    ("written", "cents"),
    [("gratuit", 0), ("", 0), (0, 0), ("5 €", 500), ("5,50", 550), ("12.5 EUR", 1250), (7.5, 750), ("1 000 €", 100_000),
     ("3 euros", 300)],
)  # fmt: skip
def test_prices(written: object, cents: int) -> None:
    assert values.price(written) == cents


@pytest.mark.parametrize("written", ["-5 €", "sur adhésion", "5 à 10 €", "99999999", True, "1.234,56"])
def test_no_price(written: object) -> None:
    with pytest.raises(ValueError, match="prix"):
        values.price(written)


@pytest.mark.parametrize(
    ("written", "codes"),
    [("français", ("fr",)), ("Français, Arabe", ("fr", "ar")), ("fr/en", ("fr", "en")), ("fr ar", ("fr", "ar")),
     (["fr", "en"], ("fr", "en")), ("anglais et dari", ("en", "prs")), ("LSF", ("fsl",)), ("", ()),
     ("fr, fr", ("fr",))],
)  # fmt: skip
def test_languages(written: object, codes: tuple[str, ...]) -> None:
    assert values.languages(written) == codes


def test_a_language_nobody_knows() -> None:
    with pytest.raises(ValueError, match="klingon"):
        values.languages("français, klingon")


@pytest.mark.parametrize(
    ("lat", "lon", "found"),
    [
        (48.85, 2.35, (48.85, 2.35, False)),
        ("48,85", "2,35", (48.85, 2.35, False)),
        (2.35, 48.85, (48.85, 2.35, True)),
        (55.45, -20.93, (-20.93, 55.45, True)),
        (-20.93, 55.45, (-20.93, 55.45, False)),
        (-61.55, 16.24, (16.24, -61.55, True)),
        (52.52, 13.40, (52.52, 13.40, False)),
        (13.40, 52.52, (13.40, 52.52, False)),
        ("", None, None),
    ],
)
def test_coordinates(lat: object, lon: object, found: object) -> None:
    assert values.coordinates(lat, lon) == found


@pytest.mark.parametrize(
    ("lat", "lon", "reason"),
    [(0, 0, "0, 0"), ("0", 0.0, "0, 0"), (48.85, None, "une seule"), (91, 2, "n’existent pas"),
     (40, 200, "n’existent pas"),
     ("nord", 2, "incomprises"), ("nan", 2, "incomprises"), ("inf", 2, "incomprises")],
)  # fmt: skip
def test_no_coordinates(lat: object, lon: object, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        values.coordinates(lat, lon)
