"""What hosts and staff do with one workshop: make, change, cancel, note who came. Shared; only who may differs.

Law: whoever asks for a workshop that is not theirs is told that it is not there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from zoneinfo import ZoneInfo

from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.clock import Clock
from bot.errors import Refused
from bot.ports import Account
from bot.storage.engine import Database
from bot.storage.sealed import Sealer
from bot.web.guard import form_of
from bot.web.inputs import Form, clean
from bot.web.staff import staff_page
from bot.web.words import language
from bot.workshops.kits.reader import kit_of
from bot.workshops.model import Draft, Seat, Workshop, middle
from bot.workshops.pages import words as said
from bot.workshops.pages.public import PublicPages
from bot.workshops.pages.view import shown, words_of
from bot.workshops.rules.form import LENGTHS, Filled, Problem, Where, filled_of, read
from bot.workshops.rules.from_kit import begun
from bot.workshops.rules.languages import LANGUAGES
from bot.workshops.store import edit, lists
from bot.workshops.store.hosts import Host, named
from bot.workshops.store.seats import attended, of_workshop
from bot.workshops.store.workshops import add_once, by_key, locked, rewrite

FIRST_LANGUAGES = 10
"""Languages shown at once; the others stand behind « autres langues »."""
FIELDS = (
    *LENGTHS, "date", "start", "end", "online", "insee", "was", "seats", "price", "step_free", "childcare", "no_papers",
    "kit", "form",
)  # fmt: skip
REST = frozenset({"title", "summary", "link", "languages", "audience", "price", "edition", "host"})
"""Fields that stand folded away where a kit has filled them in."""
ALIVE = ("draft", "pending", "open")
KEY_LENGTH = 24
"""Signs of the key of a workshop made here: 96 bits, which nobody guesses."""
MOST_TYPED = 5000
"""Characters of a field that are looked at."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a room's pages stand, and for whom. `host`: whose workshops; None: everybody's, for staff."""

    base: str
    account: Account
    host: Host | None


Step = Callable[[web.Request, Place], Awaitable[web.StreamResponse]]
"""What a page does for whoever may."""


