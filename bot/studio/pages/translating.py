"""`/staff/flows/{flow}/texts/{locale}`: French on one side, the translation on the other.

Law: nothing that somebody wrote is overwritten unseen, and nothing typed is lost when a part of it can't be kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode

from aiohttp import web

from bot.offering import FLOWS
from bot.ports import Account
from bot.releases.model import Written
from bot.storage import reviews
from bot.storage.reviews import Review
from bot.studio.model import READERS, TRANSLATORS, Held
from bot.studio.pages import texts_words
from bot.studio.pages.desk import FLOW, PATH, Desk, seen_version
from bot.studio.pages.tabs import Tab, add_tab, flow_page
from bot.studio.pages.tongues import LOCALE, tongues
from bot.studio.rules.difference import difference
from bot.studio.rules.translating import LONGEST, Line, Wish, clashes, count, is_long, mark, put, wrong
from bot.web import guard
from bot.web.inputs import Form, clean, whole_number
from bot.web.words import language
from flows.checks.long_button import BEST

TAB = "/texts"
PAGE = 40
"""Texts on one page: what somebody does in one go, and a form that stays light."""
SHOWN = ("todo", "all")
IN_A_ROW, MOST_ROWS = 30, 10
"""Characters of a row on a small phone; rows of the tallest field."""


class Answer(NamedTuple):
    """What a form says of one text."""

    line: Line
    text: str
    seen: str
    read: bool
    changed: bool
    ticked: bool
    """Read over is said otherwise than when the page was made."""
    moved: bool
    """The French is another one than on the page."""


@dataclass(slots=True)
class Outcome:
    """`told`: key → what is wrong there; `others`: key → what somebody else wrote meanwhile."""

    kept: int = 0
    typed: dict[str, str] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)
    others: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TranslatingPages:
    desk: Desk

    def routes(self, app: web.Application) -> None:
        look, change = guard.needs(*READERS), guard.needs(*TRANSLATORS)
        one = f"{FLOW}{TAB}/{LOCALE}"
        app.add_routes(
            [web.get(FLOW + TAB, look(self.all)), web.get(one, look(self.one)), web.post(one, change(self.save))]
        )
        add_tab(app, Tab(TAB, 30, READERS, lambda words: words.pgettext("staff/flows/tab/texts", "Textes")))

    async def all(self, request: web.Request, account: Account) -> web.Response:
        """How far each language is."""
        held, known = await self.desk.held(request), await tongues(self.desk)
        rows = [(tongue, count(await known.lines(held, tongue.locale))) for tongue in known.all()]
        values = {"tongues": rows, "broken": not known.sources(held)}
        return flow_page(request, account, "studio/texts_flow.html", held, values, tab=TAB)

    async def one(self, request: web.Request, account: Account) -> web.Response:
        return await self._page(request, account, await self.desk.held(request), Outcome())

    async def _page(
        self, request: web.Request, account: Account, held: Held, outcome: Outcome, only: Sequence[str] = ()
    ) -> web.Response:
        """`only`: the texts of a page that could not be kept whole; else those of the address."""
        known = await tongues(self.desk)
        tongue = known.of(request)
        found = await known.lines(held, tongue.locale)
        show = request.query.get("show", "")
        show = show if show in SHOWN else "all"
        wanted = [line for line in found if show == "all" or line.state != "reviewed"]
        wanted = [line for line in found if line.source.key in only] if only else wanted
        last = max(0, (len(wanted) - 1) // PAGE)
        number = min(whole_number(request, "page"), last)
        values = {
            "tongue": tongue,
            "lines": wanted if only else wanted[number * PAGE : (number + 1) * PAGE],
            "count": count(found),
            "show": show,
            "number": number,
            "last": 0 if only else last,
            "outcome": outcome,
            "saved": whole_number(request, "saved"),
            "mark": mark,
            "state": partial(texts_words.state, language(request)),
            "is_long": is_long,
            "difference": difference,
            "rows": _rows,
            "best": BEST,
            "most": self.desk.most,
            "longest": LONGEST,
            "may_translate": account.may(*TRANSLATORS) and self.desk.folder is None,
            "broken": not found,
        }
        status = 409 if outcome.others else 400 if outcome.told else 200
        return flow_page(request, account, "studio/texts.html", held, values, tab=TAB, status=status)

    async def save(self, request: web.Request, account: Account) -> web.Response:
        known, held, form = await tongues(self.desk), await self.desk.held(request), await guard.form_of(request)
        tongue = known.of(request)
        given = _answers(form, await known.lines(held, tongue.locale))
        outcome = Outcome()
        wishes = self._fitting(request, given, outcome)
        if wishes:
            await self._put(request, account, held.flow, tongue.locale, wishes, outcome)
        done = [one for one in given if one.line.source.key not in outcome.typed and (one.changed or one.ticked)]
        await self._stand_by(account, tongue.locale, done)
        outcome.kept = len(done)
        if outcome.typed:
            return await self._page(request, account, await self.desk.held(request), outcome, list(outcome.typed))
        query = {"lang": language(request).locale, "saved": str(len(done))}
        query |= {name: request.query[name] for name in ("show", "page") if name in request.query}
        where = f"{PATH}/{held.flow}{TAB}/{tongue.locale}?{urlencode(query)}"
        return web.Response(status=303, headers={"Location": where})

    def _fitting(self, request: web.Request, given: Sequence[Answer], outcome: Outcome) -> dict[str, Wish]:
        """What of it can be kept; the rest is told."""
        wishes: dict[str, Wish] = {}
        for one in given:
            key = one.line.source.key
            problem = wrong(one.line.source, one.text, self.desk.most) if one.changed and one.text else None
            if one.moved and (one.changed or one.ticked):
                outcome.typed[key] = one.text
                outcome.told[key] = texts_words.moved(language(request))
            elif problem is not None:
                outcome.typed[key] = one.text
                outcome.told[key] = texts_words.wrong(language(request), problem)
            elif one.changed:
                wishes[key] = Wish(one.text, one.seen)
        return wishes

    async def _put(
        self, request: web.Request, account: Account, flow: str, locale: str, wishes: dict[str, Wish], outcome: Outcome
    ) -> None:
        def edit(written: Written) -> Written | None:
            outcome.others = clashes(written, locale, wishes)
            return put(written, locale, {key: wish for key, wish in wishes.items() if key not in outcome.others})

        await self.desk.change(request, account, flow, edit, seen_version(await guard.form_of(request)))
        outcome.typed |= {key: wishes[key].text for key in outcome.others}

    async def _stand_by(self, account: Account, locale: str, done: Sequence[Answer]) -> None:
        now = self.desk.clock.now()
        rows = [
            Review(
                FLOWS,
                locale,
                one.line.source.key,
                one.line.source.text,
                one.text,
                reviewed=one.read,
                by=account.id,
                at=now,
            )
            for one in done
            if one.text
        ]
        async with self.desk.database.write() as db:
            await reviews.keep(db, rows)


def _rows(*texts: str) -> int:
    """So that the longest of them is seen whole."""
    needed = (sum(1 + len(row) // IN_A_ROW for row in text.split("\n")) for text in texts)
    return min(MOST_ROWS, max(needed))


def _answers(form: Form, found: Sequence[Line]) -> list[Answer]:
    """What the form says of texts that there are."""
    by_key: Mapping[str, Line] = {line.source.key: line for line in found}
    given = []
    for name in form:
        kind, _, key = name.partition(":")
        line = by_key.get(key)
        if kind != "text" or line is None:
            continue
        text = clean(str(form[name])).replace("\r\n", "\n").strip()
        seen, read = str(form.get(f"seen:{key}", "")), f"read:{key}" in form
        ticked, moved = read != (form.get(f"was:{key}") == "1"), mark(line.source.text) != form.get(f"french:{key}")
        given.append(Answer(line, text, seen, read, mark(text) != seen, ticked, moved))
    return given
