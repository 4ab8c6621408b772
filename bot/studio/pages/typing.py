"""`/staff/flows/{flow}/step/{step}/check`: what is wrong with a step while it is typed; nothing is saved.

The same for a step that is new, and for the header. Without script the form says it once it is saved.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from aiohttp import web

from bot.ports import Account
from bot.releases.model import Written
from bot.studio.model import WRITERS, Held
from bot.studio.pages.checks import Checks, by_step
from bot.studio.pages.desk import FLOW, Desk, typed
from bot.studio.pages.header import HEADER
from bot.studio.pages.step import STEP, in_words, new_step
from bot.studio.pages.stepform import places_of, read_form
from bot.studio.rules.beside import TOP, beside
from bot.studio.rules.form import COMPOSED, Filled, fields_of
from bot.studio.rules.reading import reading
from bot.web import guard
from bot.web.inputs import Form
from flows import editing
from flows.problems import Problem
from flows.schema import KEYWORDS
from flows.text import SOURCE, typeset

FIELDS = frozenset(KEYWORDS["step"]) - {word for word in COMPOSED if word != "go"}
MOST_ELSEWHERE = 5
"""Problems that it would make at other steps, named one by one."""


@dataclass(frozen=True, slots=True)
class TypingPages:
    desk: Desk
    checks: Checks

    def routes(self, app: web.Application) -> None:
        ours = guard.needs(*WRITERS, recurs=True)
        app.add_routes(
            [
                web.post(STEP + "/check", ours(self.check)),
                web.post(FLOW + "/new/check", ours(self.check)),
                web.post(FLOW + "/header/check", ours(self.header)),
            ]
        )

    async def check(self, request: web.Request, account: Account) -> web.Response:
        held, form = await self.desk.held(request), await guard.form_of(request)
        id, written = _as_typed(held, request.match_info.get("step", ""), form)
        if written is None:
            return web.json_response({"fields": {}, "words": {}})
        checked = await self.checks.once(written)
        read = reading(held.flow, written.source)
        mine = dict(by_step(read, checked.mine))
        found = beside(places_of(form), mine.pop(id, []), FIELDS)
        found.setdefault(TOP, []).extend(await self._elsewhere(held, [one for own in mine.values() for one in own]))
        words = in_words(self.desk.shelf().library, read.flow, id)
        return web.json_response({"fields": _told(found), "words": words})

    async def header(self, request: web.Request, account: Account) -> web.Response:
        held, form = await self.desk.held(request), await guard.form_of(request)
        old = editing.header(held.written.source)
        filled = Filled({word: typed(form, word) for word in HEADER})
        fields = fields_of(filled, old, HEADER) if old is not None else {}
        source = editing.change_header(held.written.source, fields) if fields else None
        if source is None:
            return web.json_response({"fields": {}, "words": {}})
        checked = await self.checks.once(replace(held.written, source=source))
        found: dict[str, list[Problem]] = {}
        for problem in checked.mine:
            word = str(problem.path[0]) if problem.path else TOP
            if word != "steps":
                found.setdefault(word if word in HEADER else TOP, []).append(problem)
        return web.json_response({"fields": _told(found), "words": {}})

    async def _elsewhere(self, held: Held, problems: Sequence[Problem]) -> list[Problem]:
        """What this step would break at others; what was wrong with them before is said on their cards."""
        if not problems:
            return []
        before = self.checks.known(held.written) or await self.checks.once(held.written)
        was = {(one.code, one.sentence) for one in before.mine}
        return [one for one in problems if (one.code, one.sentence) not in was][:MOST_ELSEWHERE]


def _as_typed(held: Held, id: str, form: Form) -> tuple[str, Written | None]:
    """The flow with this step as it stands in the form, and the step's name; None while there is nothing to look at."""
    written, filled = held.written, read_form(form)
    old = editing.step(written.source, id) if id else None
    if old is not None:
        source = editing.change_step(written.source, id, fields_of(filled, old))
    else:
        id, source = new_step(written, filled, str(form.get("after", "")))
    return id, replace(written, source=source) if source is not None else None


OF_TRANSLATIONS = ("lost_placeholder", "missing_translation", "stale_translation")
"""What follows from the French: said last."""


def _told(found: Mapping[str, Sequence[Problem]]) -> dict[str, list[dict[str, str]]]:
    return {
        field: [
            {"severity": one.severity, "sentence": typeset(one.sentence, SOURCE)}
            for one in sorted(own, key=lambda one: one.code in OF_TRANSLATIONS)
        ]
        for field, own in found.items()
        if own
    }
