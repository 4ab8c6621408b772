"""Taps and words as answers: a choice of a named thing, no among boxes, a list whose language changes."""

from __future__ import annotations

import pytest

from flows.answers import Choose, Found, NotFound, Resolved, Resolvers
from flows.events import Do, JsonValue, Picked, Tapped
from flows.labels import transcript_label
from tests.flows.talk import Person, library

JOBS = """\
flow: welcome
title: Bienvenue
steps:
  - id: metier
    ask: Quel métier ?
    type: occupation
    choices: {c: Cuisine, g: Garde d'enfants}
    save: looking
  - id: ville
    ask: Quelle ville ?
    type: place
    choices: {l: Lyon}
  - id: fin
    ask: Autre chose ?
    type: yes_no
"""
ENGLISH = {"en": {"welcome/metier/choices/c": "Kitchen", "welcome/metier/choices/g": "Childcare", "engine/yes": "Yes"}}


class Known:
    """Knows a few words in any language of the chat, as the real resolvers do."""

    def __init__(self, **known: Resolved) -> None:
        self.known = known

    def resolve(self, text: str, locale: str) -> Resolved:
        return self.known.get(text.partition(" ")[0].casefold(), NotFound())


KITCHEN: JsonValue = {"code": "e1", "label": "Aide en cuisine"}
COOK: JsonValue = {"code": "e2", "label": "Cuisinier"}
LYON: JsonValue = {"insee": "69123", "name": "Lyon", "dep": "69"}
RESOLVERS = Resolvers(
    place=Known(lyon=Found(LYON)),
    occupation=Known(cuisine=Found(KITCHEN), cuisinier=Found(COOK), garde=Choose(((COOK, "?"),))),
)


def person(locale: str = "fr") -> Person:
    return Person(library(JOBS, ENGLISH), resolvers=RESOLVERS, locales=(locale,))


@pytest.mark.parametrize(("locale", "label"), [("fr", "Cuisine"), ("en", "Kitchen")])
def test_a_tapped_job_is_worth_its_french_words(locale: str, label: str) -> None:
    one = person(locale)
    one.tap(label)
    assert one.session.journal["metier"].value == KITCHEN
    two = person(locale)
    two.type(label)
    assert two.session.journal["metier"].value == KITCHEN
    three = person(locale)
    three.type("1")
    assert three.session.journal["metier"].value == KITCHEN


def test_a_tapped_town_is_a_place() -> None:
    one = person()
    one.tap("Cuisine")
    one.tap("Lyon")
    assert one.session.journal["ville"].value == LYON


def test_words_near_a_choice_are_the_resolvers() -> None:
    one = person()
    one.type("cuisinier")
    assert one.session.journal["metier"].value == COOK


def test_a_choice_the_resolver_does_not_settle_is_kept_as_its_words() -> None:
    one = person()
    one.tap("Garde d’enfants")
    assert one.session.journal["metier"].value == {"label": "Garde d'enfants"}
    two = Person(library(JOBS, ENGLISH))
    two.tap("Cuisine")
    assert two.session.journal["metier"].value == {"label": "Cuisine"}


def test_a_tapped_job_can_be_changed_and_stays_when_another_is() -> None:
    one = person()
    first = one.button("Cuisine")
    one.tap("Cuisine")
    assert transcript_label(one.library, one.session, Tapped(first)) == "Cuisine"
    one.send(Tapped(first))
    assert one.texts[-1].startswith("J’ai gardé ta première réponse.")
    one.tap("Lyon")
    one.type("changer")
    assert any("Aide en cuisine" in label for label in one.labels)
    one.send(Tapped(one.last.choices[0].id))
    one.tap("Lyon")
    assert one.session.journal["metier"].value == KITCHEN
    one.type("changer")
    one.send(Tapped(one.last.choices[1].id))
    assert one.labels == ["Cuisine", "Garde d’enfants"]
    one.type("cuisinier")
    assert one.session.journal["metier"].value == COOK
    assert one.session.journal["ville"].value == LYON


class Keys:
    """Knows the keys of its jobs, as the real one does."""

    def coded(self, id: str, locale: str) -> JsonValue:
        return {"code": "e1", "label": f"Aide en cuisine {locale}"} if id == "c" else None


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_a_choice_whose_id_is_a_job_is_that_job_whatever_its_words(locale: str) -> None:
    one = Person(library(JOBS, ENGLISH), resolvers=Resolvers(coded=Keys()), locales=(locale,))
    one.type("1")
    assert one.session.journal["metier"].value == {"code": "e1", "label": f"Aide en cuisine {locale}"}
    two = Person(library(JOBS, ENGLISH), resolvers=Resolvers(coded=Keys()), locales=(locale,))
    two.type("2")
    assert two.session.journal["metier"].value == {"label": "Garde d'enfants"}


