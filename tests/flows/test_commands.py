"""What can be said or tapped at any time; the built-in lists; what nobody expects."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.answers import Choose, Found, NotFound, Resolved, Resolvers, collect
from flows.called import heard
from flows.choosing import toggled
from flows.events import AskHuman, Handed, Located, Picked, Received, Resumed, Say, Started, Tapped, Typed, Unsupported
from flows.labels import transcript_label
from flows.overlays import PAGE
from flows.phrases import PHRASES, SLASH, language_name
from flows.turn import TRIES, Turn
from tests.flows.talk import Person, library

FLOW = """
flow: welcome
title: Bienvenue
steps:
  - id: start
    ask: Tu commences par quoi ?
    choices: {cv: Faire mon CV, aide: De l'aide, noir: Noir}
  - id: name
    ask: Ton prénom ?
    label: Prénom
    type: text
    save: name
  - id: town
    ask: Ta ville ?
    type: place
    save: town
  - id: many
    ask: Tu sais faire quoi ?
    choose: many
    choices: {a: Cuisiner, b: Ranger, rien: Rien}
    alone: rien
    dontknow: no
  - id: paper
    ask: Ton CV ?
    type: file
  - id: end
    say: C'est fini, {name}.
"""
ENGLISH = {"en": {"welcome/start/ask": "Where do we start?", "engine/words/back": "back, go back"}}


def person(*typed: str, resolvers: Resolvers | None = None) -> Person:
    one = Person(library(FLOW, ENGLISH), resolvers=resolvers or Resolvers())
    for text in typed:
        one.type(text)
    return one


# -- controls by word -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(("word", "control"), sorted(SLASH.items()))
def test_every_slash_command(word: str, control: str) -> None:
    turn = Turn.of(library(FLOW), person().session, Resolvers(), idle=False)
    assert heard(turn, word) == control
    assert heard(turn, word.upper() + "@passerelle_bot") == control


@pytest.mark.parametrize("key", [key for key in PHRASES if key.startswith("engine/words/")])
def test_every_word_of_a_control_is_heard(key: str) -> None:
    name = key.removeprefix("engine/words/")
    if name in ("hello", "yes", "no", "none", "all"):
        assert PHRASES[key]
        return
    turn = Turn.of(library(FLOW), person().session, Resolvers(), idle=False)
    for word in PHRASES[key].split(","):
        assert heard(turn, word.strip().upper() + " !") == name


@pytest.mark.parametrize(
    "typed",
    [
        "je c pas",
        "je c pa",
        "jc pa",
        "jsé pa",
        "jsai pa !",
        "jspp",
        "ch pas",
        "Chai pa",
        "euh jsp mdr",
        "je sais pas trop",
    ],
)
def test_not_knowing_as_thumbs_spell_it(typed: str) -> None:
    turn = Turn.of(library(FLOW), person().session, Resolvers(), idle=False)
    assert heard(turn, typed) == "dontknow"


@pytest.mark.parametrize(
    "typed", ["c bon", "trop", "pa", "c", "euh", "je c", "sos pa", "je sais pas faire", "ch", "chai"]
)
def test_what_only_looks_like_it(typed: str) -> None:
    turn = Turn.of(library(FLOW), person().session, Resolvers(), idle=False)
    assert heard(turn, typed) == ""


def test_words_of_the_persons_language_and_french() -> None:
    one = Person(library(FLOW, ENGLISH), locales=("en",))
    assert one.last.text == "Where do we start?"
    one.type("cv")
    assert one.type("go back").text == "Where do we start?"
    one.type("cv")
    assert one.type("retour").text == "Where do we start?"


def test_never_fuzzy() -> None:
    assert person("1", "retours").session.journal["name"].value == "retours"


def test_unknown_command_is_no_answer() -> None:
    one = person("1", "/reboot")
    assert "commande" in one.last.text
    assert one.last.text.endswith("Ton prénom\u202f?")
    assert one.session.tries == 0


def paused(one: Person) -> bool:
    return one.session.paused


def test_pause_and_go_on() -> None:
    one = person("1", "pause")
    assert paused(one)
    assert one.texts == ["C’est gardé. Tu peux revenir quand tu veux."]
    assert one.tap("Continuer").text == "Ton prénom\u202f?"
    assert not paused(one)
    one.type("pause")
    assert one.type("salut").text == "Ton prénom\u202f?"
    one.type("pause")
    assert one.type("Amina").text == "Ta ville\u202f?"
    assert not paused(one)


def test_the_list_under_more() -> None:
    one = person("1")
    one.tap("☰ Plus")
    assert one.labels == [
        "Retour",
        "Changer une réponse",
        "🌍 Langue",
        "Pause",
        "Parler à quelqu’un",
        "Menu",
        "Continuer",
    ]
    assert one.type("6").text == "Tu veux faire quoi\u202f?"
    assert one.labels == ["Bienvenue", "🌍 Langue", "Parler à quelqu’un", "Continuer"]
    assert one.tap("Continuer").text == "Ton prénom\u202f?"


def test_a_question_still_takes_its_answer_while_a_list_is_open() -> None:
    one = person()
    button = one.button("Faire mon CV")
    one.tap("☰ Plus")
    one.send(Tapped(button))
    assert one.last.text == "Ton prénom\u202f?"


def test_words_that_fit_no_choice_of_a_list() -> None:
    one = person("1")
    one.tap("☰ Plus")
    for _ in range(TRIES - 1):
        assert one.type("langu arab je crois").text.endswith("Tu veux faire quoi\u202f?")
    assert one.type("hmm").text.startswith("Là, je ne comprends pas.")
    assert one.session.overlay is None


def test_language_by_button_and_by_name() -> None:
    one = person()
    one.type("langue")
    assert one.labels == ["Français", "English"]
    assert one.tap("English").text == "Where do we start?"
    assert one.type("français").text == "Tu commences par quoi\u202f?"
    assert one.type("anglais").text == "Where do we start?"


def test_a_name_of_a_language_may_be_an_answer() -> None:
    assert person("1", "English").session.journal["name"].value == "English"


def test_a_human() -> None:
    one = person("1")
    one.send(Typed("parler à quelqu'un"))
    assert isinstance(one.out[-1], AskHuman)
    one.send(Resumed())
    assert one.last.text == "Ton prénom\u202f?"


def test_dont_know() -> None:
    one = person("je ne sais pas")
    assert one.session.journal["start"].value is None
    one.tap("Je ne sais pas")
    assert collect(one.library, one.session) == {"name": None}
    one.type("jsp")
    assert one.type("jsp").text.startswith("Pour celle-ci")
    assert "Je ne sais pas" not in [button.label for button in one.last.controls]


@pytest.mark.parametrize("word", ["non", "Rien !", "aucun", "j’ai pas", "personne", "je sais pas", "jsp"])
def test_no_is_no_name_and_no_town(word: str) -> None:
    assert person("1", "Amina", word).session.journal["town"].value is None
    assert person("1", word).session.journal["name"].value is None


@pytest.mark.parametrize("name", ["Nono", "Rienne", "Chez Personne", "non non", "Aucune idée de nom", "No Limit"])
def test_a_name_that_begins_like_no_is_a_name(name: str) -> None:
    assert person("1", name).session.journal["name"].value == name


def test_an_old_dont_know_skips_nothing() -> None:
    one = person()
    old = one.button("Je ne sais pas")
    one.type("1")
    one.send(Tapped(old))
    assert one.last.text.startswith("J’ai gardé ta première réponse.")
    assert "name" not in one.session.journal


# -- back and change ------------------------------------------------------------------------------------------
def test_back_at_the_beginning() -> None:
    assert person("retour").last.text.startswith("On est au début.")


def test_change_lists_answers_by_label() -> None:
    one = person("1", "Amina", "Lyon", "changer")
    assert one.labels == ["Lyon", "Prénom : Amina", "Faire mon CV", "Continuer"]
    assert one.tap("Prénom : Amina").text == "Ton prénom\u202f?"
    assert one.type("Fatou").text == "Tu sais faire quoi\u202f?"


def test_change_with_nothing_answered() -> None:
    assert person("changer").last.text.startswith("Tu n’as pas encore de réponse")


def test_change_in_pages() -> None:
    count = PAGE + 3
    steps = "".join(f"  - {{id: s{n}, ask: 'Q{n}', type: text}}\n" for n in range(count))
    one = Person(library("flow: welcome\ntitle: A\nsteps:\n" + steps))
    for number in range(count - 1):
        one.type(f"R{number}")
    one.type("changer")
    assert one.labels[0] == f"R{count - 2}"
    one.tap("Plus loin")
    assert one.labels[:2] == ["R1", "R0"]
    one.tap("Plus loin")
    assert one.labels[0] == f"R{count - 2}"


def test_stale_button_of_a_question_of_another_flow() -> None:
    flows = {"a.yaml": FLOW.replace("choices: {cv: Faire mon CV", "go: {cv: b}\n    choices: {cv: Faire mon CV")}
    flows["b.yaml"] = "flow: b\ntitle: B\nsteps:\n  - {id: q, ask: Encore ?, type: text}\n"
    one = Person(library(flows))
    old = one.button("De l’aide")
    one.type("Faire mon CV")
    one.send(Tapped(old))
    assert one.last.text == "J’ai gardé ta première réponse.\nEncore\u202f?"
    assert one.tap("Changer").text == "Tu commences par quoi\u202f?"
    assert one.type("De l'aide").text == "Ton prénom\u202f?"


# -- greetings, start, silence --------------------------------------------------------------------------------
def test_a_greeting_after_a_while_is_no_name() -> None:
    one = person("1")
    one.send(Typed("Bonjour !"), after=timedelta(days=7))
    assert one.last.text == "Ton prénom\u202f?"
    one.send(Typed("مرحبا"), after=timedelta(days=7))
    assert one.last.text == "Ton prénom\u202f?"
    one.send(Typed("Salut"))
    assert one.last.text == "Ta ville\u202f?"


def test_a_greeting_at_choices_is_answered_with_them() -> None:
    one = person("salut")
    assert one.last.text == "Tu commences par quoi\u202f?"
    assert one.session.tries == 0


def test_start_again() -> None:
    one = person()
    one.send(Started())
    assert one.last.text == "Tu commences par quoi\u202f?"
    one.type("1")
    one.send(Typed("/start campagne"))
    assert one.last.text == "Te revoilà 👋 On continue\u202f?"
    assert one.tap("Continuer").text == "Ton prénom\u202f?"
    one.send(Started())
    assert one.type("Amina").text == "Ta ville\u202f?"


def test_the_end_and_after() -> None:
    one = person("1", "Amina", "Lyon", "a")
    one.send(Received("r1", "cv.pdf", "application/pdf"))
    assert one.texts == ["C’est fini, Amina."]
    assert one.tap("Menu").text == "Tu veux faire quoi\u202f?"
    one.type("blabla")
    assert one.labels == ["Bienvenue", "🌍 Langue", "Parler à quelqu’un"]
    assert one.tap("Bienvenue").text == "Tu commences par quoi\u202f?"


# -- things we can't read -------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", ["sticker", "voice", "video", "contact", "poll", "big_file", "jamais vu", ""])
def test_unsupported(kind: str) -> None:
    one = person("1")
    one.send(Unsupported(kind))
    assert one.last.text.endswith("Ton prénom\u202f?")
    assert one.session.tries == 0


def test_a_file_too_big_is_told_the_limit() -> None:
    one = person("1")
    one.send(Unsupported("big_file"))
    assert "20 Mo" in one.last.text


def test_an_edit_offers_to_change() -> None:
    one = person("1", "Amina")
    one.send(Unsupported("edit"))
    assert one.last.controls[0].label == "Changer"
    assert one.tap("Changer").text == "Ton prénom\u202f?"
    first = person()
    first.send(Unsupported("edit"))
    assert first.last.text.endswith("Tu commences par quoi\u202f?")


def test_things_at_the_wrong_question() -> None:
    one = person("1")
    one.send(Located(48.8, 2.3))
    assert "position" in one.last.text
    one.send(Received("r", "photo.png", "image/png"))
    assert one.out == [Handed("r", "photo.png", "image/png")]
    one.send(Unsupported("file"))
    assert "fichier" in one.last.text
    one.send(Picked(("1.cv", "1.aide")))
    assert one.last.text.endswith("Ton prénom\u202f?")
    one.send(Picked(()))
    one.send(Tapped("1.nimporte"))
    assert one.last.text.endswith("Ton prénom\u202f?")


@pytest.mark.parametrize("text", ["", " \u200b", "x" * 10_000, "👍", "\u202e\u2066"])
def test_nothing_readable_is_asked_again(text: str) -> None:
    one = person("1", text)
    assert one.last.text.endswith("Ton prénom\u202f?")
    assert one.session.tries == 1


def test_ticks_of_another_question_are_stale() -> None:
    one = person("1", "Amina", "Lyon")
    one.send(Picked((one.button("Cuisiner"), "1.cv")))
    assert one.last.text.startswith("J’ai gardé")
    one.send(Picked(("4.a", "4.jamais")))
    assert "many" not in one.session.journal
    one.send(Picked(()))
    assert one.session.journal["many"].value == []


def test_typed_choices_join_the_ticked_ones() -> None:
    one = person("1", "Amina", "Lyon")
    one.tap("Ranger")
    one.type("cuisiner")
    assert one.session.journal["many"].value == ["a", "b"]


@pytest.mark.parametrize(
    ("ticked", "id", "after"),
    [((), "a", ("a",)), (("a",), "a", ()), (("a", "b"), "rien", ("rien",)), (("rien",), "a", ("a",))],
)
def test_toggled(ticked: tuple[str, ...], id: str, after: tuple[str, ...]) -> None:
    step = library(FLOW).flows["welcome"].step("many")
    assert step is not None
    assert toggled(step, ticked, id) == after


# -- places ---------------------------------------------------------------------------------------------------
class Towns:
    def resolve(self, text: str, locale: str) -> Resolved:
        towns: dict[str, Resolved] = {
            "lyon": Found({"insee": "69123", "name": "Lyon", "dep": "69"}),
            "saint denis": Choose(
                (
                    ({"insee": "93066", "name": "Saint-Denis", "dep": "93"}, "Saint-Denis (93)"),
                    ({"insee": "97411", "name": "Saint-Denis", "dep": "974"}, "Saint-Denis (974)"),
                )
            ),
        }
        return towns.get(text.casefold(), NotFound())

    def near(self, lat: float, lon: float, locale: str) -> Resolved:
        return self.resolve("lyon", locale) if lat > 45 else NotFound()


TOWNS = Resolvers(place=Towns(), near=Towns())


def test_several_readings_are_offered() -> None:
    one = person("1", "Amina", "Saint Denis", resolvers=TOWNS)
    assert one.last.text == "Tu veux dire…"
    assert one.labels == ["Saint-Denis (93)", "Saint-Denis (974)", "Garder mon texte"]
    one.tap("Saint-Denis (93)")
    assert collect(one.library, one.session)["town"] == {"insee": "93066", "name": "Saint-Denis", "dep": "93"}


def test_an_unknown_place_can_be_kept_or_written_again() -> None:
    one = person("1", "Amina", "Trifouilly", resolvers=TOWNS)
    assert one.last.text.startswith("Je ne connais pas «\u00a0Trifouilly\u00a0».")
    one.type("lyon")
    assert collect(one.library, one.session)["town"] == {"insee": "69123", "name": "Lyon", "dep": "69"}
    two = person("1", "Amina", "Trifouilly", resolvers=TOWNS)
    two.tap("Garder mon texte")
    assert collect(two.library, two.session)["town"] == {"name": "Trifouilly"}


def test_a_position() -> None:
    one = person("1", "Amina", resolvers=TOWNS)
    one.send(Located(-20.0, 55.0))
    assert one.last.text.endswith("Ta ville\u202f?")
    one.send(Located(45.7, 4.8))
    assert one.last.text == "Tu sais faire quoi\u202f?"
    assert "Tu es du côté de Lyon. Pas là\u202f? Écris «\u00a0changer\u00a0»." in one.texts
    two = person("1", "Amina")
    two.send(Located(45.7, 4.8))
    assert two.last.text.startswith("Je ne sais pas lire une position")


# -- what the transcript shows --------------------------------------------------------------------------------
def test_transcript_labels() -> None:
    one = person()
    flows, session = one.library, one.session
    assert transcript_label(flows, session, Tapped(one.button("Noir"))) == "Noir"
    assert transcript_label(flows, session, Tapped("!more")) == "☰ Plus"
    several = Picked((one.button("Noir"), "!more"))
    assert transcript_label(flows, session, several) == "Noir, ☰ Plus"
    assert "، " in transcript_label(flows, session._replace(locale="ar"), several)
    assert transcript_label(flows, session, Tapped("!edit.1")) == "Changer"
    assert transcript_label(flows, session, Tapped("!nimporte")) == "(bouton)"
    assert transcript_label(flows, session, Tapped("<b>")) == "(bouton)"
    assert transcript_label(flows, session, Typed("coucou")) == "coucou"
    assert transcript_label(flows, session, Received("r", "cv.pdf", "")) == "cv.pdf"
    assert transcript_label(flows, session, Located(1, 2)) == "📍 Ma position"
    assert transcript_label(flows, session, Started()) == "/start"
    assert transcript_label(flows, session, Unsupported("voice")) == "(voice)"
    assert transcript_label(flows, session, Resumed()) == ""
    one.type("1", "Amina", "Lyon")
    both = Picked((one.button("Cuisiner"), one.button("Ranger")))
    assert transcript_label(flows, one.session, both) == "Cuisiner, Ranger"
    assert transcript_label(flows, one.session, Tapped("1.aide")) == "De l’aide"
    one.tap("☰ Plus")
    assert transcript_label(flows, one.session, Tapped(one.button("Pause"))) == "Pause"


def test_languages_by_their_own_name() -> None:
    assert language_name("ar") == "العربية"
    assert language_name("fr_CA") == "Français"
    assert language_name("xx") == "xx"


def test_sos_words_come_with_the_question() -> None:
    one = person("1")
    said = one.send(Tapped("!sos"))
    assert isinstance(said[0], Say)
    assert "112" in said[0].text
    assert said[0].expects == "text"
