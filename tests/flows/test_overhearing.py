"""A typed answer that carries what a later question asks is never thrown away."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.answers import Choose, Found, NotFound, Resolved, Resolvers
from flows.engine import start
from flows.events import Adopted, JsonValue, Located, Say, Started, Typed
from flows.overhearing import LONGEST
from tests.flows.talk import Person, library

CV = """\
flow: cv
title: CV
resume: yes
steps:
  - id: quoi
    ask: Tu cherches quoi ?
    choose: many
    choices: {job: {label: Un emploi, synonyms: taf}, stage: Un stage, any: Tout me va}
    alone: any
    hears: looking
    save: kind
  - {id: metier, ask: Quel métier ?, type: occupation, save: looking}
  - id: travail
    ask: Tu as déjà travaillé ?
    choices: {oui: Oui, stage: Un stage, none: {label: Pas encore, synonyms: jamais}}
    hears: job.title, job.length, job.year
    heard: oui
    save: had
  - {id: boulot, ask: Tu faisais quoi ?, type: occupation, save: job.title, when: travail is not none}
  - id: duree
    ask: Combien de temps ?
    choices:
      jours: {label: Quelques jours, explain: Ça compte.}
      mois: {label: Plusieurs mois, synonyms: 2 mois}
    save: job.length
  - {id: annee, ask: Quelle année ?, type: number 1970..2100, save: job.year}
  - {id: encore, ask: Un autre ?, type: yes_no, repeat: boulot, hears: job.title, heard: yes}
  - {id: fin, ask: Fini ?, type: text}
