"""`/staff/flows/{flow}/try`: the chat as a young person has it, on the draft, with actions that only pretend.

Law: nothing of it is a person's. What is tried is a row of the account that tries; it is played anew for each page.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace

from aiohttp import web

from bot.ports import Account
from bot.studio.model import READERS, WRITERS, Held
from bot.studio.pages.desk import FLOW, Desk, typed
from bot.studio.pages.tabs import Tab, add_tab, flow_page
from bot.studio.pages.trying_form import act_of, answers_of, number_of
from bot.studio.pages.trying_view import Tried, view
from bot.studio.rules import tried
from bot.studio.rules.kept import exchanges, pinned, played
from bot.studio.rules.packing import is_full, meant
from bot.studio.store import chats, drafts, tries
from bot.web import guard
from bot.web.inputs import Form
from bot.web.policy import OURS, policy
from bot.web.words import Language, language
from flows.supposing import wanted
from flows.text import SOURCE
from flows.tryout import Chat

TRY = FLOW + "/try"
LONGEST_NAME = 80
"""Characters of a test's name."""
OTHERS = "others"
"""In an address and in forms: the other flows as their drafts say, too."""
FRAMED = "framed"
"""Likewise: it is shown within another page of the studio, beside a form."""
NOTES = frozenset({"kept", "many", "full", "name"})

Change = Callable[[Chat, Form, Tried], Chat | None]
"""What a form makes of the try-out; None: nothing."""


@dataclass(frozen=True, slots=True)
class TryPages:
    desk: Desk

    def routes(self, app: web.Application) -> None:
        ours, writers = guard.needs(*READERS), guard.needs(*WRITERS)
        app.add_routes(
            [
                web.get(TRY, ours(self.show)),
                web.post(TRY, ours(self._changing(_acted))),
                web.post(TRY + "/start", ours(self._changing(_started))),
                web.post(TRY + "/before", ours(self._changing(_supposed))),
                web.post(TRY + "/back", ours(self._changing(_back))),
                web.post(TRY + "/value", ours(self._changing(_valued))),
                web.post(TRY + "/keep", writers(self.keep)),
            ]
        )
        add_tab(app, Tab("/try", 20, READERS, lambda words: words.pgettext("staff/try", "Essayer")))

    async def show(self, request: web.Request, account: Account) -> web.Response:
        """`?step=`: a fresh one from there, kept as soon as something is done in it."""
        held = await self.desk.held(request)
        chat = await self._chat(held, account)
        step = request.query.get("step", "")
        if step and (step != chat.step or chat.acts):
            chat = Chat(held.flow, step[:48], chat.locale, values=chat.values)
        others = OTHERS in request.query
        found = await self.tried(held, chat, others=others)
        spoken = language(request)
        async with self.desk.database.read() as db:
            kept = len(await chats.of_flow(db, held.flow))
        values = {
            **view(found, spoken),
            "may_keep": account.may(*WRITERS) and not others,
            "others": others,
            "framed": FRAMED in request.query,
            "drafts": self.desk.folder is None,
            "may_write": account.may(*WRITERS) and self.desk.folder is None,
            "tests": kept,
            "note": _note(request, spoken),
        }
        shown = flow_page(request, account, "studio/try.html", held, values, tab="/try")
        if FRAMED in request.query:
            shown.headers["Content-Security-Policy"] = policy(within=OURS)
        return shown

    def _changing(self, change: Change) -> guard.Guarded:
        """A form that changes the try-out, which is then shown."""

        async def changed(request: web.Request, account: Account) -> web.Response:
            held, form = await self.desk.held(request), await guard.form_of(request)
            chat = await self._chat(held, account)
            step = str(form.get("step", ""))[:48]
            if number_of(form, "n") == 0 and step != chat.step:
                chat = Chat(held.flow, step, chat.locale, values=chat.values)
            others = OTHERS in form
            wanted = change(chat, form, await self.tried(held, chat, others=others))
            if wanted is not None and not is_full(wanted):
                async with self.desk.database.write() as db:
                    await tries.put(db, account.id, held.flow, wanted, self.desk.clock.now())
            return _to(request, held, form, "full" if wanted is not None and is_full(wanted) else "")

        return changed

    async def keep(self, request: web.Request, account: Account) -> web.Response:
        """What was tried becomes a test, with what its actions gave."""
        held, form = await self.desk.held(request), await guard.form_of(request)
        name, now = typed(form, "name").strip()[:LONGEST_NAME], self.desk.clock.now()
        chat = await self._chat(held, account)
        found = await self.tried(held, chat)
        if not name or found.played is None or found.played.session is None or found.played.lost is not None:
            return _to(request, held, form, "name")
        chat, expected = pinned(chat, found.played), exchanges(found.played)
        async with self.desk.database.write() as db:
            added = await chats.add(db, name, chat, expected, by=account.id, now=now)
        return _to(request, held, form, "kept" if added else "many")

    # -- small parts ------------------------------------------------------------------------------------------
    async def _chat(self, held: Held, account: Account) -> Chat:
        async with self.desk.database.read() as db:
            return await tries.get(db, account.id, held.flow) or Chat(held.flow, locale=SOURCE)

    async def tried(self, held: Held, chat: Chat, *, others: bool = False) -> Tried:
        """`others`: among the drafts of the other flows, where they have one, not among what is served.

        **Why** in a thread: a long draft takes a third of a second to read, and people chat meanwhile.
        """
        served = self.desk.shelf().library
        if others and self.desk.folder is None:
            async with self.desk.database.read() as db:
                written = [one.written for flow, one in (await drafts.every(db)).items() if flow != held.flow]
            served = await asyncio.to_thread(tried.with_drafts, served, written)
        draft = await asyncio.to_thread(tried.read, held.flow, held.written.source)
        library = tried.library_with(served, held.written)
        if library is None:
            return Tried(chat, draft, None, None)
        return Tried(chat, draft, library, played(library, chat, self.desk.clock.now(), self.desk.resolving))


