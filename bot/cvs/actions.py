"""What a flow may ask for about the CV. Each touches the database only; documents are made by `documents`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.cvs import lines, rules, store
from bot.ports import Later, Line, Outcome, Translations, Turn
from bot.storage.sealed import Sealer
from cv_builder.model import CV
from cv_builder.quiz import cv_from_answers
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]

RENDER = "cvs.render"
"""Kind of the effect that makes the documents."""


@dataclass(frozen=True, slots=True)
class Actions:
    """What a flow may ask for, bound to what it needs."""

    sealer: Sealer
    words: Translations

    async def name(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The name as it would stand on the page; None when it was typed so."""
        return Outcome(rules.name_on_page(answers.get("name")))

    async def place(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The same of the place just named."""
        return Outcome(rules.place_on_page(answers.get("job.employer")))

    async def tasks(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """What people do in the job just named, to tap."""
        return Outcome(rules.tasks(answers.get("job.title"), turn.locale))

    async def sectors(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        return Outcome(rules.sectors(turn.locale))

    async def jobs(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The jobs of the sector just named (`sector`)."""
        return Outcome(rules.jobs(args.get("sector"), turn.locale))

    async def forms(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """How the person may be named on the CV; an empty list when there is nothing to choose."""
        return Outcome(rules.forms(answers.get("looking"), turn.locale, rules.cv_locale(answers)))

    async def forms_of_jobs(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The same after the jobs, for who typed a form there and was never asked."""
        return Outcome(rules.forms_of_jobs(answers, turn.locale))

    async def every_form(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The forms again, for who typed a feminine that was taken."""
        return Outcome(rules.every_form(answers, turn.locale))

    async def form_taken(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The form that was typed and is taken for an answer, to be said; None when there is none."""
        return Outcome(rules.form_taken(answers))

    async def count(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The one question about how much, for the tasks just picked."""
        return Outcome(rules.count(answers.get("job.tasks"), turn.locale))

    async def counts(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Likely answers to it."""
        return Outcome(rules.counts(answers.get("job.tasks")))

    async def years(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        return Outcome(rules.years(turn.now, args.get("from")))

    async def make(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Stores the CV and has its documents made. Value: the version, or None when nothing was answered."""
        cv = await cv_now(answers, turn)
        if before := await store.load(turn.db, self.sealer, turn.person_id):
            cv = replace(cv, kept=before.cv.kept)
        if rules.is_empty(cv):
            words = self.words(turn.locale)
            text = words.pgettext(
                "cvs/empty",
                "Je n’ai encore aucune réponse pour ton CV.",
            )
            return Outcome(lines=(Line(text),))
        version = await store.save(turn.db, self.sealer, turn.person_id, cv, turn.now)
        render = Later(RENDER, {"version": version}, f"{RENDER}/{turn.person_id}/{turn.new_id()}")
        left = rules.to_translate(answers, cv.locale, self.words(turn.locale))
        return Outcome(version, lines=(Line(left),) if left else (), effects=(render,))

    async def lines(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The lines of the CV by number, to choose the one that is wrong."""
        before, cv = await store.load(turn.db, self.sealer, turn.person_id), await cv_now(answers, turn)
        if rules.is_empty(cv):
            return Outcome([])
        return Outcome(lines.lines(answers, replace(cv, kept=before.cv.kept) if before else cv))

    async def missing(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The questions that an empty CV begins with, for `@open`; an empty list when there is something on it."""
        before = await store.load(turn.db, self.sealer, turn.person_id)
        empty = before is None and rules.is_empty(await cv_now(answers, turn))
        return Outcome(lines.missing(answers, self.words(turn.locale)) if empty else [])

    async def parts(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The questions behind the line `line`, when there are several."""
        found = lines.parts(str(args.get("line")), answers, self.words(turn.locale), turn.locale)
        return Outcome(found if len(found) > 1 else None)

    async def part(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The first question behind the line `line`, for `@open`."""
        found = lines.parts(str(args.get("line")), answers, self.words(turn.locale), turn.locale)
        first = found[0] if found else None
        return Outcome(first["id"] if isinstance(first, dict) else None)

    async def changed(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """ "yes" when the answers say something else now than the CV that was made of them, or than no CV."""
        before = await store.load(turn.db, self.sealer, turn.person_id)
        now = await cv_now(answers, turn)
        if rules.is_empty(now):
            return Outcome()
        if before is None:
            return Outcome("yes")
        same = replace(now, kept=before.cv.kept, updated=before.cv.updated) == before.cv
        return Outcome(None if same else "yes")


async def cv_now(answers: Answers, turn: Turn) -> CV:
    """What the answers give, with the workshops that they want on it; those alone are no CV yet."""
    cv = cv_of(answers, turn)
    return cv if rules.is_empty(cv) else rules.with_more(cv, await store.attended(turn.db, turn.person_id))


def cv_of(answers: Answers, turn: Turn) -> CV:
    """The CV that these answers give today."""
    return cv_from_answers(answers, rules.cv_locale(answers), turn.now.date().isoformat())