@dataclass(frozen=True, slots=True)
class Desk:
    """`zone`: of new workshops."""

    database: Database
    clock: Clock
    sealer: Sealer
    public: PublicPages
    zone: ZoneInfo

    # -- the form ---------------------------------------------------------------------------------------------
    async def blank(self, request: web.Request, at: Place) -> web.Response:
        """`?kit=`: with what that kit says. A host's last workshop says where and how."""
        last: Workshop | None = None
        if at.host is not None:
            async with self.database.read() as db:
                last = await lists.last_of(db, at.host.id)
        kit = kit_of(clean(request.query.get("kit", "")))
        return self._form(request, at, begun(kit, last.draft if last else None))

    async def edited(self, request: web.Request, at: Place) -> web.Response:
        workshop = await self._alive(request, at)
        return self._form(request, at, filled_of(workshop.draft), workshop)

    def _form(
        self, request: web.Request, at: Place, filled: Filled, workshop: Workshop | None = None,
        problems: Mapping[str, Problem] | None = None, options: tuple[tuple[str, str], ...] = (),
    ) -> web.Response:  # fmt: skip
        spoken, names = language(request), words_of(request).babel.languages
        kit = None if workshop else kit_of(filled.of("kit"))
        codes = sorted(LANGUAGES[FIRST_LANGUAGES:], key=lambda code: names.get(code, code))
        values = {
            "at": at,
            "filled": filled,
            "workshop": workshop,
            "wrong": {name: said.problem(spoken, code) for name, code in (problems or {}).items()},
            "options": options,
            "first": [(code, names.get(code, code)) for code in LANGUAGES[:FIRST_LANGUAGES]],
            "others": [(code, names.get(code, code)) for code in codes],
            "lengths": LENGTHS,
            "today": self.clock.now().astimezone(self.zone).date().isoformat(),
            "kit": kit,
            "carry": {"kit": kit.slug} if kit else {},
            "rest": bool(kit) and not REST.isdisjoint(problems or {}),
            "form": filled.of("form") or self.clock.new_id(),
        }
        return staff_page(request, at.account, "workshops/form.html", values, status=400 if problems else 200)

    async def save(self, request: web.Request, at: Place) -> web.Response:
        """A new workshop, or a changed one; what is wrong is shown in the form, with all that was typed."""
        workshop = await self._alive(request, at) if "key" in request.match_info else None
        filled = _filled(await form_of(request))
        where, options = await self._where(filled)
        zone = ZoneInfo(workshop.draft.zone) if workshop else self.zone
        before, kit = (workshop.draft, None) if workshop else (None, kit_of(filled.of("kit")))
        found = read(filled, where, self.clock.now(), zone, before, kit)
        if found.draft is None:
            return self._form(request, at, filled, workshop, found.problems, options)
        if workshop is None:
            return back(at, *await self._add(at, found.draft, filled))
        async with self.database.write() as db:
            changed = await edit.change(db, self.sealer, self.clock.now(), workshop.id, found.draft)
        if changed is None:
            raise web.HTTPNotFound
        return back(at, changed, "saved" if changed.draft.seats == found.draft.seats else "seats")

    async def _add(self, at: Place, draft: Draft, filled: Filled) -> tuple[Workshop, str]:
        """The same form sent twice, also at the same moment, is one workshop; with something changed it is another."""
        now, waits, host = self.clock.now(), at.host is not None and not at.host.approved, filled.of("host").strip()
        form = filled.of("form") or self.clock.new_id()
        key = sha256(f"{at.account.id}/{form}/{host}/{draft!r}".encode()).hexdigest()[:KEY_LENGTH]
        async with self.database.write() as db:
            host_id = at.host.id if at.host else await named(db, host, now) if host else None
            made = await add_once(db, draft, "pending" if waits else "open", key, now, host_id)
            there = made or await by_key(db, key, at.host.id if at.host else None)
        if there is None:
            raise web.HTTPNotFound
        return there, "there" if made is None else "pending" if waits else "saved"

    async def _where(self, filled: Filled) -> tuple[Where, tuple[tuple[str, str], ...]]:
        """The town typed; one picked from several counts as long as what was typed is the same."""
        if filled.of("online") or not filled.of("near").strip():
            return Where(), ()
        picked = filled.of("insee") if filled.of("near") == filled.of("was") else ""
        search = await self.public.understood(filled.of("near"), picked)
        if search.town:
            name = search.town.name.rpartition(" (")[0] or search.town.name
            return Where(search.town.insee, name, *middle(search.town.lat, search.town.lon)), ()
        return Where(several=bool(search.options)), search.options

    # -- one workshop -----------------------------------------------------------------------------------------
    async def find(self, db: AsyncConnection, request: web.Request, at: Place) -> Workshop:
        found = await by_key(db, request.match_info["key"], at.host.id if at.host else None)
        if found is None:
            raise web.HTTPNotFound
        return found

    async def _alive(self, request: web.Request, at: Place) -> Workshop:
        async with self.database.read() as db:
            found = await self.find(db, request, at)
        if found.state not in ALIVE or found.draft.ends_at <= self.clock.now():
            sentence = language(request).pgettext(
                "staff/w/too_late", "Cet atelier est passé ou annulé : il ne change plus."
            )
            raise Refused("too_late", sentence, 409)
        return found

    async def one(self, request: web.Request, at: Place) -> web.Response:
        async with self.database.read() as db:
            found = await self.find(db, request, at)
            counted = await lists.counted(db, found.id)
            came = await of_workshop(db, found.id, "booked", "came", "missed")
        spoken, now = language(request), self.clock.now()
        values = {
            "at": at,
            "one": shown(found, words_of(request)),
            "draft": found.draft,
            "state": found.state,
            "stands": said.state(spoken, found.state),
            "counted": counted,
            "sheet": sorted(came, key=lambda seat: seat.person_id) if found.draft.starts_at <= now else [],
            "alive": found.state in ALIVE and found.draft.ends_at > now,
            "note": said.note(spoken, request.query.get("note", "")),
            "kit": kit_of(found.draft.kit),
        }
        return staff_page(request, at.account, "workshops/desk.html", values)

    async def cancel(self, request: web.Request, at: Place) -> web.Response:
        workshop = await self._alive(request, at)
        async with self.database.write() as db:
            await edit.cancel(db, self.sealer, self.clock.now(), workshop.id)
        return back(at, workshop, "cancelled")

    async def attendance(self, request: web.Request, at: Place) -> web.Response:
        """Who came and who did not; once that is said of everybody, an ended workshop is closed."""
        form, now = await form_of(request), self.clock.now()
        async with self.database.write() as db:
            found = await self.find(db, request, at)
            if found.draft.starts_at > now or found.state not in ("open", "closed"):
                raise web.HTTPNotFound
            for seat in await of_workshop(db, found.id, "booked", "came", "missed"):
                if (noted := _noted(form, seat)) is not None:
                    await attended(db, now, seat.person_id, found.id, came=noted)
            kept = await locked(db, found.id)
            if kept and kept.state == "open" and kept.draft.ends_at <= now and not await _left(db, kept):
                await rewrite(db, replace(kept, state="closed"), now)
        return back(at, found, "noted")


async def _left(db: AsyncConnection, workshop: Workshop) -> bool:
    """Somebody of whom nothing is noted yet."""
    return bool(await of_workshop(db, workshop.id, "booked"))


def _noted(form: Form, seat: Seat) -> bool | None:
    return {"came": True, "missed": False}.get(str(form.get(f"seat-{seat.id}", "")))


def _filled(form: Form) -> Filled:
    texts = {name: clean(str(form.get(name, "")))[:MOST_TYPED] for name in FIELDS}
    return Filled(texts, tuple(str(code) for code in form.getall("languages", [])))


def back(at: Place, workshop: Workshop, note: str) -> web.Response:
    return web.Response(status=303, headers={"Location": f"{at.base}/{workshop.key}?note={note}"})
