"""What somebody says in own words where the boxes had nothing that fits: a language, something they like or are.

One answer may say several things, as in a list: each stands alone on the page, is left out alone, is put in other words
alone. A language that the phrase bank has is worded by it, whatever the language it was typed in; everything else
stands as it was typed.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import cache

from cv_builder.scripts import readable
from cv_builder.shapes import codes_of, text_of
from cv_builder.wording.occupation import fold
from cv_builder.wording.phrases import LOCALES, phrases

Answers = Mapping[str, object]

OTHER = "other"
"""The box of `qualities` and `interests` that leads to own words."""
QUALITIES, INTERESTS = "qualities.own", "interests.own"
LANGUAGES, LEVEL = "languages.own", "languages.own_level"
"""Saves of own words. The level is that of all languages typed in one go, but for those that have their own there."""
HOW_WELL: Mapping[str, str] = {
    "native": "langue maternelle|maternelle|ma langue|native|mother tongue|my language|اللغة الأم|لغتي الأم|لغتي",
    "c1": "courant|couramment|parfait|parfaitement|très bien|fluent|fluently|very well|بطلاقة|جيد جدا|جيدا جدا",
    "b2": "bien|assez bien|good|well|جيد|جيدا",
    "b1": "je me débrouille|moyen|moyennement|average|okay|متوسط",
    "a2": "un peu|un petit peu|a little|a bit|قليلا|شوي|شوية",
    "a1": "quelques mots|débutant|débutante|notions|a few words|beginner|كلمات قليلة|بعض الكلمات",
}
"""What people write behind a language: « swahili courant et haoussa un peu » says two levels."""
SEVERAL = (LANGUAGES, QUALITIES, INTERESTS)
_BETWEEN = re.compile(r"\s*[,;،/+]\s*|\s+(?:et|and|و)\s+")
"""Between languages, whose names have none of these."""
_COMMA = re.compile(r"\s*(?:[;،؛·•\n]|,(?!\d))\s*")
"""Between other things; "and" is none, for it holds together what belongs together: "films et séries"."""
_FRENCH = (
    r"(?:(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|[çc]a|cela|le|la|les|un|une|des|mon|ma|mes|son|sa|ses"
    r"|notre|nos|leurs?|tout|tous|toutes?|rien|tr[èe]s|trop|dans|avec|chez|en|[àa]|au|aux)\b|[jcldnsmt]['’])"
)
"""How what follows "car" in French begins: "car racing" is English."""
_CONNECTORS = {
    "fr": r"mais|m[êe]me|parce|quand|si|sans|avec|surtout|donc|qui|que|o[ùu]|comme|pour|car(?=\s+" + _FRENCH + ")",
    "en": "but|even|because|when|if|with|without|so|who|that|especially|for",
    "es": "pero|aunque|porque|cuando|sin|con|sobre todo|para",
    "uk": "але|навіть|коли|без",
    "ar": "لكن|ولكن|حتى|لأن|عندما|مع|بدون|خاصة",
}
_GOES_ON = re.compile(rf"(?:{'|'.join(_CONNECTORS.values())})\b", re.IGNORECASE)
"""A part that begins so belongs to the one before its comma: "calme, même sous pression"."""
_AND = re.compile(r"(?:et|and|y|і|та|و)\s+", re.IGNORECASE)
_AND_SO_ON = frozenset(("", "etc", "et cetera", "and so on", "وغيرها", "الخ", "إلخ"))
_BEFORE = re.compile(r"^(?:(?:le|la|les|du|de la|en|the)\s+|l['’])", re.IGNORECASE)
LONGEST_LEVEL = 3
"""Words of the longest in `HOW_WELL`."""
SURE = 5
"""Letters from which the beginning of a name says which language is meant: "langue des signes"."""


def boxes(answers: Answers, save: str) -> tuple[str, ...]:
    """The boxes ticked, without the one that leads to own words."""
    return tuple(code for code in codes_of(answers.get(save)) if code != OTHER)


def languages(answers: Answers) -> tuple[str, ...]:
    """Each language typed: its code, or as it was typed where the bank doesn't have it."""
    return tuple(dict.fromkeys(code_of(name) or name for name in said(LANGUAGES, answers.get(LANGUAGES))))


