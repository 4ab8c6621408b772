"""Typed words → a choice: id → number (any digits) → exact → synonyms → near enough → None (asked again)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import takewhile

from rapidfuzz import fuzz

from flows.answers import digits
from flows.model import Option
from flows.text import clean, fold, fold_known

NEAR = 84
"""Least likeness (0–100) of a misspelt choice: "cuisne" is 92, "menage" and "manage" 83."""
APART = 6
"""How much better the best must be than the second, else we ask again rather than guess."""
TELLING = 3
"""Letters of a word that says which choice is meant: "oui" for « Oui, on continue », never "un" or "de"."""
NEGATIONS = frozenset(
    """
    pas non nn nan ne ni sans jamais jms rien aucun aucune not no dont don never
    nothing لا ليس بدون ابدا ما لم مش مو ماشي
    """.split()  # noqa: SIM905  read as words
)
"""With one of these a sentence may mean the opposite of the word it holds."""
SHORTEST = 4
"""Letters of a word that may be misspelt: "oui" and "non" must be right."""
BEGINNING = 4
"""Letters that two forms of one word share at least: "servir", "servais"."""
SHARED = 0.6
"""Share of the shorter one's letters."""
COMMON = frozenset({"aide", "aider", "faire", "avec", "dans", "pour", "help", "with", "make", "work", "autre"})
"""Words that many choices have: they tell none."""
LONGEST = 80
"""Characters of typed words that can be a choice; longer ones are a sentence, not a choice."""

_RANK = re.compile(r"(?:n\W?|\W{0,2})(\d{1,3})\W{0,2}", re.IGNORECASE)
"""A number and signs around it. **Why** no letters: "1an" is a year, not the first of the list."""
_PRONOUN = re.compile(r"^(?:j|t|m|s|l|d|n)(?=[a-z]{4})")
"""Written together with its verb: "jencaissais"."""
_PARTS = re.compile(r"[,;\n،/&+]|\s+(?:et|ou|and|or|و|أو|او)\s+")


def exact(text: str, options: Sequence[Option], *, ranks: bool = True) -> Option | None:
    """By id, by number in the list, by label or synonym, letter for letter (case, accents and emoji aside)."""
    text = clean(text)
    if not text or len(text) > LONGEST:
        return None
    folded = fold(text)
    for option in options:
        if text.casefold() == option.id.casefold():
            return option
    rank = _RANK.fullmatch(digits(text)) if ranks else None
    if rank and 1 <= int(rank[1]) <= len(options):
        return options[int(rank[1]) - 1]
    if not folded:
        return next((option for option in options if text == clean(option.label)), None)
    for option in options:
        if folded in (fold_known(option.label), fold_known(option.id)):
            return option
    return next((option for option in options if folded in map(fold_known, option.words)), None)


def near(text: str, options: Sequence[Option]) -> Option | None:
    """The one choice these words were meant to be, when there is no doubt."""
    folded = fold(text) if len(text) <= LONGEST else ""
    within = [option for option in options if _within(folded, option)]
    if len(within) == 1:
        return within[0]
    if meant := _meant(folded, options):
        return meant
    if len(folded) < SHORTEST:
        return None
    scored = sorted(((_likeness(folded, option), at) for at, option in enumerate(options)), reverse=True)
    if not scored or scored[0][0] < NEAR or (len(scored) > 1 and scored[0][0] - scored[1][0] < APART):
        return None
    return options[scored[0][1]]


def parts(text: str) -> list[str]:
    """ "foot, boxe et manga" → its three."""
    return [part for part in map(clean, _PARTS.split(text)) if part]


def several(text: str, options: Sequence[Option]) -> list[Option] | None:
    """All choices named in a list ("1, 3", "cuisine et papiers", "1 3 4"); None when one of them isn't clear."""
    if len(text) > LONGEST * 4:
        return None
    taken: list[Option] = []
    for part in _PARTS.split(text):
        # As a whole first: « langue maternelle » is one choice, "1 3" or "français arabe" are two.
        whole = exact(part, options) or near(part, options)
        found = [whole] if whole else [exact(word, options) or near(word, options) for word in part.split()]
        if None in found:
            return None
        taken += [option for option in found if option is not None]
    return [option for option in options if option in taken] or None


def alike(text: str, options: Sequence[Option]) -> list[Option]:
    """The choices a sentence may mean, by how its words begin: "je servais, jencaissais" for two of a waiter's."""
    if len(text) > LONGEST * 2 or denies(text):
        return []
    typed = {form for word in fold(text).split() for form in (word, _PRONOUN.sub("", word)) if len(form) >= BEGINNING}
    return [option for option in options if any(_begins(word, typed) for word in fold_known(option.label).split())]


def _begins(word: str, typed: Iterable[str]) -> bool:
    if len(word) < BEGINNING or word in COMMON:
        return False
    return any(_shared(word, other) >= max(BEGINNING, SHARED * min(len(word), len(other))) for other in typed)


def _shared(one: str, other: str) -> int:
    """Letters that both begin with."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def denies(text: str) -> bool:
    """Whether a sentence has a no in it."""
    return not NEGATIONS.isdisjoint(fold(text).split())


def names(text: str) -> bool:
    """Whether words may stand for a name that was not right; not « non pas ça », nor the year asked next."""
    return any(char.isalpha() for char in text) and not denies(text)


def told(text: str, options: Sequence[Option]) -> list[Option]:
    """All choices that a sentence names, letter for letter.

    **Why** no likeness: nobody was asked for these words.
    """
    whole = exact(text, options, ranks=False)
    return [whole] if whole else _all_named(fold(text), options)


def holds_any(option: Option, folded: Iterable[str]) -> bool:
    """Whether one of these words stands in the choice's own."""
    return any(_within(word, option) for word in folded)


def _within(folded: str, option: Option) -> bool:
    """These words stand in a row in the choice's own, and one of them is telling."""
    words = folded.split()
    if all(len(word) < TELLING for word in words):
        return False
    return any(f" {folded} " in f" {fold_known(label)} " for label in (option.label, *option.words))


def _meant(folded: str, options: Sequence[Option]) -> Option | None:
    """The one choice a sentence names."""
    named = _all_named(folded, options)
    return named[0] if len(named) == 1 else None


def _all_named(folded: str, options: Sequence[Option]) -> list[Option]:
    """The choices a sentence names: of two the one that says more ("petit boulot" holds "boulot", of another)."""
    named = {option.id: words for option in options if (words := _named(folded, option))}
    said = [word for words in named.values() for word in words]
    telling = {word for word in said if not any(word != other and f" {word} " in f" {other} " for other in said)}
    return [option for option in options if telling.intersection(named.get(option.id, ()))]


def _named(folded: str, option: Option) -> list[str]:
    """The choice's other words that a sentence holds: "je veux un cv" for « Faire mon CV » (also known as cv)."""
    words = folded.split()
    if len(words) < 2:
        return []
    said = [word for other in option.words if (word := fold_known(other)) and f" {word} " in f" {folded} "]
    if NEGATIONS.isdisjoint(words):
        return said
    # A choice that says no itself is the one that is meant: "non c'est tout", "g pas travaillé".
    return [word for word in said if not NEGATIONS.isdisjoint(word.split())]


def _likeness(folded: str, option: Option) -> float:
    return max(fuzz.ratio(folded, fold_known(word)) for word in (option.label, *option.words))
