"""What stands beside a conversation: their words explained, ours too, and sentences when the tone rises."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from bot.mentors.slang.tone import Tone, tone
from bot.mentors.slang.words import DRAFTS, LANGUAGES, Care, Entry, explain, sentences, stiff

AUTHORS = ("me", "mentor")
"""Whose lines are looked at: the person's, and the mentor's own."""
MOST = 12
"""Words explained at a time, the newest: a panel is read with half an eye."""
OWN_LINES = 2
"""Of the mentor's lines, the newest: what can still be said again."""


class Words(Protocol):
    """A page's language."""

    @property
    def locale(self) -> str: ...

    def pgettext(self, context: str, message: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Shown:
    """`note`: how it may hurt or what it may be a sign of; "" for most."""

    word: str
    means: str
    note: str


@dataclass(frozen=True, slots=True)
class Offer:
    """A sentence for the mentor's box. `text`: in the person's language; `gloss`: the same in the mentor's."""

    text: str
    gloss: str


@dataclass(frozen=True, slots=True)
class Panel:
    """`draft`: nobody who grew up with the language of the offers has read them."""

    said: tuple[Shown, ...]
    stiff: tuple[Shown, ...]
    tone: Tone
    advice: str
    offers: tuple[Offer, ...]
    draft: bool = False


def panel(lines: Sequence[tuple[str, str]], words: Words, spoken: str = "fr") -> Panel:
    """`lines`: (author, text), oldest first. `spoken`: the person's language."""
    theirs = [text for author, text in lines if author == "me"]
    own = [text for author, text in lines if author == "mentor"][-OWN_LINES:]
    mood = tone(theirs)
    return Panel(
        said=_shown((entry for text in reversed(theirs) for entry in explain(text)), words),
        stiff=_shown((entry for text in reversed(own) for entry in stiff(text)), words),
        tone=mood,
        advice=advice(mood, words),
        offers=_offers(mood, words, spoken),
        draft=spoken in DRAFTS,
    )


def _shown(entries: Iterable[Entry], words: Words) -> tuple[Shown, ...]:
    found = list(dict.fromkeys(entries))[:MOST]
    return tuple(Shown(one.word, _in(one.means, words.locale), note(one.care, words)) for one in found)


def _offers(mood: Tone, words: Words, spoken: str) -> tuple[Offer, ...]:
    if mood == "calm":
        return ()
    known = sentences("distress" if mood == "distress" else "calm")
    return tuple(Offer(_in(one, spoken), _in(one, words.locale)) for one in known.values())


def _in(texts: Mapping[str, str], locale: str) -> str:
    return texts.get(locale.split("_")[0]) or texts.get(LANGUAGES[0], "")


def note(care: Care | None, words: Words) -> str:
    match care:
        case "depends":
            return words.pgettext("mentor/slang/depends", "Entre amis c'est gentil. Ailleurs, ça peut blesser.")
        case "insult":
            return words.pgettext("mentor/slang/insult", "Une insulte. Ne la reprenez pas.")
        case "danger":
            return words.pgettext("mentor/slang/danger", "À prendre au sérieux : posez la question, sans juger.")
        case "drugs":
            return words.pgettext(
                "mentor/slang/drugs",
                "Peut parler de drogue. Ne jugez pas ; en cas de danger, prévenez la coordination.",
            )
        case "faith":
            return words.pgettext(
                "mentor/slang/faith", "Une façon de parler très courante. Elle ne dit rien de la personne."
            )
        case None:
            return ""


def advice(mood: Tone, words: Words) -> str:
    match mood:
        case "tense":
            return words.pgettext(
                "mentor/slang/tense", "Le ton monte. La colère vous vise rarement : une phrase courte et calme aide."
            )
        case "threat":
            return words.pgettext(
                "mentor/slang/threat",
                "Une menace a été écrite. Restez calme, ne répondez pas à la menace, prévenez la coordination.",
            )
        case "distress":
            return words.pgettext(
                "mentor/slang/distress",
                "La personne va peut-être très mal. Restez là, posez la question, donnez le 3114, le 119 ou le 15, "
                "et prévenez la coordination.",
            )
        case "calm":
            return ""