def levels(answers: Answers) -> Mapping[str, str]:
    """Language, as `languages` gives it → the level typed beside it."""
    parts = (_apart(part) for part in _parts(answers.get(LANGUAGES)))
    return {code_of(name) or name: level for name, level in parts if level}


def said(save: str, value: object) -> Sequence[str]:
    """Each thing that an answer to a question of `SEVERAL` says, as it was typed."""
    return _names(value) if save == LANGUAGES else _things(value)


def on_page(save: str, value: object, cv_locale: str, kept: Collection[str] = ()) -> str | None:
    """What such a page can say of the answer: what the bank words, what its readers can read, what is `kept`."""
    return ", ".join(part for one, part in _pairs(save, value) if _stands(save, one, cv_locale, kept)) or None


def unread(save: str, value: object, cv_locale: str, kept: Collection[str] = ()) -> tuple[str, ...]:
    """The rest of it."""
    return tuple(one for one in said(save, value) if not _stands(save, one, cv_locale, kept))


def reworded(save: str, value: str, before: str, after: str) -> str:
    """The answer with `after` in the place of one of the things it says."""
    if before not in said(save, value):
        return value
    whole = _pairs(save, value)
    return ", ".join(f"{after}{part.removeprefix(one)}" if one == before else part for one, part in whole)


def _pairs(save: str, value: object) -> Sequence[tuple[str, str]]:
    """Each thing that is said, and the same with the level typed behind it."""
    things = said(save, value)
    return [*zip(things, _parts(value) if save == LANGUAGES else things, strict=True)]


def _stands(save: str, one: str, cv_locale: str, kept: Collection[str]) -> bool:
    return readable(one, cv_locale) or one in kept or (save == LANGUAGES and bool(code_of(one)))


def code_of(name: str) -> str:
    """The bank's code of a language named in one of its own languages; "" when it has none of that name."""
    folded = fold(_BEFORE.sub("", name))
    if code := _codes().get(folded):
        return code
    longer = {code for known, code in _codes().items() if len(folded) >= SURE and known.startswith(f"{folded} ")}
    return longer.pop() if len(longer) == 1 else ""


def _names(value: object) -> Sequence[str]:
    return [_apart(part)[0] for part in _parts(value)]


def _parts(value: object) -> Sequence[str]:
    return [part for one in _BETWEEN.split(text_of(value)) if (part := one.strip(" .!"))]


def _apart(part: str) -> tuple[str, str]:
    """A language and its level, "" where none stands behind it; a level alone is taken for a name."""
    words = part.split()
    for at in range(max(1, len(words) - LONGEST_LEVEL), len(words)):
        if level := _how_well().get(fold(" ".join(words[at:]).strip("()"))):
            return " ".join(words[:at]).rstrip(" :-"), level
    return part, ""


@cache
def _how_well() -> Mapping[str, str]:
    """Folded words → level."""
    return {fold(words): level for level, said in HOW_WELL.items() for words in said.split("|")}


def _things(value: object) -> Sequence[str]:
    whole = text_of(value)
    found: list[str] = []
    for part in _COMMA.split(whole):
        thing = _AND.sub("", part, count=1) if found and _AND.match(part) else part
        if found and _GOES_ON.match(thing):
            found[-1] = f"{found[-1]}, {thing}"
        elif thing.strip(" .…").casefold() not in _AND_SO_ON:
            found.append(thing)
    return found or ([whole] if whole else [])


@cache
def _codes() -> Mapping[str, str]:
    """Folded name in every language of the bank → code."""
    found: dict[str, str] = {}
    for locale in LOCALES:
        for code, name in phrases(locale).words["languages"].items():
            found.setdefault(fold(name), code)
    return found
