"""What typed words call for, whatever is asked: a control, a greeting, a flow, a language, "none of them"."""

from __future__ import annotations

import re

from rapidfuzz import fuzz

from flows import matching
from flows.matching import NEAR, SHORTEST
from flows.model import Step
from flows.phrases import HELLOS, LANGUAGE_WORDS, LANGUAGES, SLASH
from flows.text import fold, fold_known, split_words
from flows.turn import Turn

TYPED = ("more", "back", "change", "lang", "pause", "human", "menu", "dontknow", "goon", "done")
"""Controls that have words (`engine/words/…`), in the order they are looked for."""


_DRAWN_OUT = re.compile(r"(.)\1{2,}")
"""Letters held down: "saluuut"."""
MOST_LACKING = 7
"""Words of a sentence that says no more than that."""
SAYING_NO = frozenset(("non", "nn", "nan", "no", "لا"))
OWNING = frozenset(("ai", "jai", "jen", "g", "y", "have", "got", "عندي", "لدي", "معي"))
LOST = ("compr", "understand", "افهم", "فهم", "sai", "know", "اعرف", "عرف")
"""How words begin that say something else is missing."""
SHORT_FOR = {
    "pa": "pas", "ap": "pas", "c": "sais", "se": "sais", "sai": "sais", "jc": "jsais", "jse": "jsais",
    "jsai": "jsais", "jspp": "jsp", "ch": "chais", "che": "chais", "chai": "chais", "ya": "y en a",
}  # fmt: skip
"""French as thumbs spell it, where people say that they have none or don't know."""
EMPTY = frozenset(("trop", "vraiment", "encore", "lol", "mdr", "dsl", "bah", "ben", "euh", "frr"))
"""Words around "je sais pas" that change nothing."""
LONGEST = 60
"""Characters of a typed command or greeting; longer words are something else."""


def heard(turn: Turn, text: str) -> str:
    """The control these words are, or "": slash command, else exactly one of its words in the person's language."""
    word = text.strip().split(maxsplit=1)[0].casefold() if text.strip() else ""
    if word.startswith("/"):
        return SLASH.get(word.partition("@")[0], "")
    folded = _folded(turn, text)
    if folded == "sos":
        return folded
    if control := turn.library.texts.called(turn.walk.locale, TYPED).get(folded):
        return control
    plain = " ".join(word for word in respelt(folded).split() if word not in EMPTY)
    return "dontknow" if plain in turn.library.texts.said(turn.walk.locale, "dontknow") else ""


def respelt(folded: str) -> str:
    """ "je c pa" → "je sais pas"."""
    return " ".join(SHORT_FOR.get(word, word) for word in folded.split())


def greets(turn: Turn, text: str) -> bool:
    """One of the words for it, one that is nearly so ("salu"), or several of them ("slt sa va")."""
    folded = _DRAWN_OUT.sub(r"\1", _folded(turn, text))
    known = {*turn.library.texts.said(turn.walk.locale, "hello"), *map(fold_known, HELLOS)}
    if not folded or folded in known:
        return bool(folded)
    words, single = folded.split(), {word for word in known if " " not in word}
    if len(words) == 1:
        return len(folded) >= SHORTEST and any(fuzz.ratio(folded, word) >= NEAR for word in single)
    return words[0] in single and {*words} <= {word for phrase in known for word in phrase.split()}


def has_none(turn: Turn, step: Step, text: str) -> bool:
    """ "Non" or "j'en ai pas" where a mail, a name, boxes … were asked: an answer, not a mistake.

    Nor is it the name of an employer, where any words would do.
    """
    passed = step.many or (step.kind is not None and step.kind.name != "yes_no" and step.dontknow)
    said = respelt(_folded(turn, text))
    return passed and (
        said in turn.library.texts.said(turn.walk.locale, "none") or (_has_no_words(step) and lacks(said))
    )


def _has_no_words(step: Step) -> bool:
    """A number, a mail: no sentence is an answer to it."""
    return step.kind is not None and step.kind.name in ("phone", "email", "number", "date", "month")


def lacks(folded: str) -> bool:
    """Whether a short sentence says that they have none: "non jen ai pas", لا ما عندي; not "j'ai pas compris"."""
    words = folded.split()
    if not matching.denies(folded) or len(words) > MOST_LACKING or any(word.startswith(LOST) for word in words):
        return False
    return words[0] in SAYING_NO or words[:2] == ["pas", "de"] or not OWNING.isdisjoint(words)


def flow_called(turn: Turn, text: str) -> str:
    """The flow whose header `words:` hold exactly this; `/cv` is the flow `cv` when people may open it."""
    folded, slash = _folded(turn, text), text.strip().removeprefix("/").casefold()
    for flow in turn.library.flows.values():
        if text.strip().startswith("/") and slash == flow.id and (flow.menu or flow.words):
            return flow.id
        if flow.words and folded:
            words = f"{flow.words}, {turn.library.texts.raw(turn.walk.locale, f'{flow.id}//words')[0]}"
            if folded in map(fold_known, split_words(words)):
                return flow.id
    return ""


def language_called(turn: Turn, text: str) -> str:
    """The locale we have whose name this is, in its own words or in those around."""
    folded = _folded(turn, text)
    for locale in turn.library.offered:
        names = (LANGUAGES.get(locale, ""), *(word for word in LANGUAGE_WORDS.get(locale, ()) if len(word) > 2))
        if folded and folded in map(fold_known, names):
            return locale
    return ""


def _folded(turn: Turn, text: str) -> str:
    """For comparing; longer words can't be a command."""
    if len(text) > LONGEST:
        return ""
    folded = turn.compared.get(text)
    if folded is None:
        folded = turn.compared[text] = fold(text)
    return folded
