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
"""Saves of own words. The level is that of all languages typed in one go."""
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
SURE = 5
"""Letters from which the beginning of a name says which language is meant: "langue des signes"."""


def boxes(answers: Answers, save: str) -> tuple[str, ...]:
    """The boxes ticked, without the one that leads to own words."""
    return tuple(code for code in codes_of(answers.get(save)) if code != OTHER)


def languages(answers: Answers) -> tuple[str, ...]:
    """Each language typed: its code, or as it was typed where the bank doesn't have it."""
    return tuple(dict.fromkeys(code_of(name) or name for name in said(LANGUAGES, answers.get(LANGUAGES))))


def said(save: str, value: object) -> Sequence[str]:
    """Each thing that an answer to a question of `SEVERAL` says, as it was typed."""
    return _names(value) if save == LANGUAGES else _things(value)


def on_page(save: str, value: object, cv_locale: str, kept: Collection[str] = ()) -> str | None:
    """What such a page can say of the answer: what the bank words, what its readers can read, what is `kept`."""
    return ", ".join(one for one in said(save, value) if _stands(save, one, cv_locale, kept)) or None


def unread(save: str, value: object, cv_locale: str, kept: Collection[str] = ()) -> tuple[str, ...]:
    """The rest of it."""
    return tuple(one for one in said(save, value) if not _stands(save, one, cv_locale, kept))


def reworded(save: str, value: str, before: str, after: str) -> str:
    """The answer with `after` in the place of one of the things it says."""
    parts = said(save, value)
    return ", ".join(after if one == before else one for one in parts) if before in parts else value


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
    return [name for part in _BETWEEN.split(text_of(value)) if (name := part.strip(" .!"))]


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
