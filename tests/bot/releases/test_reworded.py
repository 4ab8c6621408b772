"""What the team says better than code: which words may be said, in which language they are found."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from bot.offering import CODE, Shipped, begun, shipped
from bot.releases.reworded import LEAST_ROOM, chosen, flaw, most, worded, words
from flows.text import isolate
from tests.bot.asking import ask, form
from tests.bot.whole import Whole, whole

JSON = {"Content-Type": "application/json"}

DANGER = "112\u00a0: danger maintenant. Si parler est impossible\u00a0: SMS au 114."
AGE = "119\u00a0: violence ou peur à la maison, avant 21 ans. Tout est gratuit."
LONG = "116\u00a0000\u00a0: loin de chez soi."
VALUES = "Ta place est gardée\u00a0: «\u00a0{title}\u00a0», {when}."


@pytest.mark.parametrize(
    ("key", "french", "text", "expected"),
    [
        ("sos/danger", DANGER, "112: peligro ahora. Si no puedes hablar: SMS al 114.", None),
        ("sos/danger", DANGER, f"{isolate('112', 'ar')}: خطر الآن. رسالة إلى 114.", None),
        ("sos/danger", DANGER, "112: peligro ahora. O el 114. O el 114.", "numbers"),
        ("sos/danger", DANGER, "114: SMS. 112: peligro ahora.", "numbers"),
        ("sos/danger", DANGER, "Peligro ahora: 112. SMS al 114.", "numbers"),
        ("sos/danger", DANGER, "Peligro ahora.", "numbers"),
        ("sos/danger", DANGER, "١١٢: خطر الآن. 114.", "numbers"),
        ("sos/danger", DANGER, "112: ¡peligro ahora! SMS al 114.", "loud"),
        ("sos/danger", DANGER, " \n ", "empty"),
        ("sos/danger", DANGER, "112: peligro ahora. SMS al 114. {name}", "values"),
        ("sos/violence", AGE, "119: antes de los 21 años, todo es gratis.", None),
        ("sos/violence", AGE, "119: antes de los 18 años, todo es gratis.", "numbers"),
        ("sos/missing", LONG, "116000: lejos de casa.", None),
        ("sos/missing", LONG, "116 000: lejos de casa.", None),
        ("page/x", "Bonjour", "Hola!", None),
        ("page/x", "Bonjour 12", "Hola", None),
        ("page/x", "Bonjour", "", "empty"),
        ("workshops/mail/x", "Ton atelier", "Tu taller\nBcc: x@y.z", "lines"),
        ("page/x", "Bonjour\nSalut", "Hola\nBuenas\nHey", None),
        ("workshops/booked", VALUES, "«{title}», {when}: tuya.", None),
        ("workshops/booked", VALUES, "«{title}»: tuya.", "values"),
        ("workshops/booked", VALUES, "«{title}», {when}: tuya {", "values"),
        ("workshops/booked", VALUES, "«{title}», {when}: tuya {{}}", "values"),
        ("workshops/booked", VALUES, "«{title!r}», {when}: tuya", "values"),
        ("page/x", "Bonjour", "H" * LEAST_ROOM, None),
        ("page/x", "Bonjour", "H" * (LEAST_ROOM + 1), "endless"),
        ("page/x", "B" * 100, "H" * 300, None),
    ],
)
def test_what_may_be_said(key: str, french: str, text: str, expected: str | None) -> None:
    assert flaw(key, french, text) == expected


def test_all_that_comes_with_the_service_may_be_said() -> None:
    texts = [
        (locale, key, ours.texts[CODE][key], french)
        for locale, ours in shipped().items()
        for key, french in ours.code.items()
        if key in ours.texts[CODE]
    ]
    assert len(texts) > 1000
    assert [(locale, key, text) for locale, key, text, french in texts if flaw(key, french, text)] == []
    assert [key for ours in shipped().values() for key, french in ours.code.items() if flaw(key, french, french)] == []
    assert all(most(french) <= 2000 for ours in shipped().values() for french in ours.code.values())


def test_only_what_may_be_said_is_chosen() -> None:
    rows = {("es", "sos/danger"): (DANGER, "112, 114"), ("tr", "page/x"): ("Non", "Yok"), ("tr", "page/y"): ("Oui", "")}
    assert chosen({**rows, ("pt", "sos/danger"): (DANGER, "112")}) == {
        "es": {"sos/danger": (DANGER, "112, 114")},
        "tr": {"page/x": ("Non", "Yok")},
    }


def test_the_words_of_the_team_are_found_where_their_french_is_said() -> None:
    said = {"es": {"sos/danger": (DANGER, "112 mejor, 114")}, "tr": {"sos/danger": (DANGER, "112 Türkçe, 114")}}
    assert words("es", said).pgettext("sos/danger", DANGER) == "112 mejor, 114"
    assert words("es-MX", said).pgettext("sos/danger", DANGER) == "112 mejor, 114"
    assert words("es", said).pgettext("sos/danger", "Un autre français") != "112 mejor, 114"
    assert words("es", said).pgettext("page/none", "Rien de tel") == "Rien de tel"
    assert words("en", said) is words("en", {}), "nobody says anything better there"


def test_a_language_begun_here_has_words_of_its_own() -> None:
    said = {"tr": {"sos/danger": (DANGER, "112 Türkçe, 114")}, "fa": {"page/x": ("Non", "نه")}}
    found = words("tr-TR", said)
    assert (found.locale, found.pgettext("sos/danger", DANGER)) == ("tr", "112 Türkçe, 114")
    assert found.pgettext("page/x", "Non") == "Non", "French where nothing is said"
    assert (words("fa_AF", said).locale, words("fa_AF", said).dir) == ("fa", "rtl")
    assert words("de", said).locale == "fr"


def test_what_the_service_brings_is_known_with_the_words_of_the_team() -> None:
    ours = Shipped("es", texts={CODE: {"sos/a": "vieja"}}, code={"sos/a": "112", "page/b": "Oui"})
    said = {"es": {"page/b": ("Oui", "Sí"), "sos/a": ("another French", "nueva"), "gone": ("x", "y")}}
    assert worded(ours, said).texts[CODE] == {"sos/a": "vieja", "page/b": "Sí"}
    assert worded(ours, {}) is ours
    new = worded(begun("tr", {"es": ours}), {"tr": {"page/b": ("Oui", "Evet")}})
    assert (new.texts[CODE], dict(new.code)) == ({"page/b": "Evet"}, dict(ours.code))


def test_the_running_service_says_what_the_team_stands_by(tmp_path: Path) -> None:
    """In the chat, on the page of the numbers, in the pages' own words."""
    better = "112: danger right now, and if you can't talk: text 114."

    def sos(service: Whole) -> list[str]:
        began = orjson.loads(ask(service.base, "/api/chat", said(key=None, id="1", locale="en"), JSON).body)
        told = ask(service.base, "/api/chat", said(key=began["key"], id="2", text="/sos"), JSON)
        return [line["text"] for line in orjson.loads(told.body)["messages"]]

    with whole(tmp_path) as service:
        assert better not in sos(service)
        signed, path = service.sign_in("admin"), "/staff/texts/en/pages?q=sos/danger"
        page = ask(service.base, path, headers=signed.headers).text
        seen = page.split('name="seen:sos/danger" value="')[1].split('"')[0]
        fields = {"token": signed.token, "seen:sos/danger": seen, "text:sos/danger": better, "read:sos/danger": "1"}
        body, kind = form([*fields.items()])
        sent = ask(service.base, path, body, {**signed.headers, **kind, "Origin": service.base})
        assert sent.status == 303, sent.text
        assert sos(service)[0] == better


def said(**fields: str | None) -> bytes:
    return orjson.dumps(fields)
