"""A conversation begun elsewhere goes on here: what a one-time code does to the address that brought it.

Law: nobody's own answers are given up for another conversation: who has some here keeps them, and the code stays good.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.channels.model import Incoming
from bot.conversation.load import People
from bot.conversation.model import Person
from bot.ports import Line, Translations
from bot.storage import handovers
from flows.text import typeset

Arrival = Literal["joined", "instead", "already", "theirs", "unknown"]
"""`joined`: this address belongs to the other conversation now · `instead`: so it does, what was begun here is gone ·
`already`: it did before · `theirs`: they have answers of their own here, which stay · `unknown`: no good code."""

HERE: frozenset[Arrival | None] = frozenset({"joined", "instead", "already"})
"""The conversation goes on at this address."""


def has_own(person: Person) -> bool:
    """They agreed that we keep their answers, or a human is there for them."""
    return person.consent_at is not None or person.mode != "bot"


async def wanted(db: AsyncConnection, incomings: Iterable[Incoming]) -> Collection[int]:
    """The people that the codes of a batch lead to, to be locked with those who write."""
    codes = {incoming.code for incoming in incomings if incoming.code}
    return await handovers.led_to(db, codes) if codes else ()


async def arrive(db: AsyncConnection, people: People, incoming: Incoming, now: datetime) -> Arrival:
    """Consumes the code of `incoming`, if it may be; `people.places` then says whose the address is."""
    person, place = people.places[incoming.address]
    code = incoming.code or ""
    if person.id in await handovers.led_to(db, {code}):
        await handovers.consume(db, code, now)
        return "already"
    if has_own(person):
        return "theirs" if await handovers.is_valid(db, code, now) else "unknown"
    target = await handovers.consume(db, code, now)
    if target is None:
        return "unknown"
    begun = any(line.message.author == "me" for line in person.lines) or await handovers.has_spoken(db, person.id)
    await people.load_ids(db, [target])
    gone = await handovers.move(db, place.id, person.id, target)
    people.give(place, person, people.by_id[target], gone=gone)
    return "instead" if begun else "joined"


def told(arrival: Arrival, translations: Translations, locale: str) -> list[Line]:
    """What is said of it, in both channels: the page shows these lines, too."""
    words = translations(locale)
    here = words.pgettext(
        "handover/joined", "On continue ici, sur Telegram. La page du site reste ouverte, tu peux y revenir."
    )
    texts = {
        "joined": [here],
        "already": [here],
        "instead": [here, words.pgettext("handover/instead", "Ce que tu avais commencé ici avant est effacé.")],
        "theirs": [
            words.pgettext("handover/theirs", "Ici, tu as déjà tes réponses. Je les garde, on continue avec."),
            words.pgettext(
                "handover/theirs_other",
                "Tu préfères ta discussion du site ? Écris « effacer » ici, et dans 24 h reprends un lien sur le site.",
            ),
        ],
        "unknown": [
            words.pgettext(
                "handover/unknown",
                "Ce lien ne sert plus : il marche une seule fois, pendant 15 minutes. "
                "Tu peux en prendre un autre sur le site.",
            )
        ],
    }
    return [Line(typeset(text, locale)) for text in texts[arrival]]
