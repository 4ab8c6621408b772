"""The CV as a whole: its language, whether there is one, what its readers can't read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.cvs.rules.listing import listed
from bot.ports import Words
from cv_builder.foreign import other_tongue, untranslated
from cv_builder.model import CV, Extra
from cv_builder.wording import phrases
from flows.events import JsonValue

SOURCE_LOCALE = "fr"


def cv_locale(answers: Mapping[str, JsonValue]) -> str:
    """The CV's own language: French unless another was chosen."""
    chosen = answers.get("cv_language")
    return phrases(chosen if isinstance(chosen, str) else SOURCE_LOCALE).locale


def is_empty(cv: CV) -> bool:
    """Nothing was answered yet that a page could show."""
    return replace(cv, pages=1, kept=(), design="") == CV(locale=cv.locale, updated=cv.updated)


def with_more(cv: CV, extras: Sequence[Extra]) -> CV:
    """Each once: a CV that came back as a file has some of them already."""
    known = {(one.section.code, one.title) for one in cv.extras}
    return replace(cv, extras=(*cv.extras, *(one for one in extras if (one.section.code, one.title) not in known)))


def to_translate(answers: Mapping[str, JsonValue], cv_locale: str, words: Words) -> str:
    """What its readers can't read and is not on the page, then what is there in another language; "" for nothing."""
    hidden = words.pgettext(
        "cvs/untranslated", "Pas encore sur ton CV, à traduire avec quelqu’un\u00a0: {list}. C’est gardé."
    )
    shown = words.pgettext(
        "cvs/other_tongue", "À relire avec quelqu’un, peut-être dans une autre langue que ton CV\u00a0: {list}."
    )
    told = ((hidden, untranslated(answers, cv_locale)), (shown, other_tongue(answers, cv_locale)))
    lists = [(sentence, list(dict.fromkeys(left.text for left in lefts))) for sentence, lefts in told]
    return "\n".join(sentence.format(list=listed(texts, words)) for sentence, texts in lists if texts)
