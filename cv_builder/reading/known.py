"""Words of other people's files → codes of ours, where there is no doubt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache

from cv_builder.dates import is_date
from cv_builder.model import CV, NOW, Language, Line
from cv_builder.wording import LOCALES, phrases
from cv_builder.wording.occupation import fold

_LEVEL = re.compile(r"(?<![a-z0-9])([abc][12])(?![a-z0-9])")
_DATE = re.compile(r"([12][0-9]{3})(?:-+([01]?[0-9]))?(?:-+[0-3]?[0-9])?(?:T[0-9:.Z+-]*)?")
NATIVE = "native"
_NATIVE = frozenset((NATIVE, "maternelle", "mother", "muttersprache", "materna", "الام"))
ISO_639_3 = {
    "fra": "fr", "fre": "fr", "ara": "ar", "eng": "en", "spa": "es", "ukr": "uk", "rus": "ru", "por": "pt",
    "tur": "tr", "fas": "fa", "per": "fa", "pus": "ps", "som": "so", "tir": "ti", "amh": "am", "orm": "om",
    "bam": "bm", "ful": "ff", "wol": "wo", "lin": "ln", "swa": "sw", "tam": "ta", "ben": "bn", "urd": "ur",
    "hin": "hi", "pan": "pa", "zho": "zh", "chi": "zh", "vie": "vi", "ron": "ro", "rum": "ro", "ita": "it",
    "deu": "de", "ger": "de", "nld": "nl", "dut": "nl", "pol": "pl", "bul": "bg", "sqi": "sq", "alb": "sq",
    "srp": "sr", "hye": "hy", "arm": "hy", "kat": "ka", "geo": "ka", "kur": "ku", "heb": "he", "ell": "el",
    "gre": "el",
}  # fmt: skip
"""Three letters, as files of the European portal write them → the code of the bank."""
_TELLING = {
    "fr": frozenset(["le", "la", "les", "des", "du", "et", "une", "pour", "dans", "avec", "sur", "en", "aux"]),
    "en": frozenset(["the", "of", "and", "for", "with", "in", "to", "an", "on", "at", "by"]),
}


def language(name: str, fluency: str = "", code: str = "") -> Language:
    """As it is written, with the code and the level that are meant."""
    code = ISO_639_3.get(code.lower(), code.lower())
    code = code if phrases("fr").word("languages", code) else _languages().get(fold(name), "")
    return Language(Line(name, code), level(fluency), fluency)


def level(words: str) -> str:
    """ "C1 – advanced" → c1, "Native speaker" → native; what says neither has none."""
    folded = fold(words)
    if _NATIVE & set(folded.split()):
        return "native"
    found = _LEVEL.search(folded)
    return found[1] if found and phrases("fr").word("fluency", found[1]) else ""


@cache
def _languages() -> Mapping[str, str]:
    return {fold(name): code for locale in LOCALES for code, name in phrases(locale).words["languages"].items()}


def date(text: str) -> str:
    """ "2024-09-01" → "2024-09", "2024-9" → "2024-09"; anything else as it is."""
    found = _DATE.fullmatch(text)
    if not found:
        return text
    year, month = found[1], int(found[2] or 0)
    read = f"{year}-{month:02}" if 1 <= month <= 12 else year
    return read if is_date(read) else text


def is_now(text: str) -> bool:
    return text == NOW or fold(text) in ("present", "current", "aujourd hui", "en cours", "now")


def locale_of(texts: Iterable[str]) -> str:
    """The language most of these texts are in, of those we have; French where nothing tells."""
    words = [word for text in texts for word in text.casefold().split()]
    if sum("\u0600" <= word[0] <= "\u06ff" for word in words) * 2 > len(words):
        return "ar"
    counts = {locale: sum(word in telling for word in words) for locale, telling in _TELLING.items()}
    return max(counts, key=lambda locale: counts[locale])


def said(cv: CV) -> list[str]:
    """The sentences of a CV, which tell its language."""
    tasks = [task.text for job in cv.work for task in job.tasks]
    return [cv.summary, *tasks, *(line.text for line in cv.skills), cv.headline.text, *(j.title.text for j in cv.work)]


def short(tag: str) -> str:
    """ "fr-FR" → "fr"; "" for a language we don't have."""
    code = tag.lower().replace("_", "-").partition("-")[0]
    code = ISO_639_3.get(code, code)
    return code if code in LOCALES else ""


def spoken(name: str, levels: Sequence[str], code: str = "") -> Language:
    """A language with the levels of its parts (listening, writing …): the lowest counts, all are said."""
    read = language(name, "", code)
    found = [level(one) for one in levels]
    fluency = " / ".join(dict.fromkeys(one.upper() for one in levels if one != NATIVE))
    lowest = min(found, key=lambda one: (one != "", one), default="") if NATIVE not in found else NATIVE
    return Language(Line(name or code if not read.name.code else name, read.name.code), lowest, fluency)


def worded(cv: CV, locale: str) -> CV:
    """`cv` in that language, where its file had a code and no words."""
    words = phrases(locale)
    languages = (
        Language(
            Line(one.name.text or words.word("languages", one.name.code), one.name.code),
            one.level,
            one.fluency or words.word("fluency", one.level),
        )
        for one in cv.languages
    )
    licences = (words.line("licences", line.code) or line for line in cv.licences)
    return replace(cv, locale=words.locale, languages=tuple(languages), licences=tuple(licences))


def licence(text: str) -> Line:
    """ "B" → "Permis B (voiture)" with its code; others in the words of the file."""
    code = text.lower()
    return phrases("fr").line("licences", code) or Line(text)
