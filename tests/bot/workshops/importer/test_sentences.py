"""Every reason of the importer is known again, and told in every language with what it holds."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.i18n import translator
from bot.workshops.importer import headers, sentences, values
from bot.workshops.importer.model import WHOLE_FILE, Note, Refusal
from bot.workshops.importer.moments import DAYS_SHOWN
from bot.workshops.importer.report import Report
from bot.workshops.importer.sentences import FIELDS, MOST_PARTS, SENTENCES, field_name, told

FOLDER = Path(values.__file__).parent
FILES = (*FOLDER.glob("*.py"), FOLDER.parent / "store" / "imports.py")
SAYS = {"Refusal": 1, "Note": 1, "ValueError": 0, "unreadable": 1, "Refused": 1}
"""What takes a reason, as which argument."""
ELSEWHERE = {"« x »", "not ours"}
"""Texts there that are none: how a word of a file is shown, and a mistake of ours."""
FR, EN, AR = (translator(locale) for locale in ("fr", "en", "ar"))


def shape(node: ast.expr) -> str | None:
    """A text as it may look: a number where one stands, else a word."""
    match node:
        case ast.Constant(str(text)):
            return text
        case ast.JoinedStr(parts):
            return "".join(shape(part) or _value(part) for part in parts)
    return None


def _value(node: ast.expr) -> str:
    text = ast.unparse(node)
    return "7" if re.search(r"MOST|number|km|days|lineno|seen|SEATS|longest|len\(", text) else "« x »"


def reasons() -> Iterator[str]:
    for file in FILES:
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS:
                for arg in node.args[SAYS[node.func.id] :][:1]:
                    if (text := shape(arg)) and re.search(r"[a-z] ", text):
                        yield text
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id.isupper():
                text = shape(node.value)
                if text and re.search(r"[a-zé’] (:|[a-z])", text) and "|" not in text and "SELECT" not in text:
                    yield text


PUT_TOGETHER = {
    "7 place7 : il en faut au moins une", "JSON abîmé« x »", "ce fichier est « x »", "« x » : « x »",
    "« x » incomprise : « x »",
}  # fmt: skip
"""Their parts are sentences in `TOLD`."""
ALL = sorted(set(reasons()) - ELSEWHERE - PUT_TOGETHER)


def test_reasons_are_found() -> None:
    assert len(ALL) > 50


@pytest.mark.parametrize("reason", ALL)
def test_a_reason_is_told_in_every_language(reason: str) -> None:
    assert told(reason, FR) == reason
    assert told(reason, EN) != reason
    assert re.search("[\u0600-\u06ff]", told(reason, AR))


TOLD = (
    ("JSON abîmé (ligne 3)", "damaged JSON (line 3)"),
    ("JSON abîmé", "damaged JSON"),
    ("ce fichier est une image", "this file is a picture"),
    ("-4 places : il en faut au moins une", "-4 seats: at least one is needed"),
    ("-1 place : il en faut au moins une", "-1 seats: at least one is needed"),
    ("heure incomprise : « 25:00 »", "time not understood: « 25:00 »"),
    ("date incomprise : « hier »", "date not understood: « hier »"),
    ("horaires incompris : « lundi »", "times not understood: « lundi »"),
    ("prix négatif : « -3 » ; pas de titre", "negative price: « -3 » ; no title"),
    ("prix négatif : « -3 ; 4 » ; pas de titre", "negative price: « -3 ; 4 » ; no title"),
    (
        "ville à préciser : « Saint-Denis » peut être A, B ; ajoutez le code postal ; pas de titre",
        "which town: « Saint-Denis » may be A, B; add the postcode ; no title",
    ),
    ("pas de titre ; ce que personne ne connaît", "pas de titre ; ce que personne ne connaît"),
    ("« {number} » n’est ni oui ni non", "« {number} » is neither yes nor no"),
    ("", ""),
)


@pytest.mark.parametrize(("reason", "english"), TOLD)
def test_what_it_holds_stays(reason: str, english: str) -> None:
    assert told(reason, EN) == english
    assert told(reason, FR) == reason


def test_a_weekday_is_told_in_the_readers_language() -> None:
    reason = "le 24/11/2026 est un mardi, pas un lundi"
    assert told(reason, EN) == "24/11/2026 is a Tuesday, not a Monday"
    assert "الثلاثاء" in told(reason, AR)
    assert "mardi" not in told(reason, AR)
    assert [*sentences.DAYS] == [*DAYS_SHOWN]
    assert told("ville inconnue : mardi", EN).endswith("mardi"), "a word of the file is not ours to translate"


def test_what_a_file_says_keeps_its_direction_among_arabic_words() -> None:
    assert "\u2068« Lyon 3 »\u2069" in told("ville inconnue : « Lyon 3 »", AR)
    assert "\u2068" not in told("ville inconnue : « Lyon 3 »", EN)
    [read] = Report("CSV", new=1).words(AR)
    assert "\u2068CSV\u2069" in read


def test_a_reason_of_any_length_takes_no_time() -> None:
    long = " ; ".join(["pas de titre"] * (MOST_PARTS + 1))
    assert told(long, EN) == long
    assert told("x" * 10_000 + " ; " * 5, EN).startswith("xxx")


def test_no_sentence_hides_another() -> None:
    for key, french in SENTENCES:
        filled = french.replace("{number}", "7").replace("{value}", "x").replace("{other}", "8").replace("{third}", "z")
        assert sentences.told(filled, _Keys()) == key


class _Keys:
    """Says which sentence it would have been."""

    def pgettext(self, context: str, message: str) -> str:
        return context


def test_every_field_of_a_table_has_a_name() -> None:
    assert set(FIELDS) == set(headers.FIELD_OF.values())
    assert field_name("town", EN) == "town"
    assert field_name("nothing", EN) == "nothing"


def test_a_report_in_english_and_arabic() -> None:
    refused = [Refusal(3, "pas de titre"), Refusal(WHOLE_FILE, "fichier vide")]
    notes = [Note(2, "pas d’heure de fin : deux heures sont comptées"), Note(WHOLE_FILE, "autre chose")]
    report = Report("CSV", new=2, refused=refused, vanished=1, notes=notes, mapping=(("Ville", "town"), ("X", None)))
    assert list(report.words(EN)) == [
        "4 line(s) read (CSV): 2 new, 0 updated, 0 unchanged, 0 cancelled, 2 refused",
        "1 no longer in the file: cancelled, those who booked are told",
        "File: autre chose",
        "Line 2: no end: two hours are counted",
        "File refused: empty file",
        "Line 3 refused: no title",
    ]
    assert report.columns(EN) == [("Ville", "town"), ("X", "")]
    assert all(re.search("[\u0600-\u06ff]", line) for line in report.words(AR))