"""
WELCOME = """\
flow: welcome
title: Bienvenue
steps:
  - {id: salut, say: Salut}
  - id: depart
    ask: Par quoi ?
    choices: {cv: Mon CV, aide: {label: Aide, synonyms: c'est quoi}}
    hears: looking, kind
    heard: cv
    dontknow: no
    go: {cv: cv}
  - {id: fin, ask: Autre chose ?, type: yes_no}
"""
LIBRARY = library({"cv.yaml": CV, "welcome.yaml": WELCOME}, {"en": {"engine/yes": "Yes"}})

WAITER: JsonValue = {"code": "w", "label": "Serveur"}
DISHES: JsonValue = {"code": "p", "label": "Plonge"}
SALES: JsonValue = {"code": "s", "label": "Vente"}


class Jobs:
    """As the real ones: a name is sure, a hint is a question."""

    def resolve(self, text: str, locale: str) -> Resolved:
        return Found({"label": text})

    def heard(self, text: str, locale: str) -> tuple[str, Resolved]:
        for word, found in (
            ("serveur", Found(WAITER)),
            ("plonge", Choose(((DISHES, "Plongeur"),))),
            ("vente", Choose(((SALES, "Vente"), (WAITER, "Service")))),
        ):
            if word in text.casefold():
                return word, found
        return "", NotFound()


RESOLVERS = Resolvers(occupation=Jobs(), passing={"occupation": Jobs()})


class Plain(Person):
    """Reads without the spaces that printers set."""

    @property
    def texts(self) -> list[str]:
        return [_plain(text) for text in super().texts]

    @property
    def says(self) -> str:
        return self.texts[-1]


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def person() -> Plain:
    return Plain(LIBRARY, resolvers=RESOLVERS)


def at_work() -> Plain:
    """Somebody who is asked whether they have worked."""
    one = person()
    one.tap("Mon CV")
    one.type("taf", "cuisine")
    return one


def test_a_sure_name_is_taken_and_said() -> None:
    one = at_work()
    one.type("serveur 2 mois en 2023")
    values = one.saved()
    assert (values["travail"], values["boulot"], values["duree"], values["annee"]) == ("oui", WAITER, "mois", 2023)
    assert one.texts == ["C’est noté : Serveur, Plusieurs mois, 2023.", "Un autre ?"]
    assert one.session.heard == {}


def test_what_is_likely_is_asked() -> None:
    one = at_work()
    one.type("jai fait la plonge 2 moi")
    assert one.saved()["travail"] == "oui"
    assert one.says == "Tu as dit « plonge ». C’est ça ?"
    assert one.labels == ["Plongeur", "Autre chose"]
    one.tap("Plongeur")
    assert one.saved()["boulot"] == DISHES


def test_of_several_one_is_chosen() -> None:
    one = at_work()
    one.type("de la vente")
    assert one.says == "Tu as dit « vente ». Tu veux dire…"
    assert one.labels == ["Vente", "Service", "Autre chose"]


def test_something_else_is_the_plain_question() -> None:
    one = at_work()
    one.type("la plonge")
    one.tap("Autre chose")
    assert one.says == "Tu faisais quoi ?"
    one.type("dj")
    assert one.saved()["boulot"] == {"label": "dj"}


def test_other_words_at_the_offer_are_the_answer() -> None:
    one = at_work()
    one.type("la plonge", "serveur au fait")
    assert one.saved()["boulot"] == {"label": "serveur au fait"}


def test_the_choice_that_is_named_is_taken_and_the_rest_kept() -> None:
    one = at_work()
    one.type("un stage serveur")
    assert one.saved()["travail"] == "stage"
    assert one.saved()["boulot"] == WAITER


@pytest.mark.parametrize("typed", ["jamais serveur", "j'ai pas fait serveur", "x" * LONGEST + " serveur", "bof"])
def test_no_is_no_and_a_story_is_not_searched(typed: str) -> None:
    one = at_work()
    one.type(typed)
    assert "boulot" not in one.saved()
    assert one.session.heard == {}


def test_without_heard_it_is_noted_and_asked_again() -> None:
    one = person()
    one.tap("Mon CV")
    one.type("serveur")
    assert one.says == "C’est noté : Serveur. Et pour ma question :\nTu cherches quoi ?"
    one.tap("Un stage")
    one.tap("C’est bon")
    assert (one.saved()["quoi"], one.saved()["metier"]) == (["stage"], WAITER)
    assert one.texts == ["C’est noté : Serveur.", "Tu as déjà travaillé ?"]


def test_who_has_ticked_something_goes_on() -> None:
    one = person()
    one.tap("Mon CV")
    one.tap("Un stage")
    one.type("serveur")
    assert (one.saved()["quoi"], one.saved()["metier"]) == (["stage"], WAITER)


def test_it_is_no_wrong_answer() -> None:
    one = person()
    one.tap("Mon CV")
    one.type("bof", "bof", "serveur", "bof", "bof")
    assert "ne comprends pas" not in one.says


def test_across_flows_and_a_week_later() -> None:
    one = person()
    one.type("je cherche un taf de serveur")
    assert one.session.root == "cv"
    assert (one.saved()["quoi"], one.saved()["metier"]) == (["job"], WAITER)
    assert one.texts[0] == "C’est noté : Un emploi, Serveur."
    two = person()
    two.type("serveur")
    two.send(Started(), timedelta(days=7))
    two.type("continuer")
    two.type("un stage")
    assert two.saved()["metier"] == WAITER


def test_the_newest_words_win_over_a_kept_answer() -> None:
    one = at_work()
    one.session = start(LIBRARY)._replace(journals=one.session.journals, number=one.session.number)
    one.send(Started())
    one.type("serveur")
    assert one.saved()["metier"] == WAITER
    assert one.says == "Tu as déjà travaillé ?"


def test_changing_an_answer_by_words_that_say_more() -> None:
    one = at_work()
    one.type("serveur 2 mois en 2023", "non")
    one.type("changer")
    one.tap("Oui")
    one.type("la plonge")
    assert one.says == "Tu as dit « plonge ». C’est ça ?"
    one.tap("Plongeur")
    values = one.saved()
    assert (values["boulot"], values["duree"], values["annee"]) == (DISHES, "mois", 2023)


def test_the_next_round_of_a_loop() -> None:
    one = at_work()
    one.type("serveur 2 mois en 2023", "oui la plonge")
    one.tap("Plongeur")
    assert (one.saved()["boulot"], one.saved()["boulot.1"]) == (WAITER, DISHES)


def test_a_note_can_be_changed_like_any_answer() -> None:
    one = at_work()
    one.type("serveur 2 mois en 2023", "retour")
    assert one.says == "Quelle année ?"
    one.type("retour", "retour")
    assert one.says == "Tu faisais quoi ?"


def test_the_language_changes_in_between() -> None:
    one = person()
    one.tap("Mon CV")
    one.type("serveur", "english", "un stage")
    assert one.saved()["metier"] == WAITER


def test_first_words() -> None:
    one = person()
    for typed, root, said in (
        ("bonjour je veux mon cv", "cv", ["Salut", "Tu cherches quoi ?"]),
        ("serveur", "cv", ["Salut", "Tu cherches quoi ?"]),
        ("salu", "welcome", ["Salut", "Par quoi ?"]),
        ("1", "welcome", ["Salut", "Par quoi ?"]),
        ("xyz", "welcome", ["Salut", "Par quoi ?"]),
        ("", "welcome", ["Salut", "Par quoi ?"]),
    ):
        one.session = start(LIBRARY)
        out = one.send(Typed(typed))
        assert [_plain(output.text) for output in out if isinstance(output, Say)] == said, typed
        assert one.session.root == root


def test_what_a_file_brings_wins() -> None:
    one = person()
    one.type("serveur")
    one.send(Adopted("cv", {"kind": ["job"], "looking": {"label": "Dj"}}))
    assert one.saved()["metier"] == {"label": "Dj"}


@pytest.mark.parametrize("typed", ["salu", "slt sa va", "Bonjour ça va ?", "wesh frr", "bonsoir madame", "saluuut"])
def test_a_greeting_is_no_mistake(typed: str) -> None:
    one = person()
    one.type(typed)
    assert one.says == "Par quoi ?"


@pytest.mark.parametrize("typed", ["salon", "ça", "bof", "salut je comprends rien"])
def test_other_words_are_no_greeting(typed: str) -> None:
    one = person()
    one.type(typed)
    assert one.says.startswith("Je n’ai pas compris")


@pytest.mark.parametrize(
    ("typed", "kept"), [("oui", DISHES), ("ouais", DISHES), ("c'est ça oui", DISHES), ("non", None)]
)
def test_yes_and_no_to_what_is_likely(typed: str, kept: JsonValue) -> None:
    one = at_work()
    one.type("la plonge", typed)
    assert one.saved().get("boulot") == kept
    assert one.says == ("Combien de temps ?" if kept else "Tu faisais quoi ?")


TASKS = """\
flow: welcome
title: A
steps:
  - id: nom
    ask: Ton nom ?
    type: text 1..60
    save: name
  - id: bon
    ask: Je mets « {name} ». C'est bon ?
    choices: {oui: Oui, changer: {label: Changer, synonyms: non}}
    instead: nom
    go: {changer: nom}
  - id: faits
    ask: Tu faisais quoi ?
    choose: many
    choices: {a: Servir à table, b: Encaisser, c: Préparer la salle, d: Aider en cuisine}
  - {id: an, ask: Quelle année ?, type: number 1970..2100}
"""


class Years:
    def resolve(self, text: str, locale: str) -> Resolved:
        known: dict[str, Resolved] = {
            "l'an dernier": Found("2025"),
            "hier": Found("2026-11-21"),
            "juin": Choose((("2026-06", "juin 2026"), ("2025-06", "juin 2025"))),
            "en 1066": Found("1066"),
        }
        return known.get(text, NotFound())


def test_what_is_typed_at_a_confirmation_is_what_should_stand_there() -> None:
    one = Plain(library(TASKS))
    one.type("sara", "sarah")
    assert one.says == "Je mets « sarah ». C'est bon ?".replace("'", "’")
    one.type("2023", "!!")
    assert one.saved() == {"nom": "sarah"}
    one.type("non")
    assert one.says == "Ton nom ?"
    one.type("sarah b", "oui")
    assert one.saved() == {"nom": "sarah b", "bon": "oui"}


def test_what_is_likely_among_boxes_is_ticked_and_asked() -> None:
    one = Plain(library(TASKS))
    one.type("sara", "oui", "je servais les gens et jencaissai")
    assert one.says.startswith("Je coche ce que j’ai compris.")
    assert one.last.selected == tuple(one.button(label) for label in ("Servir à table", "Encaisser"))
    one.type("ok")
    assert one.saved()["faits"] == ["a", "b"]


@pytest.mark.parametrize("typed", ["j'aidais", "je faisais rien", "pas servi", "xyz", "ser", "x" * 500])
def test_nothing_is_ticked_for_less(typed: str) -> None:
    one = Plain(library(TASKS))
    one.type("sara", "oui", typed)
    assert one.last.selected == ()


@pytest.mark.parametrize(
    ("typed", "year"), [("l'an dernier", 2025), ("hier", 2025 + 1), ("2019", 2019), ("en 1066", None)]
)
def test_a_year_is_also_read_of_a_date(typed: str, year: int | None) -> None:
    one = Plain(library(TASKS), resolvers=Resolvers(date=Years()))
    one.type("sara", "oui", "encaisser", typed)
    assert one.saved().get("an") == year


def test_of_several_years_one_is_chosen() -> None:
    one = Plain(library(TASKS), resolvers=Resolvers(date=Years()))
    one.type("sara", "oui", "encaisser", "juin")
    assert one.labels == ["2026", "2025"]
    one.tap("2025")
    assert one.saved()["an"] == 2025


@pytest.mark.parametrize(
    ("typed", "is_none"),
    [
        ("non jen ai pas", True),
        ("nn j'ai pas de mail", True),
        ("g pa", True),
        ("jai pa 2 mail", True),
        ("ya pas", True),
        ("y en a pa", True),
        ("لا ما عندي", True),
        ("i don't have one", True),
        ("j'ai pas compris", False),
        ("je comprends pas", False),
        ("non je sais pas ce que c'est", False),
        ("amina", False),
        ("pourquoi", False),
    ],
)
def test_a_sentence_that_says_there_is_none(typed: str, is_none: bool) -> None:
    one = Plain(library("flow: welcome\ntitle: A\nsteps:\n  - {id: m, ask: Ton mail ?, type: email}\n"))
    one.type(typed)
    assert ("m" in one.session.journal) == is_none


LIKES = """\
flow: cv
title: CV
steps:
  - id: gouts
    ask: Tu aimes quoi ?
    choose: many
    choices: {foot: Le foot, danse: La danse, autre: Autre chose}
    hears: likes.own
    heard: autre
    save: likes
  - {id: gout, ask: Quoi d'autre ?, type: text 1..20, save: likes.own, when: gouts has autre}
  - id: lettres
    ask: On l'écrit comment ?
    choices: {latin: En latin, garder: Comme ça}
    hears: latin
    heard: latin
  - {id: latin, ask: Écris-le., type: text 1..40, save: latin, when: lettres is latin}
  - {id: fin, ask: Fini ?, type: text}
"""


def liking(*typed: str) -> Plain:
    one = Plain(library(LIKES))
    one.type(*typed)
    return one


def test_words_that_are_no_box_are_asked_back_and_kept() -> None:
    one = liking("boxe thaï")
    assert (one.says, one.labels) == ("Tu as dit « boxe thaï ». C’est ça ?", ["boxe thaï", "Autre chose"])
    one.type("oui")
    values = one.saved()
    assert (values["gouts"], values["gout"]) == (["autre"], "boxe thaï")


def test_what_is_a_box_is_ticked_beside_them() -> None:
    one = liking("foot, boxe et manga", "oui")
    values = one.saved()
    assert (values["gouts"], values["gout"]) == (["foot", "autre"], "boxe, manga")


def test_a_box_in_a_sentence_is_no_own_word() -> None:
    assert "gout" not in liking("j'aime le foot").saved()
    one = liking("j'aime le foot et la boxe", "oui")
    assert (one.saved()["gouts"], one.saved()["gout"]) == (["foot", "autre"], "la boxe")


def test_that_was_not_meant_is_asked_for() -> None:
    one = liking("boxe thaï", "non")
    assert one.says == "Quoi d’autre ?"
    one.type("le judo")
    assert one.saved()["gout"] == "le judo"


@pytest.mark.parametrize(
    "typed", ["c koi ?", "je sais pas faire", "j'ai pas compris", "ok", "oui", "x" * 30, "!!!", "لا افهم", "🤷"]
)
def test_what_is_no_answer_is_asked_again(typed: str) -> None:
    one = liking(typed)
    assert "gout" not in one.saved()
    assert one.says.endswith("Tu aimes quoi ?")


def test_everybody_may_say_rien_of_themselves() -> None:
    assert liking("je lâche rien").says == "Tu as dit « je lâche rien ». C’est ça ?"


def test_a_name_typed_where_the_letters_are_asked_is_taken() -> None:
    one = liking("foot", "Chez Karim", "oui")
    values = one.saved()
    assert (values["lettres"], values["latin"], one.says) == ("latin", "Chez Karim", "Fini ?")


TOWNS = """\
flow: welcome
title: A
steps:
  - id: quoi
    ask: Quoi ?
    choices: {cv: CV, atelier: {label: Atelier, synonyms: ateliers}}
    hears: looking, town
    heard: cv
    go: {cv: cv, atelier: atelier}
"""
WORKSHOP = """\
flow: atelier
title: B
steps:
  - {id: dit, when: heard has town, say: Je sais où.}
  - {id: place, run: ou}
  - {id: lequel, ask: Lequel ?, choices: {un: Un, loin: Ailleurs}, hears: town, heard: loin, go: {loin: place}}
"""
WHERE = "flow: ou\ntitle: D\nsteps:\n  - {id: ville, ask: Où ?, type: place, save: town}\n"
JOB = "flow: cv\ntitle: C\nsteps:\n  - {id: metier, ask: Métier ?, type: occupation, save: looking}\n"


class Towns:
    def heard(self, text: str, locale: str) -> tuple[str, Resolved]:
        found = next((town for town in ("lyon", "brest") if f"à {town}" in text), "")
        return (found, Found({"name": found})) if found else ("", NotFound())


def going() -> Plain:
    files = {"welcome.yaml": TOWNS, "atelier.yaml": WORKSHOP, "cv.yaml": JOB, "ou.yaml": WHERE}
    return Plain(library(files), resolvers=Resolvers(passing={"place": Towns(), "occupation": Jobs()}))


def test_a_town_beside_what_is_wanted_is_not_asked_again() -> None:
    one = going()
    one.type("un atelier à lyon")
    assert one.texts == ["Je sais où.", "C’est noté : lyon.", "Lequel ?"]
    assert one.saved()["place/ville"] == {"name": "lyon"}


def test_a_town_alone_does_not_say_what_is_wanted() -> None:
    one = going()
    one.type("à lyon")
    assert one.says == "C’est noté : lyon. Et pour ma question :\nQuoi ?"
    one.type("serveur à brest")
    assert one.saved()["metier"] == WAITER


def test_where_only_towns_are_heard_a_town_is_what_is_meant() -> None:
    one = going()
    one.type("atelier à lyon", "plutôt à brest")
    assert (one.saved()["place/ville"], one.says) == ({"name": "brest"}, "Lequel ?")


class Map:
    """Knows two towns, one of them for sure, and where one of them is."""

    def resolve(self, text: str, locale: str) -> Resolved:
        if text == "mende":
            return Found({"name": "mende"})
        return Choose((({"name": "brest"}, "Brest (29)"),)) if text == "bres" else NotFound()

    def near(self, lat: float, lon: float, locale: str) -> Resolved:
        return Found({"name": "mende"}) if lat > 0 else NotFound()


def with_map() -> Plain:
    files = {"welcome.yaml": TOWNS, "atelier.yaml": WORKSHOP, "cv.yaml": JOB, "ou.yaml": WHERE}
    known = Resolvers(place=Map(), near=Map(), passing={"place": Towns(), "occupation": Jobs()})
    return Plain(library(files), resolvers=known)


def choosing_a_workshop() -> Plain:
    one = with_map()
    one.type("atelier à lyon")
    return one


def test_where_only_towns_are_heard_its_name_alone_is_enough() -> None:
    one = choosing_a_workshop()
    one.type("mende")
    assert (one.saved()["place/ville"], one.says) == ({"name": "mende"}, "Lequel ?")
    assert "C’est noté : mende." in one.texts


@pytest.mark.parametrize("typed", ["bres", "pas mende", "bof"])
def test_a_town_that_is_not_sure_is_none_there(typed: str) -> None:
    one = choosing_a_workshop()
    one.type(typed)
    assert one.saved()["place/ville"] == {"name": "lyon"}
    assert one.says.endswith("Lequel ?")


def test_beside_other_things_a_name_alone_says_nothing() -> None:
    one = with_map()
    one.type("mende")
    assert "mende" not in one.says
    assert one.says.endswith("Quoi ?")


def test_where_only_towns_are_heard_a_position_is_the_town_meant() -> None:
    one = choosing_a_workshop()
    one.send(Located(44.5, 3.5))
    assert (one.saved()["place/ville"], one.says) == ({"name": "mende"}, "Lequel ?")
    two = choosing_a_workshop()
    two.send(Located(-20.0, 55.0))
    assert two.says.endswith("Où ?")
    three = going()
    three.type("atelier à lyon")
    three.send(Located(44.5, 3.5))
    assert three.says.endswith("Lequel ?"), "nobody knows where that is"


def test_a_year_out_of_its_bounds_is_asked_for() -> None:
    text = (
        "flow: cv\ntitle: A\nsteps:\n  - {id: q, ask: Quoi ?, choices: {a: Oui, b: Non}, hears: year, heard: a}\n"
        "  - {id: past, do: cvs.span}\n"
        "  - {id: y, ask: Quand ?, type: number 1970..2100, within: past, save: year}\n"
    )
    one = Plain(library(text), deed=lambda do: {"high": 2026})
    one.type("en 2031")
    assert one.says == "Quand ?"
    one.type("2031")
    assert "entre 1970 et 2026" in one.says


def test_all_of_a_list_made_for_them() -> None:
    text = (
        "flow: welcome\ntitle: A\nsteps:\n  - {id: made, do: cvs.tasks}\n"
        "  - {id: q, ask: Quoi ?, choose: many, choices: from made, also: {rien: Rien}}\n"
        "  - {id: r, ask: Et ça ?, choose: many, choices: {a: A, b: B}}\n"
    )
    one = Plain(library(text), deed=lambda do: [["x", "Servir"], ["y", "Encaisser"]])
    one.type("tout")
    assert one.saved()["q"] == ["x", "y"]
    one.type("tout")
    assert one.says.endswith("Et ça ?"), "of a list written for everybody nobody does all"


def test_of_a_text_with_choices_only_a_choice_is_heard_beside_an_answer() -> None:
    text = (
        "flow: welcome\ntitle: A\nsteps:\n"
        "  - {id: q, ask: Quelle école ?, choices: {cap: CAP, bac: Bac}, hears: subject, heard: cap}\n"
        "  - {id: s, ask: Dans quoi ?, type: text 1..60, choices: {cook: Cuisine, sell: Vente}, save: subject}\n"
        "  - {id: f, ask: Fini ?, type: yes_no}\n"
    )
    one = Plain(library(text))
    one.type("un cap cuisine")
    assert (one.saved()["s"], one.says) == ("cook", "Fini ?")
    one = Plain(library(text))
    one.type("un bac quelque chose")
    assert one.says == "Dans quoi ?"
    one = Plain(library(text))
    one.type("jetais au lycee hotelier")
    assert one.says.endswith("Quelle école ?"), "any words are no school subject"
    assert one.session.heard == {}