# -- what forms change ----------------------------------------------------------------------------------------
def _acted(chat: Chat, form: Form, found: Tried) -> Chat | None:
    """Sent twice, or from a page that is older: nothing is done twice."""
    act = act_of(form)
    if act is None or number_of(form, "n") != len(chat.acts) or found.lost:
        return None
    return replace(chat, acts=(*chat.acts, act))


def _started(chat: Chat, form: Form, found: Tried) -> Chat | None:
    """Anew: from that step, in that language, or as it began."""
    if "again" in form:
        return replace(chat, acts=())
    locale, step = str(form.get("locale", "")), str(form.get("from", ""))[:48]
    known = found.library.locales if found.library else ()
    locale = locale if locale in known else chat.locale
    return replace(chat, step=step, locale=locale, acts=(), before=chat.before if step == chat.step else {})


def _supposed(chat: Chat, form: Form, found: Tried) -> Chat | None:
    """What was answered before the step."""
    flow = found.library.flows.get(chat.flow) if found.library else None
    if found.library is None or flow is None:
        return None
    before = answers_of(form, found.library, chat, wanted(found.library, flow, chat.step))
    return replace(chat, before=before, acts=())


def _back(chat: Chat, form: Form, found: Tried) -> Chat | None:
    return replace(chat, acts=chat.acts[: number_of(form, "at")])


def _valued(chat: Chat, form: Form, found: Tried) -> Chat | None:
    """« Et si… » : an action gives something else, and the same is played again."""
    spot = str(form.get("spot", ""))
    if found.played is None or spot not in found.played.pretended:
        return None
    words = str(form.get("typed", "")).strip() or str(form.get("value", ""))
    return replace(chat, values={**chat.values, spot: meant(words)})


def _to(request: web.Request, held: Held, form: Form, note: str) -> web.Response:
    more = "".join(f"&{word}=1" for word in (OTHERS, FRAMED) if word in form) + (f"&note={note}" if note else "")
    return web.Response(
        status=303, headers={"Location": f"/staff/flows/{held.flow}/try?lang={language(request).locale}{more}#now"}
    )


def _note(request: web.Request, spoken: Language) -> str:
    match request.query.get("note", ""):
        case "kept":
            return spoken.pgettext("staff/try/kept", "C'est gardé : ce test sera rejoué à chaque publication.")
        case "many":
            return spoken.pgettext("staff/try/many", "Il y a déjà trop de tests ici. Jetez-en un avant.")
        case "full":
            return spoken.pgettext("staff/try/full", "C'est trop long. Recommencez, ou partez d'une autre étape.")
        case "name":
            return spoken.pgettext("staff/try/name", "Pas gardé : donnez un nom au test, et jouez-le jusqu'au bout.")
        case _:
            return ""
