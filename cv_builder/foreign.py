"""Own words in a script that the readers of the CV do not read: kept in the answers, left to a human, never guessed.

Law: such a text stands on the page only when the person chose that; else `untranslated` names it. Codes, names of towns
and dates are worded for any page; a name has its own question (`name`, `name_own`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cv_builder import brought, own
from cv_builder.chars import clean
from cv_builder.fonts import covered
from cv_builder.scripts import readable
from cv_builder.tongue import is_foreign
from cv_builder.wording import find_occupation, phrases
from cv_builder.wording.phrases import FALLBACK

Answers = Mapping[str, object]

EMPLOYER, EMPLOYER_AS, EMPLOYER_LATIN = "job.employer", "job.employer_as", "job.employer_latin"
"""What was typed, what to do with it, and the same in Latin letters."""
LATIN, KEEP, HIDE = "latin", "keep", "hide"
"""Values of `EMPLOYER_AS`."""
KEPT = "kept_words"
"""Of `brought`: texts that stood on the page this CV came back from, and stay."""
NOT_WORDS = frozenset(
    {"name", "name_own", "name_latin", "phone", "email", "kept", EMPLOYER, EMPLOYER_AS, EMPLOYER_LATIN}
)
"""Saves that are no words to translate, or have a question of their own."""
SUBJECT = "school.subject"
OWN_WORDS = ("looking", "job.title", SUBJECT, own.QUALITIES, own.INTERESTS)
"""Saves where people type words of a language, and not names."""
_SAID = ("label", "name")
"""What a place or an occupation says, when its code is not known."""


@dataclass(frozen=True, slots=True)
class Untranslated:
    """One text for a mentor: where it was answered, in which round of a repeat, as typed."""

    save: str
    round: int
    text: str


def for_page(answers: Answers, cv_locale: str) -> Answers:
    """The answers as this page may say them: what its readers can't read is out, unless it was chosen."""
    kept = _kept(answers)
    return {save: _shown(save, value, answers, cv_locale, kept) for save, value in answers.items()}


def untranslated(answers: Answers, cv_locale: str) -> tuple[Untranslated, ...]:
    """What is left to translate, in the order it was answered; what the person wants left out is not."""
    kept = _kept(answers)
    found = []
    for save, value in answers.items():
        if save in NOT_WORDS or save == brought.SAVE:
            continue
        rounds = value if isinstance(value, list | tuple) else [value]
        found += [
            Untranslated(save, round, text)
            for round, one in enumerate(rounds)
            for text in dict.fromkeys(
                own.unread(save, one, cv_locale, kept) if save in own.SEVERAL else _unread(one, cv_locale, kept)
            )
        ]
    for round, typed in enumerate(_rounds(answers, EMPLOYER)):
        silent = isinstance(typed, str) and bool(typed) and not _employer(answers, round, cv_locale, kept)
        if silent and _at(answers, EMPLOYER_AS, round) != HIDE:
            found.append(Untranslated(EMPLOYER, round, str(typed)))
    return tuple(found)


def other_tongue(answers: Answers, cv_locale: str) -> tuple[Untranslated, ...]:
    """Own words that stand on the page and are in another Latin-script language than it, as far as they show it."""
    found = []
    for save in OWN_WORDS:
        for round, value in enumerate(_rounds(answers, save)):
            known = _is_known(value) if isinstance(value, Mapping) else _is_subject(save, value)
            text = value.get("label") if isinstance(value, Mapping) else value
            texts = own.said(save, text) if save in own.SEVERAL else [text]
            found += [Untranslated(save, round, str(one)) for one in texts if not known and _is_other(one, cv_locale)]
    return tuple(found)


def _is_other(text: object, cv_locale: str) -> bool:
    return isinstance(text, str) and not unread(text, cv_locale) and is_foreign(text, cv_locale)


def unread(text: object, cv_locale: str) -> bool:
    """Whether this is a text that the readers of such a CV can't read."""
    return isinstance(text, str) and not readable(text, cv_locale)


def as_chosen(typed: object, chosen: object, latin: object, cv_locale: str) -> str:
    """A name of a place as the page says it: as typed when it can be read or was chosen so, in Latin letters when it
    was written so, else "".

    `chosen`: `LATIN`, `KEEP` or `HIDE`. What none of our fonts has is never printed: one sign without a letter, and
    there would be no document at all.
    """
    if not isinstance(typed, str) or not unread(typed, cv_locale):
        return typed if isinstance(typed, str) else ""
    if chosen == LATIN and isinstance(latin, str) and readable(latin, cv_locale):
        return latin
    return typed if chosen == KEEP and covered(clean(typed)) else ""


def _shown(save: str, value: object, answers: Answers, cv_locale: str, kept: frozenset[str]) -> object:
    if save == EMPLOYER:
        many = isinstance(value, list | tuple)
        shown = [_employer(answers, round, cv_locale, kept) for round in range(len(_rounds(answers, EMPLOYER)))]
        return shown if many else shown[0]
    if save == brought.SAVE:
        return _without(value, cv_locale, kept, "")
    if save in own.SEVERAL:
        return own.on_page(save, value, cv_locale, kept)
    return value if save in NOT_WORDS else _without(value, cv_locale, kept, None)


def _employer(answers: Answers, round: int, cv_locale: str, kept: frozenset[str]) -> object:
    """As it was chosen, see `as_chosen`; as typed where it stood on the page that this CV came back from."""
    typed, chosen = _at(answers, EMPLOYER, round), _at(answers, EMPLOYER_AS, round)
    if not unread(typed, cv_locale) or typed in kept:
        return typed
    return as_chosen(typed, chosen, _at(answers, EMPLOYER_LATIN, round), cv_locale) or None


def _without(value: object, cv_locale: str, kept: frozenset[str], instead: str | None) -> object:
    """The same shape, `instead` in the place of what can't be read."""
    match value:
        case str():
            return value if readable(value, cv_locale) or value in kept else instead
        case list() | tuple():
            return [_without(one, cv_locale, kept, instead) for one in value]
        case dict() if _is_known(value):
            return value
        case dict():
            return {part: _without(one, cv_locale, kept, instead) for part, one in value.items()}
        case _:
            return value


def _unread(value: object, cv_locale: str, kept: frozenset[str]) -> Iterator[str]:
    match value:
        case str() if not readable(value, cv_locale) and value not in kept:
            yield value
        case list() | tuple():
            for one in value:
                yield from _unread(one, cv_locale, kept)
        case dict() if not _is_known(value):
            for part in _SAID:
                yield from _unread(value.get(part), cv_locale, kept)
        case _:
            return


def _is_known(value: Mapping[str, object]) -> bool:
    """An occupation that the bank words itself, whatever it was called."""
    code = value.get("code")
    return isinstance(code, str) and find_occupation(code) is not None


def _is_subject(save: str, value: object) -> bool:
    """A school subject that was tapped: its code is an English word."""
    return save == SUBJECT and isinstance(value, str) and bool(phrases(FALLBACK).word("subjects", value))


def _kept(answers: Answers) -> frozenset[str]:
    found = brought.of(answers).get(KEPT)
    return frozenset(text for text in found if isinstance(text, str)) if isinstance(found, list) else frozenset()


def _rounds(answers: Answers, save: str) -> list[object]:
    value = answers.get(save)
    return [*value] if isinstance(value, list | tuple) else [value]


def _at(answers: Answers, save: str, round: int) -> object:
    values = _rounds(answers, save)
    return values[round] if round < len(values) else None
