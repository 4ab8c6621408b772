"""The CV of somebody as their mentor's page shows it: its lines to choose from, and what became of ideas for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.mentors import contacts
from bot.mentors.model import Handoff
from bot.mentors.pages.desk import Desk, Sheet, SheetLine, SheetText, label_in
from bot.mentors.store import suggestions
from bot.ports import Account
from bot.web.words import Language


@dataclass(frozen=True, slots=True)
class Draft:
    """As it is shown. `locale`: the language of the CV."""

    locale: str
    lines: Sequence[str]


@dataclass(frozen=True, slots=True)
class Seen:
    """`unread`: what is not on the CV, without what names or reaches the person."""

    sheet: Sheet
    unread: Sequence[SheetText]


async def values(
    desk: Desk, db: AsyncConnection, account: Account, held: Handoff, spoken: Language
) -> dict[str, object]:
    """For `mentors/card.html`."""
    ideas = await suggestions.of_conversation(db, desk.sealer, account.id, held.id)
    seen = await read(desk, db, held)
    return {
        "sheet": seen.sheet if seen else None,
        "draft": await draft(desk, db, held) if seen is None else None,
        "unread": seen.unread if seen else (),
        "lately": await lately(desk, db, held, spoken),
        "name_of": name_of,
        "shows": shows,
        "ideas": [(one.idea, one.state, state(spoken, one.state)) for one in ideas],
        "idea_id": desk.clock.new_id(),
    }


async def read(desk: Desk, db: AsyncConnection, held: Handoff) -> Seen | None:
    """None: there is no CV.

    **Why** what is not on it is looked through here: the page is made without their name, the answers are not.
    """
    sheet, names = await desk.sheets.sheet(db, held.person_id), await desk.names(db, held.person_id)
    if sheet is None:
        return None
    return Seen(sheet, [text for text in sheet.unread if _may_be_read(text.text, names)])


async def draft(desk: Desk, db: AsyncConnection, held: Handoff) -> Draft | None:
    """What they answered so far, without what names or reaches them: their own words are read as they wrote them."""
    found = await desk.sheets.draft(db, held.person_id)
    if found is None:
        return None
    names = await desk.names(db, held.person_id)
    lines = tuple(line for line in found.lines if _may_be_read(line, names))
    return Draft(found.locale, lines) if lines else None


def _may_be_read(text: str, names: Sequence[str]) -> bool:
    return not any(contacts.private_in_lines([text], names))


async def lately(desk: Desk, db: AsyncConnection, held: Handoff, spoken: Language) -> list[tuple[str, str]]:
    """Question and answer, the newest first, masked as what they say in the conversation is."""
    given, names = await desk.sheets.lately(db, held.person_id, spoken.locale), await desk.names(db, held.person_id)
    answers = [answer for _, answer in reversed(given)]
    found = contacts.private_in_lines(answers, names)
    label = label_in(spoken)
    shown = [contacts.hide(answer, hidden, label) for answer, hidden in zip(answers, found, strict=True)]
    return [(question, answer) for (question, _), answer in zip(given, reversed(shown), strict=True)]


def name_of(text: SheetText) -> str:
    """A text in a form: which one, and what it said when the page was made."""
    return f"{text.line}~{crc32(text.before.encode('utf-8', 'replace')):x}"


def shows(line: SheetLine) -> bool:
    """Whether the line says more than its texts do: the level of a school before its subject."""
    return not line.texts or not _letters(line.text).startswith(_letters(line.texts[0].text))


def _letters(text: str) -> str:
    """**Why** only those: a page has spaces and signs as printers set them."""
    return "".join(filter(str.isalnum, text))


def chosen(seen: Seen, name: str) -> SheetText | None:
    """None: there is no such text any more."""
    every = [text for line in seen.sheet.lines for text in line.texts]
    return next((text for text in (*every, *seen.unread) if name_of(text) == name), None)


def state(words: Language, state: str) -> str:
    match state:
        case "offered":
            return words.pgettext("mentor/idea/offered", "proposée, pas encore de réponse")
        case "taken":
            return words.pgettext("mentor/idea/taken", "prise, elle est sur le CV")
        case "kept":
            return words.pgettext("mentor/idea/kept", "pas prise, la personne garde sa phrase")
        case _:
            return words.pgettext("mentor/idea/past", "plus d'actualité, la ligne a changé")
