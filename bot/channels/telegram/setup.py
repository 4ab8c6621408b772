"""What Telegram shows of the bot before anybody talks: command menu, name, descriptions; and where updates go."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from telegram.error import BadRequest, EndPointNotFound, Forbidden, InvalidToken, TelegramError

from bot.channels.telegram.api import Api, wrong_token
from bot.channels.telegram.receive import ALLOWED
from bot.channels.telegram.words import in_language
from bot.errors import Misconfigured, Unavailable
from bot.ports import Translations, Words

log = logging.getLogger(__name__)

SOURCE = "fr"
MOST_CONNECTIONS = 100
"""Webhook calls that Telegram may make at once; the conversation takes what waits as one batch."""
NAME, DESCRIPTION, SHORT = 64, 512, 120
"""Longest texts in characters (Bot API)."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Who runs the service. `name` is shown as the bot's name; None leaves the one given at BotFather."""

    org: str
    name: str | None = None


async def receive_by(api: Api, url: str | None, secret: str) -> None:
    """Sets the webhook `url`, or none for polling. What waits at Telegram is kept."""
    try:
        if url is None:
            await api.call("deleteWebhook", drop_pending_updates=False)
        else:
            more = {"max_connections": MOST_CONNECTIONS, "allowed_updates": ALLOWED}
            await api.call("setWebhook", url=url, secret_token=secret, **more)
    except (InvalidToken, EndPointNotFound):
        raise wrong_token() from None
    except (BadRequest, Forbidden) as error:
        raise Misconfigured([f"PASSERELLE_PUBLIC_URL: Telegram refuses this webhook: {error.message}"]) from None
    except TelegramError as error:
        raise Unavailable(f"Telegram does not answer: {type(error).__name__}") from None


async def introduce(api: Api, translations: Translations, locales: Iterable[str], profile: Profile) -> None:
    """Sets menu and texts in every language; a text that is already so is left alone, for Telegram allows few changes.

    A failure here costs a menu, not the service: it is logged, and the next start tries again.
    """
    for locale in (SOURCE, *(locale for locale in locales if locale != SOURCE)):
        language = "" if locale == SOURCE else locale
        if language and len(language) != 2:
            continue
        try:
            await _introduce(api, in_language(translations, locale), locale, language, profile)
        except TelegramError as error:
            log.warning("telegram: menu and texts in %s not set: %s", locale, type(error).__name__)


async def _introduce(api: Api, words: Words, locale: str, language: str, profile: Profile) -> None:
    wanted = commands(words, locale)
    if await api.call("getMyCommands", language_code=language) != wanted:
        await api.call("setMyCommands", commands=wanted, language_code=language)
    for method, name, text in texts(words, profile):
        now = await api.call(f"getMy{method}", language_code=language)
        if now.get(name) != text:
            await api.call(f"setMy{method}", **{name: text, "language_code": language})


def texts(words: Words, profile: Profile) -> list[tuple[str, str, str]]:
    """Method, field and text of what is said about the bot, within Telegram's lengths."""
    about = words.pgettext(
        "telegram/description",
        "Je suis un robot. Je t'aide à faire ton CV, à trouver un atelier près de chez toi, ou à parler à quelqu'un.\n"
        "Pas besoin de compte ni de mail. Tu peux tout effacer quand tu veux.",
    )
    who = words.pgettext("telegram/description/who", "Un service de {org}.").replace("{org}", profile.org)
    short = words.pgettext(
        "telegram/short", "Ton CV, un atelier près de toi, quelqu'un à qui parler. Gratuit, sans compte."
    )
    found = [
        ("Description", "description", f"{about}\n\n{who}"[:DESCRIPTION]),
        ("ShortDescription", "short_description", short[:SHORT]),
    ]
    return [("Name", "name", profile.name[:NAME]), *found] if profile.name else found


def commands(words: Words, locale: str) -> list[Mapping[str, str]]:
    """The menu: what can be typed at any time. French words in French, English ones elsewhere (Latin letters only)."""
    french = locale == SOURCE
    named = [
        ("menu", words.pgettext("telegram/command/menu", "Voir le menu")),
        ("retour" if french else "back", words.pgettext("telegram/command/back", "Revenir à la question d'avant")),
        ("changer" if french else "change", words.pgettext("telegram/command/change", "Changer une réponse")),
        ("langue" if french else "language", words.pgettext("telegram/command/language", "Changer de langue")),
        ("pause", words.pgettext("telegram/command/pause", "Faire une pause, tout est gardé")),
        ("humain" if french else "human", words.pgettext("telegram/command/human", "Parler à quelqu'un")),
        ("sos", words.pgettext("telegram/command/sos", "Besoin d'aide tout de suite")),
    ]
    return [{"command": name, "description": text} for name, text in named]
