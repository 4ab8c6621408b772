"""Which languages are offered: what must be whole, what must be read over, how much of the rest."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from babel.messages.pofile import write_po

from bot import catalogs, library
from bot.offering import CODE, FLOWS, SHARE, Read, Reviews, Shipped, begun, flow_texts, offered, shipped, standing
from flows import engine
from flows.events import Started, Typed
from flows.model import Library
from flows.text import Texts
from tests.fakes.clock import FakeTime

NOW = FakeTime().now()
MUST = {"welcome/a/say": "Salut {nom}", "consent/a/ask": "D'accord ?", "filet/a/say": "Je lis.", "engine/sos": "🆘"}
REST = {f"cv/s{at}/say": f"Texte {at}" for at in range(16)}
SOURCE = MUST | REST
SOS = {"sos/danger": "112"}
WHOLE = {key: text.upper() if "{" not in text else text for key, text in SOURCE.items()}


def ours(*, draft: bool = False, unread: frozenset[str] = frozenset(), code: dict[str, str] = SOS) -> Shipped:
    return Shipped(
        "es", draft, {FLOWS: WHOLE, CODE: code}, {FLOWS: unread, CODE: frozenset()}, {}, {"sos/danger": "112"}
    )


def spoken(texts: dict[str, str], known: Shipped, reviews: Reviews | None = None) -> bool:
    return "es" in offered(Texts(SOURCE, {"es": texts}), "welcome", {"es": known}, reviews or {})


def test_a_whole_language_is_offered() -> None:
    assert spoken(WHOLE, ours())
    assert offered(Texts(SOURCE, {}), "welcome", {}, {}) == ("fr",)


@pytest.mark.parametrize("key", MUST)
def test_without_one_text_that_must_be_there_it_is_not(key: str) -> None:
    assert not spoken({name: text for name, text in WHOLE.items() if name != key}, ours())


def test_nor_without_the_numbers_that_code_says() -> None:
    assert not spoken(WHOLE, ours(code={}))


def test_nor_a_language_begun_here_whose_numbers_do_not_come_with_the_service() -> None:
    """**Why**: what the service knows nothing of must not seem to need nothing."""
    known = {"en": ours()}
    read = {(FLOWS, "tr", key): Read(text, True) for key, text in WHOLE.items()}
    assert offered(Texts(SOURCE, {"tr": WHOLE}), "welcome", known, read) == ("fr",)
    assert begun("tr", known).code == {"sos/danger": "112"}
    assert begun("tr", {}).draft
    found = standing("tr", Texts(SOURCE, {"tr": WHOLE}), "welcome", begun("tr", known), read)
    assert (found.missing, found.unread) == (((CODE, "sos/danger"),), ())


def test_a_text_without_its_value_is_not_there() -> None:
    assert not spoken(WHOLE | {"welcome/a/say": "Hola"}, ours())


@pytest.mark.parametrize(("left", "enough"), [(12, True), (11, False)])
def test_four_fifths_of_the_rest(left: int, enough: bool) -> None:
    """21 texts in all: 17 are 80.9 %, 16 are 76 %."""
    assert SHARE == 80
    some = [*MUST, *list(REST)[:left]]
    assert spoken({key: WHOLE[key] for key in some}, ours()) is enough


def test_what_nobody_read_over_does_not_open_a_language() -> None:
    unread = ours(unread=frozenset({"filet/a/say"}))
    assert not spoken(WHOLE, unread)
    assert spoken(WHOLE, ours(unread=frozenset(REST))), "of the rest a draft is better than French"
    done = {(FLOWS, "es", "filet/a/say"): Read(WHOLE["filet/a/say"], reviewed=True)}
    assert spoken(WHOLE, unread, done)
    assert not spoken(WHOLE | {"filet/a/say": "OTRO"}, ours(draft=True), done), "other words than were read"


def test_words_typed_here_and_not_read_over() -> None:
    typed = {(FLOWS, "es", "consent/a/ask"): Read("VALE", reviewed=False)}
    assert not spoken(WHOLE | {"consent/a/ask": "VALE"}, ours(), typed)
    assert spoken(WHOLE | {"consent/a/ask": "VALE"}, ours()), "an older version of ours was read over"


def test_a_language_we_know_nothing_of_is_not_offered() -> None:
    assert offered(Texts(SOURCE, {"tr": WHOLE}), "welcome", {}, {}) == ("fr",)


def test_the_first_flow_counts_whatever_it_is_called() -> None:
    source = {"bonjour/a/say": "Salut", **{key: text for key, text in SOURCE.items() if key[:8] != "welcome/"}}
    known = {"es": ours()}
    assert offered(Texts(source, {"es": WHOLE}), "bonjour", known, {}) == ("fr",)
    assert offered(Texts(source, {"es": WHOLE | {"bonjour/a/say": "Hola"}}), "bonjour", known, {}) == ("fr", "es")


def test_what_is_missing_is_named() -> None:
    found = standing("es", Texts(SOURCE, {"es": {"filet/a/say": "LEO"}}), "welcome", ours(), {})
    assert {key for _, key in found.missing} == {"welcome/a/say", "consent/a/ask", "engine/sos"}
    assert (found.done, found.all, found.percent, found.offered) == (2, 21, 9, False)


# -- what we ship ---------------------------------------------------------------------------------------------
@cache
def read_library() -> Library:
    """**Why** once: reading all YAML takes seconds."""
    return library.library(None)


def test_three_languages_are_offered_and_three_are_drafts() -> None:
    read = read_library()
    assert set(read.offered) == {"fr", "en", "ar"}
    assert set(read.locales) == {"fr", "en", "ar", "es", "pt", "uk"}


@pytest.mark.parametrize("lang", sorted(catalogs.drafts()))
def test_a_draft_is_offered_once_somebody_read_over_what_must_be_and_filled_the_rest(lang: str) -> None:
    read, ours = read_library(), shipped()[lang]
    now = standing(lang, read.texts, read.first, ours, {})
    assert len(now.unread) > 60
    flows = {**read.texts.source, **read.texts.catalogs[lang]}
    code = {**dict.fromkeys(ours.code, "x"), **ours.texts[CODE]}
    filled = replace(ours, texts={FLOWS: flows, CODE: code})
    texts = Texts(read.texts.source, {lang: flows})
    must = standing(lang, texts, read.first, filled, {})
    assert must.missing == ()
    assert not must.offered
    have = {FLOWS: flows, CODE: code}
    reviews = {(domain, lang, key): Read(have[domain][key], reviewed=True) for domain, key in must.unread}
    assert standing(lang, texts, read.first, filled, reviews).offered


def test_what_each_text_was_made_for_is_known() -> None:
    known = shipped()["es"]
    assert known.sources[FLOWS]["welcome//title"] == "Bienvenue"
    assert known.sources[CODE]["sos/suicide"].startswith("3114")


@pytest.fixture
def locales(tmp_path: Path) -> Path:
    """English with a text, one that waits, one whose value has another name; another language without a word."""
    catalog = catalogs.new_catalog("en", "flows")
    catalog.add("Oui", "Yes", context="a/b/choices/oui")
    catalog.add("Non", "", context="a/b/choices/non")
    catalog.add("Salut {nom}", "Hi {name}", context="a/b/say")
    for lang, kept in {"en": catalog, "fa": catalogs.new_catalog("fa", "flows")}.items():
        path = catalogs.po_path(tmp_path, lang, "flows")
        path.parent.mkdir(parents=True)
        with path.open("wb") as file:
            write_po(file, kept)
    return tmp_path


def test_the_loader_gets_what_can_be_shown(locales: Path) -> None:
    assert flow_texts(locales) == {"fr": {}, "en": {"a/b/choices/oui": "Yes"}, "fa": {}}


def test_catalogs_are_read_again_once_they_changed(locales: Path) -> None:
    assert shipped(locales) is shipped(locales)
    path = catalogs.po_path(locales, "en", "flows")
    path.write_text(path.read_text("utf-8").replace('"Yes"', '"Yes!"'), "utf-8")
    assert flow_texts(locales)["en"] == {"a/b/choices/oui": "Yes!"}


def test_a_folder_of_ones_own_is_offered_in_its_language(tmp_path: Path) -> None:
    (tmp_path / "welcome.yaml").write_text("flow: welcome\ntitle: A\nsteps:\n  - {id: x, say: Salut.}\n", "utf-8")
    assert library.library(tmp_path).offered == ("fr",)


# -- people ---------------------------------------------------------------------------------------------------
def library_of(whole: tuple[str, ...]) -> Library:
    read = read_library()
    return Library(read.flows, read.texts, whole=whole)


def test_who_chats_in_a_language_that_falls_goes_on_in_it() -> None:
    session, _ = engine.advance(library_of(("fr", "es")), engine.start(library_of(("fr", "es"))), Started(("es",)), NOW)
    assert session.locale == "es"
    session, out = engine.advance(library_of(("fr",)), session, Typed("menú"), NOW)
    assert session.locale == "es"
    assert "¿Qué hacemos?" in str(out)


def test_nobody_new_is_led_there() -> None:
    only = library_of(("fr", "en"))
    session, _ = engine.advance(only, engine.start(only, ("es",)), Started(("es",)), NOW)
    assert session.locale == "fr"
    session, out = engine.advance(only, session, Typed("español"), NOW)
    assert session.locale == "fr"
    session, out = engine.advance(only, session, Typed("langue"), NOW)
    assert "English" in str(out)
    assert "Español" not in str(out)
