"""`/mentor`: who waits, « Prendre la suivante », what a mentor has now and owes. Never a catalogue of young people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.i18n import Translator, translator
from bot.mentors import waits
from bot.mentors.model import Handoff
from bot.mentors.pages import labels
from bot.mentors.pages.desk import Desk, number
from bot.mentors.pages.soon import soon
from bot.mentors.store import begin, board, duty, handoffs, people, promises, queue, slots, transfers
from bot.mentors.store.duty import Standing
from bot.ports import Account
from bot.web.guard import form_of, needs, token_of
from bot.web.render import page
from bot.web.staff import Section, add_section, staff_page
from bot.web.words import Language, language

HOME = "/mentor"
PROFILE, TRAINING = "/mentor/profile", "/mentor/training"
STAYS = (20, 60, 120)
"""Minutes that « Je suis là » offers."""
NEXT = 3
"""Appointments shown; all of them are on their own page."""
NOTES = frozenset({
    "nobody", "full", "there", "away", "kept", "late", "declined", "closed", "given", "lost", "not_yet",
})  # fmt: skip
"""What the page may be asked to say after a form (`?note=`)."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Those who asked for the same languages: how many, how long the first of them."""

    languages: str
    count: int
    longest: str


@dataclass(frozen=True, slots=True)
class Blocked:
    """Why they may not take anybody, and where they can do something about it; "" when that isn't theirs to do."""

    sentence: str
    path: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ConsolePages:
    desk: Desk

    def routes(self, app: web.Application) -> None:
        mentor = needs("mentor")
        app.add_routes([web.get(HOME, mentor(self.show)), web.post(HOME, mentor(self.press))])
        section = Section(
            HOME,
            ("mentor",),
            lambda words: words.pgettext("mentor/console", "Console"),
            lambda words: words.pgettext("mentor/console/about", "Répondre aux jeunes qui attendent quelqu'un."),
        )
        add_section(app, section)

    # -- buttons ----------------------------------------------------------------------------------------------
    async def press(self, request: web.Request, account: Account) -> web.Response:
        """One of the page's buttons; then a page again, so that « reload » does nothing twice."""
        form = await form_of(request)
        pressed = next((name for name in _DEEDS if name in form), "next")
        to = await _DEEDS[pressed](self, account, number(str(form.get(pressed, ""))), self.desk.clock.now())
        self.desk.told()
        lang = language(request).locale
        where = f"/mentor/c/{to}?lang={lang}" if isinstance(to, int) else f"{HOME}?lang={lang}&note={to}"
        return web.Response(status=303, headers={"Location": where})

    async def _next(self, account: Account, _value: int, now: datetime) -> int | str:
        async with self.desk.database.write() as db:
            taken = await queue.claim(db, self.desk.sealer, now, account.id)
            if taken is not None:
                return taken.id
            mine = await duty.standing(db, account.id, now)
        if mine is None or not mine.may_take():
            return "not_yet"
        return "full" if mine.held >= mine.capacity else "nobody"

    async def _until(self, account: Account, minutes: int, now: datetime) -> str:
        stays = minutes in STAYS
        async with self.desk.database.write() as db:
            await duty.be_there(db, account.id, now + timedelta(minutes=minutes) if stays else None)
            await board.next_change(db)
        return "there" if stays else "away"

    async def _keep(self, account: Account, promise_id: int, now: datetime) -> str:
        async with self.desk.database.write() as db:
            return "kept" if await promises.keep(db, now, account.id, promise_id) else "late"

    async def _resume(self, account: Account, promise_id: int, now: datetime) -> int | str:
        async with self.desk.database.write() as db:
            held = await begin.come_back(db, self.desk.sealer, now, account.id, promise_id)
        return held.id if held else "late"

    async def _accept(self, account: Account, transfer_id: int, now: datetime) -> int | str:
        async with self.desk.database.write() as db:
            held = await transfers.accept(db, self.desk.sealer, now, account.id, transfer_id)
        return held.id if held else "late"

    async def _decline(self, account: Account, transfer_id: int, now: datetime) -> str:
        async with self.desk.database.write() as db:
            return "declined" if await transfers.decline(db, now, account.id, transfer_id) else "late"

    # -- the page ---------------------------------------------------------------------------------------------
    async def show(self, request: web.Request, account: Account) -> web.Response:
        """`?part`: only what changes while it is open."""
        spoken, now = language(request), self.desk.clock.now()
        await self.desk.alive.note(account.id, now)
        async with self.desk.database.read() as db:
            values = await self._values(db, account, spoken, now)
        if "part" in request.query:
            return page(request, "mentors/board.html", {**values, "token": token_of(request)})
        asked = request.query.get("note", "")
        values["note"] = _note(spoken, asked) if asked in NOTES else ""
        return staff_page(request, account, "mentors/console.html", values)

    async def _values(
        self, db: AsyncConnection, account: Account, spoken: Language, now: datetime
    ) -> dict[str, object]:
        mine = await duty.standing(db, account.id, now)
        words, change = translator(spoken.locale), await board.newest(db)
        waiting = await queue.waiting_for(db, account.id, now)
        held = await handoffs.held_by(db, account.id, now)
        owed = await promises.open_of(db, self.desk.sealer, account.id)
        offered = await transfers.open_to(db, self.desk.sealer, account.id, now)
        coming = await slots.of_mentor(db, account.id, now) if mine else []
        zone = mine.zone if mine else None
        return {
            "standing": mine,
            "soon": await soon(db, account.id, now, spoken),
            "blocked": _blocked(spoken, mine),
            "after": f"{change}.0",
            "count": len(waiting) + len(offered),
            "waiting": _grouped(waiting, now, words, spoken),
            "stays": [(minutes, waits.length(timedelta(minutes=minutes), words)) for minutes in STAYS],
            "until": words.soon(mine.on_duty_until, now, mine.zone) if mine and mine.on_duty_until else "",
            "held": [(one, await people.alias_of(db, one.person_id), _owed(spoken, one, now)) for one in held],
            "owed": [
                (
                    one,
                    await people.alias_of(db, one.person_id),
                    words.soon(one.due_at, now, zone),
                    one.due_at <= now,
                )
                for one in owed
                if zone
            ],
            "offered": [(one, await people.mentor_alias(db, one.from_account)) for one in offered],
            "coming": [
                (slot, words.soon(slot.starts_at, now, zone)) for slot in coming if zone and slot.state == "booked"
            ][:NEXT],
            "topic": partial(labels.topic, spoken),
        }


