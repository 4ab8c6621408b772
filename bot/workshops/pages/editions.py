"""An edition, or one workshop, once more: first the new dates are shown, then those ticked are made.

Law: nothing is made twice, however often the button is pressed and by however many.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.web.guard import form_of
from bot.web.inputs import Form, clean
from bot.web.staff import staff_page
from bot.web.words import Language, language
from bot.workshops.model import Workshop
from bot.workshops.pages import words as said
from bot.workshops.pages.desk import Desk, Place, back
from bot.workshops.pages.view import words_of
from bot.workshops.rules.editions import Copy, cloned, copies
from bot.workshops.rules.form import FURTHEST, LENGTHS, day_of, tidy
from bot.workshops.store import lists
from bot.workshops.store.hosts import host_of
from bot.workshops.store.workshops import add, locked

MOST_COPIED = 500
"""Workshops of one edition: twice the greatest there was."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """A form that can be done. `taken`: keys of the originals that were ticked; None: not shown yet."""

    first: date
    edition: str
    whole: bool
    taken: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Editions:
    desk: Desk

    async def clone(self, request: web.Request, at: Place) -> web.Response:
        form = await form_of(request)
        wish = self._wish(form)
        async with self.desk.database.write() as db:
            found = await self.desk.find(db, request, at)
            if wish is None:
                return back(at, found, "when")
            await locked(db, found.id)  # who presses at the same moment waits here
            chosen = await _chosen(db, found, wish)
            drafts = cloned([one.draft for one in chosen], wish.first, wish.edition or found.draft.edition)
            planned = copies(drafts, await lists.stored(db, drafts))
            if wish.taken is None:
                return self._preview(request, at, found, chosen, planned, wish)
            await self._make(db, chosen, planned, wish.taken)
        return back(at, found, "cloned")

    def _wish(self, form: Form) -> _Wish | None:
        """None: not a day to come."""
        first = day_of(clean(str(form.get("date", ""))))
        today = self.desk.clock.now().astimezone(self.desk.zone).date()
        if first is None or not today < first <= today + FURTHEST:
            return None
        edition = tidy(clean(str(form.get("edition", ""))))[: LENGTHS["edition"]]
        taken = frozenset(str(key) for key in form.getall("take", [])) if "sure" in form else None
        return _Wish(first, edition, "whole" in form, taken)

    def _preview(
        self, request: web.Request, at: Place, found: Workshop, chosen: Sequence[Workshop], planned: Sequence[Copy],
        wish: _Wish,
    ) -> web.Response:  # fmt: skip
        spoken, words = language(request), words_of(request)
        rows = [
            (chosen[one.number].key, one, words.moment(one.draft.starts_at, self.desk.zone), _names(one, spoken))
            for one in sorted(planned, key=lambda one: (one.draft.starts_at, one.number))
        ]
        values = {
            "at": at, "key": found.key, "rows": rows, "wish": wish, "cut": len(chosen) == MOST_COPIED,
            "edition": wish.edition or found.draft.edition, "any": any(not one.there for one in planned),
        }  # fmt: skip
        return staff_page(request, at.account, "workshops/clone.html", values)

    async def _make(
        self, db: AsyncConnection, chosen: Sequence[Workshop], planned: Sequence[Copy], taken: frozenset[str]
    ) -> None:
        for one in planned:
            original = chosen[one.number]
            if original.key in taken and not one.there:
                id, now = self.desk.clock.new_id(), self.desk.clock.now()
                await add(db, one.draft, "open", id, now, await host_of(db, original.id))


async def _chosen(db: AsyncConnection, found: Workshop, wish: _Wish) -> Sequence[Workshop]:
    if not (wish.whole and found.draft.edition):
        return [found]
    return list(await lists.of_edition(db, found.draft.edition, MOST_COPIED)) or [found]


def _names(one: Copy, spoken: Language) -> str:
    return said.holiday(spoken, one.holiday) if one.holiday else ""