BOXES = """\
flow: welcome
title: Bienvenue
steps:
  - {id: a, ask: Quoi ?, choose: many, choices: {c: Cuisine, r: Rien de tout ça}, alone: r}
  - {id: b, ask: Et quoi ?, choose: many, choices: {c: Cuisine, t: Tout me va}, alone: t}
  - {id: c, ask: Et là ?, choose: many, choices: {c: Cuisine, d: Dessin}, dontknow: no}
"""


def test_no_among_boxes_is_the_choice_that_says_so_else_no_answer() -> None:
    for word in ("non", "Rien", "aucun", "j'en ai pas"):
        one = Person(library(BOXES))
        one.tap("Cuisine")
        one.type(word, word)
        assert [entry.value for entry in one.session.journal.values()] == [["r"], None], word
        assert one.type(word).text.startswith("Je n’ai pas compris."), word


PLAIN = """\
flow: welcome
title: Bienvenue
steps:
  - {id: a, ask: D'accord ?, choices: {oui: D'accord, plus: En savoir plus}, dontknow: no}
  - {id: b, ask: Tu as travaillé ?, choices: {job: 'Oui, un emploi', none: Pas encore}}
  - {id: c, ask: On continue ?, choices: {suite: 'Oui, on continue', cv: Mon CV maintenant}}
  - {id: d, ask: Ça te va ?, choices: {e: 'Oui, tout', f: 'Oui, un peu'}}
"""


EITHER = """\
flow: welcome
title: Bienvenue
steps:
  - id: a
    ask: Tu as quoi ?
    choose: many
    choices: {b: Permis, soon: Permis en cours, bike: Vélo, none: Rien}
    alone: none
    either: b, soon
  - {id: fin, say: Merci}
"""


@pytest.mark.parametrize(
    ("ticked", "answer"),
    [
        (["Permis", "Vélo", "Permis en cours"], ["soon", "bike"]),
        (["Permis en cours", "Permis"], ["b"]),
        (["Permis", "Permis"], None),
        (["Permis", "Rien"], ["none"]),
    ],
)
def test_of_two_that_exclude_each_other_the_last_one_stays(ticked: list[str], answer: JsonValue) -> None:
    one = Person(library(EITHER))
    first = one.last
    for label in ticked:
        one.tap(label)
    if answer is None:
        assert one.last.text == first.text
        return
    assert first.done is not None
    one.send(Tapped(one.last.done.id if one.last.done else ""))
    assert one.session.journal["a"].value == answer


def test_boxes_of_a_form_and_words_are_no_way_around() -> None:
    one = Person(library(EITHER))
    one.send(Picked(tuple(one.button(label) for label in ("Permis", "Permis en cours", "Vélo"))))
    assert one.session.journal["a"].value == ["soon", "bike"]
    other = Person(library(EITHER))
    other.type("vélo, permis, permis en cours")
    assert other.session.journal["a"].value == ["soon", "bike"]


def test_a_second_miss_keeps_what_was_offered() -> None:
    one = Person(library(JOBS), resolvers=RESOLVERS)
    one.type("garde")
    assert one.labels == ["?", "Garder mon texte"]
    assert one.type("zzz").text == "Je ne connais pas «\u00a0zzz\u00a0».\nTu veux dire…"
    assert one.labels == ["?", "Garder mon texte"]
    assert one.type("zzz", "xxx").text.startswith("Je ne connais pas «\u00a0xxx\u00a0». Écris-le autrement"), (
        "no third time"
    )
    assert one.labels == ["Garder mon texte"]
    one.tap("Garder mon texte")
    assert one.session.journal["metier"].value == {"label": "xxx"}


def test_what_was_offered_before_can_still_be_taken_or_left() -> None:
    one = Person(library(JOBS), resolvers=RESOLVERS)
    one.type("garde", "zzz")
    one.tap("?")
    assert one.session.journal["metier"].value == COOK
    other = Person(library(JOBS), resolvers=RESOLVERS)
    other.type("garde", "zzz", "cuisine")
    assert other.session.journal["metier"].value == KITCHEN
    assert other.type("zzz").text.startswith("Je ne connais pas «\u00a0zzz\u00a0». Écris-le autrement"), (
        "of another question"
    )


@pytest.mark.parametrize("text", ["fini", "C'est bon", "ok"])
def test_done_where_nothing_is_ticked_is_no_job(text: str) -> None:
    one = Person(library(JOBS), resolvers=Resolvers())
    assert one.type(text).text.startswith("Je n’ai pas compris.")
    assert "metier" not in one.session.journal