_DEEDS = {
    "next": ConsolePages._next,
    "until": ConsolePages._until,
    "keep": ConsolePages._keep,
    "resume": ConsolePages._resume,
    "accept": ConsolePages._accept,
    "decline": ConsolePages._decline,
}


def _grouped(waiting: Sequence[Handoff], now: datetime, words: Translator, spoken: Language) -> list[Waiting]:
    found: dict[tuple[str, ...], list[Handoff]] = {}
    for one in waiting:
        found.setdefault(one.languages, []).append(one)
    return [
        Waiting(
            spoken.separator.join(words.babel.languages.get(code, code) for code in languages),
            len(same),
            labels.since(spoken, min(one.asked_at for one in same), now),
        )
        for languages, same in found.items()
    ]


def _owed(words: Language, one: Handoff, now: datetime) -> str:
    """Since when they wait for the mentor's word; "" when they don't."""
    return labels.since(words, one.owed_since, now) if one.owed_since else ""


def _blocked(words: Language, mine: Standing | None) -> Blocked | None:
    """None: they may take somebody."""
    to_profile = words.pgettext("mentor/blocked/profile", "Mon profil")
    if mine is None:
        sentence = words.pgettext(
            "mentor/blocked/none", "Avant la première conversation : votre profil, puis une courte formation."
        )
        return Blocked(sentence, PROFILE, to_profile)
    if not mine.trained:
        sentence = words.pgettext(
            "mentor/blocked/training", "Avant la première conversation, il vous reste à réussir la courte formation."
        )
        return Blocked(sentence, TRAINING, words.pgettext("mentor/blocked/start", "La formation"))
    if mine.vetted_until is None:
        sentence = words.pgettext(
            "mentor/blocked/vetting",
            "Votre vérification n'est pas faite, ou elle a expiré. Demandez à la personne qui coordonne l'équipe.",
        )
        return Blocked(sentence)
    if mine.stopped:
        sentence = words.pgettext(
            "mentor/blocked/company",
            "L'association ne travaille plus avec votre structure. Demandez à la personne qui coordonne l'équipe.",
        )
        return Blocked(sentence)
    if mine.paused:
        sentence = words.pgettext("mentor/blocked/paused", "Vous êtes en pause : aucune nouvelle conversation.")
        return Blocked(sentence, PROFILE, to_profile)
    return None


def _note(words: Language, note: str) -> str:
    sentences = {
        "nobody": words.pgettext("mentor/note/nobody", "Personne n'attend en ce moment. Merci d'être là."),
        "full": words.pgettext(
            "mentor/note/full", "Vous avez déjà autant de conversations que prévu. Terminez-en une d'abord."
        ),
        "there": words.pgettext("mentor/note/there", "C'est noté : vous êtes là."),
        "away": words.pgettext("mentor/note/away", "C'est noté : vous n'êtes plus là. À bientôt."),
        "kept": words.pgettext("mentor/note/kept", "Promesse tenue. Merci."),
        "late": words.pgettext("mentor/note/late", "C'est trop tard, ou c'était déjà fait : rien n'a changé."),
        "declined": words.pgettext("mentor/note/declined", "La conversation reste chez votre collègue."),
        "closed": words.pgettext("mentor/note/closed", "La conversation est terminée. La personne est prévenue."),
        "given": words.pgettext("mentor/note/given", "Le robot reprend avec la personne, là où vous l'avez dit."),
        "lost": words.pgettext("mentor/note/lost", "Cette conversation n'est plus à vous."),
        "not_yet": words.pgettext("mentor/note/not_yet", "Vous ne pouvez pas encore prendre de conversation."),
    }
    return sentences.get(note, "")
