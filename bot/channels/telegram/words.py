"""What this channel says by itself. Everything else is worded by the flows."""

from __future__ import annotations

from dataclasses import dataclass

from bot.ports import Translations, Words
from flows.text import typeset


@dataclass(frozen=True, slots=True)
class Typeset:
    """`Words` set as printers do: espaces insécables and ’ in French."""

    words: Words
    locale: str

    def pgettext(self, context: str, message: str) -> str:
        return typeset(self.words.pgettext(context, message), self.locale)


def in_language(translations: Translations, locale: str) -> Words:
    return Typeset(translations(locale), locale)


def location_key(words: Words) -> str:
    return words.pgettext("telegram/location/key", "📍 Envoyer ma position")


def location_hint(words: Words) -> str:
    return words.pgettext("telegram/location/hint", "Tu peux écrire ta ville, ou toucher le bouton en bas.")


def private_only(words: Words, username: str) -> str:
    told = words.pgettext("telegram/group", "Ici tout le monde peut lire. Je parle seulement en privé, alors je sors.")
    here = words.pgettext("telegram/group/link", "Écris-moi ici :")
    return f"{told}\n{here} https://t.me/{username}"
