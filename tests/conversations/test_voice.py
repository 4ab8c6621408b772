"""The measures of a chat: few turns, few typed words, short messages, readable buttons. In every language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest

from flows.answers import Resolvers
from flows.model import Library, for_team
from flows.show import worded
from tests.conversations.conftest import CHATS
from tests.conversations.deeds import DEEDS
from tests.conversations.engine_chat import EngineChat
from tests.conversations.talk import Run, parse

CHATS_DIR = CHATS[0].parent
MOST_TURNS, MOST_TYPED, FIRST_USEFUL = 30, 6, 3
MOST_STATE = 4096
"""Bytes of a session after the whole CV."""
MOST_SENTENCES, MOST_WORDS, MOST_LABEL = 2, 15, 20
WHOLE = ("cv_un_boulot", "sans_experience", "arabe", "cv_maintenant", "anglais")

LONG_MESSAGES = {"atelier/demander/ask", "consent/accord/ask", "cv_idees/deux/ask", "cv_idees/trois/ask"} | {
    "mot_secret/accord/ask"
}
"""Three lines, as agreed: what is kept, how to erase it, who is behind. Ideas for the CV: one line each. What
leaves for another site is said whole where it is asked."""
LONG_SENTENCES: set[str] = set()
"""None: keep it so."""
FORBIDDEN = re.compile(
    r"\b(tu dois|il faut|obligatoires?|erreur|invalide|veuillez|bénéficiaires?|insertion|dispositif|"
    r"compétences transversales|projet professionnel|renseigner|cliquer ici)\b",
    re.IGNORECASE,
)


async def play(name: str, library: Library, resolvers: Resolvers) -> tuple[Run, EngineChat]:
    talk = parse(CHATS_DIR / f"{name}.talk")
    chat = EngineChat(library, DEEDS, resolvers, talk.lang)
    return await Run(talk, chat).play(), chat


@pytest.mark.parametrize("name", WHOLE)
async def test_a_whole_cv_takes_few_turns_and_few_words(name: str, library: Library, resolvers: Resolvers) -> None:
    run, chat = await play(name, library, resolvers)
    assert chat.first["cvs.make"] <= MOST_TURNS
    assert run.typed <= MOST_TYPED
    assert len(chat.session.to_json().encode()) <= MOST_STATE


@pytest.mark.parametrize("name", ["cv_un_boulot", "sans_experience", "arabe"])
async def test_those_few_words_say_all_there_is_to_say(name: str, library: Library, resolvers: Resolvers) -> None:
    _, chat = await play(name, library, resolvers)
    made = next(deed for deed in chat.done if deed.name == "cvs.make").answers
    asked = {"name", "phone", "email", "town", "looking"} | ({"job.title", "job.employer"} & set(made))
    assert ("job.title" in made) == (name != "sans_experience")
    assert {save for save in asked if not made[save]} == set()


async def test_the_first_useful_thing_comes_within_three_messages(library: Library, resolvers: Resolvers) -> None:
    run, _ = await play("premiere_minute", library, resolvers)
    first = next(number for number, line in enumerate(run.lines) if "1/9" in line)
    assert sum(line.startswith("> ") for line in run.lines[:first]) <= FIRST_USEFUL


async def test_the_cv_gets_every_answer_by_its_agreed_name(library: Library, resolvers: Resolvers) -> None:
    _, chat = await play("deux_boulots_deux_ecoles", library, resolvers)
    made = next(deed for deed in reversed(chat.done) if deed.name == "cvs.make").answers
    assert made["name"] == "Inès Haddad"
    assert made["looking_kind"] == ["job"]
    assert made["had_job"] == "small_jobs"
    assert worded(library, "fr", None, made["job.title"]) == "Entretien et nettoyage, Garde d’enfants"
    assert made["job.employer"] == ["Hôtel du Port", "chez ma tante"]
    assert made["job.length"] == ["months", "years"]
    assert made["school.level"] == ["cap", "middle"]
    assert made["school.subject"] == ["childcare", None]
    assert made["informal"] == ["siblings"]


async def test_no_answer_stops_the_way_to_a_cv(library: Library, resolvers: Resolvers) -> None:
    _, chat = await play("je_ne_sais_pas", library, resolvers)
    made = next(deed for deed in reversed(chat.done) if deed.name == "cvs.make")
    assert {value for name, value in made.answers.items() if name.split(".")[0] in ("name", "phone", "job")} == {None}


# -- what is said -------------------------------------------------------------------------------------------------
def messages(library: Library) -> Iterator[tuple[str, str, str]]:
    for locale in library.locales:
        for key in filter(for_people, library.texts.source):
            if key.rsplit("/", 1)[-1] in ("say", "ask", "retry") or "/explain/" in key:
                yield (
                    locale,
                    key,
                    library.texts.get(locale, key, lambda name: "9/9" if name == "progress" else "Le Pont"),
                )


def for_people(key: str) -> bool:
    """**Why** not the team's: they read on a page, and are said « vous »."""
    return not for_team(key)


def sentences(text: str) -> list[str]:
    found = re.split(r"(?<=[.!?؟…])[\s\u00a0\u202f]+|\n|(?<=\d) · ", text)
    return [part for part in found if re.search(r"[^\W\d]", part)]


def words(sentence: str) -> int:
    return len(re.findall(r"[^\W\d][\w’'-]*", sentence))


def test_sentences_and_words_are_counted() -> None:
    assert sentences("4/9 · C’est bon ? Oui, par exemple 06 12.\nFini…") == [
        "C’est bon ?",
        "Oui, par exemple 06 12.",
        "Fini…",
    ]
    assert sentences("هل نواصل؟ نعم. https://www.a.fr") == ["هل نواصل؟", "نعم.", "https://www.a.fr"]
    assert words("C’est un peut-être, le 3 mai.") == 5


def test_every_message_is_at_most_two_short_sentences(read_library: Library) -> None:
    long_messages, long_sentences = set(), set()
    for _locale, key, text in messages(read_library):
        found = sentences(text)
        if len(found) > MOST_SENTENCES:
            long_messages.add(key)
        if any(words(sentence) > MOST_WORDS for sentence in found):
            long_sentences.add(key)
    assert long_messages == LONG_MESSAGES
    assert long_sentences == LONG_SENTENCES


def test_every_button_is_at_most_twenty_characters(read_library: Library) -> None:
    labels = {
        (locale, key): read_library.texts.get(locale, key)
        for locale in read_library.locales
        for key in read_library.texts.source
        if "/choices/" in key and for_people(key)
    }
    assert {key for key, label in labels.items() if len(label) > MOST_LABEL} == set()


def test_a_message_has_at_most_one_emoji(read_library: Library) -> None:
    for locale, key, text in messages(read_library):
        assert sum(unicodedata.category(char) == "So" for char in text) <= 1, (locale, key)


def test_no_word_of_an_office(read_library: Library) -> None:
    said = {key: text for key, text in read_library.texts.source.items() if for_people(key) and FORBIDDEN.search(text)}
    assert said == {}


def test_nothing_is_asked_that_no_employer_needs(read_library: Library) -> None:
    asked = re.compile(r"\b(ton âge|date de naissance|nationalité|photo|marié|adresse)\b", re.IGNORECASE)
    said = {key for _, key, text in messages(read_library) if key.endswith("/ask") and asked.search(text)}
    found = {key for key in said if not key.startswith("quiz_")}  # which talk about such things, and keep no answer
    assert found == {"cv/ville/ask"}, "the town's question says that the address isn't wanted"