@pytest.mark.parametrize("word", ["ok", "OK !", "ouais", "ouai", "oui oui", "d'acc", "Vas-y"])
def test_yes_in_any_word_is_the_one_choice_that_means_it(word: str) -> None:
    one = Person(library(PLAIN))
    one.type(word, "nan", word)
    assert [entry.value for entry in one.session.journal.values()] == ["oui", "none", "suite"]
    assert one.type(word).text.startswith("Je n’ai pas compris.")


def test_yes_in_another_language_and_in_french() -> None:
    arabic = {"engine/words/yes": "نعم, موافق", "engine/words/no": "لا", "welcome/a/choices/oui": "أوافق"}
    for word in ("نعم", "موافق", "ok"):
        one = Person(library(PLAIN, {"ar": arabic}), locales=("ar",))
        one.type(word, "لا")
        assert [entry.value for entry in one.session.journal.values()] == ["oui", "none"], word


def test_no_in_another_language() -> None:
    english = {"engine/words/none": "no, none", "welcome/a/choices/r": "None of these", "welcome/a/ask": "What?"}
    one = Person(library(BOXES, {"en": english}), locales=("en",))
    one.type("no", "none")
    assert [entry.value for entry in one.session.journal.values()] == [["r"], None]


YEARS = """\
flow: welcome
title: Bienvenue
steps:
  - {id: list, do: cvs.years}
  - {id: year, ask: Quand ?, type: number 1970..2100, choices: from list}
  - {id: age, ask: Combien ?, type: number 0..20, choices: {"5": cinq, "7": sept}}
"""


def test_a_number_that_can_be_no_answer_is_a_rank() -> None:
    one = Person(library(YEARS), lambda do: ["2026", "2025"])
    one.type("2", "1")
    assert [entry.value for key, entry in one.session.journal.items() if key != "list!"] == [2025, 1]
    two = Person(library(YEARS), lambda do: ["2026"])
    assert two.type("2").text.startswith("Je m’attends à un nombre entre 1970 et 2100.")


COUNTS = """\
flow: welcome
title: Bienvenue
steps:
  - {id: tasks, ask: Quoi ?, choose: many, choices: {serve: Servir, clean: Ranger}}
  - {id: what, do: cvs.count, when: tasks is not empty}
  - {id: some, do: cvs.counts, when: what is not empty}
  - id: many
    when: what is not empty
    ask: |-
      {what.question}
    type: number 1..1000
    choices: from some
  - {id: end, ask: Voilà., type: yes_no}
"""


def counting(do: Do) -> JsonValue:
    """The question about the first of the tasks, and its likely answers."""
    picked = do.answers.get("tasks") or ["serve"]
    return of(str(picked[0]) if isinstance(picked, list) else "", do.name)


def of(task: str, action: str) -> JsonValue:
    if action == "cvs.count":
        return {"of": task, "question": f"Combien pour {task} ?"}
    return [{"id": f"n{n}", "label": str(n), "value": {"of": task, "number": n, "label": str(n)}} for n in (20, 40)]


@pytest.mark.parametrize(("said", "number"), [("40", 40), ("environ 55", 55), ("٥٠", 50)])
def test_a_typed_number_says_what_is_counted_as_a_tapped_one_does(said: str, number: int) -> None:
    one = Person(library(COUNTS.replace("id: tasks", "id: tasks, save: tasks")), counting)
    one.type("Servir")
    assert one.texts == ["Combien pour serve ?"]
    one.type(said)
    assert one.session.journal["many"].value == {"of": "serve", "number": number, "label": str(number)}
    assert one.texts == ["Voilà."]


def test_a_number_out_of_bounds_is_asked_again() -> None:
    one = Person(library(COUNTS), counting)
    one.type("Servir", "5000")
    assert "many" not in one.session.journal


def test_a_number_holds_as_long_as_the_same_is_counted() -> None:
    one = Person(library(COUNTS.replace("id: tasks", "id: tasks, save: tasks")), counting)
    one.type("Servir", "55", "changer")
    one.send(Tapped(next(b.id for b in one.last.choices if b.label.startswith("Servir"))))
    one.type("servir et ranger")
    assert one.texts[-1] == "Voilà.", "the first task is still the one that was counted"
    one.type("changer")
    one.send(Tapped(next(b.id for b in one.last.choices if b.label.startswith("Servir"))))
    one.type("Ranger")
    assert one.texts[-1] == "Combien pour clean ?"
    one.tap("20")
    assert one.session.journal["many"].value == {"of": "clean", "number": 20, "label": "20"}
