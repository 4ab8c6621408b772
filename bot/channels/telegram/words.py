"""What this channel says by itself. Everything else is worded by the flows."""

from __future__ import annotations

from bot.ports import Words


def location_key(words: Words) -> str:
    return words.pgettext("telegram/location/key", "📍 Envoyer ma position")


def location_hint(words: Words) -> str:
    return words.pgettext("telegram/location/hint", "Tu peux écrire ta ville, ou toucher le bouton en bas.")


def private_only(words: Words, username: str) -> str:
    told = words.pgettext("telegram/group", "Ici tout le monde peut lire. Je parle seulement en privé, alors je sors.")
    here = words.pgettext("telegram/group/link", "Écris-moi ici :")
    return f"{told}\n{here} https://t.me/{username}"
