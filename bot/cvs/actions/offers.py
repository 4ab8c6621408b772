"""What there is to tap while questions about the CV are asked: values from the answers alone."""

from __future__ import annotations

from collections.abc import Mapping

from bot.cvs.rules import names, offers
from bot.cvs.rules.cv import cv_locale
from bot.ports import Action, Outcome, Turn
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]


async def name(turn: Turn, answers: Answers, args: Answers) -> Outcome:
    """The name as it would stand on the page; None when it was typed so."""
    return Outcome(names.name_on_page(answers.get("name")))


async def no_letters(turn: Turn, answers: Answers, args: Answers) -> Outcome:
    """ "yes" when what was typed for a name has no letter, as a phone number."""
    return Outcome(names.no_letters(answers.get("name")))


async def place(turn: Turn, answers: Answers, args: Answers) -> Outcome:
    """The same of the place just named."""
    return Outcome(names.place_on_page(answers.get("job.employer")))


async def tasks(turn: Turn, answers: Answers, args: Answers) -> Outcome:
    """What people do in the job just named, to tap."""
    return Outcome(offers.tasks(answers.get("job.title"), turn.locale))


async def sectors(turn: Turn, answers: Answers, args: Answers) -> Outcome:
    return Outcome(offers.sectors(turn.locale))


async def jobs(turn: Turn, answers: Answers, args: Answers) -> Outcome:
    """The jobs of the sector just named (`sector`)."""
    return Outcome(offers.jobs(args.get("sector"), turn.locale))


async def forms(turn: Turn, answers: Answers, args: Answers) -> Outcome:
    """How the person may be named on the CV; an empty list when there is nothing to choose."""
    return Outcome(offers.forms(answers.get("looking"), turn.locale, cv_locale(answers)))


async def forms_of_jobs(turn: Turn, answers: Answers, args: Answers) -> Outcome:
    """The same after the jobs, for who typed a form there and was never asked."""
    return Outcome(offers.forms_of_jobs(answers, turn.locale))


async def every_form(turn: Turn, answers: Answers, args: Answers) -> Outcome:
    """The forms again, for who typed a feminine that was taken."""
    return Outcome(offers.every_form(answers, turn.locale))


async def form_taken(turn: Turn, answers: Answers, args: Answers) -> Outcome:
    """The form that was typed and is taken for an answer, to be said; None when there is none."""
    return Outcome(offers.form_taken(answers))


async def count(turn: Turn, answers: Answers, args: Answers) -> Outcome:
    """The one question about how much, for the tasks just picked."""
    return Outcome(offers.count(answers.get("job.tasks"), turn.locale))


async def counts(turn: Turn, answers: Answers, args: Answers) -> Outcome:
    """Likely answers to it."""
    return Outcome(offers.counts(answers.get("job.tasks")))


async def years(turn: Turn, answers: Answers, args: Answers) -> Outcome:
    return Outcome(offers.years(turn.now, args.get("from")))


async def span(turn: Turn, answers: Answers, args: Answers) -> Outcome:
    """Within which years something is over; with `from` the year in which it began, within which it ends."""
    return Outcome(offers.span(turn.now, args.get("from")))


ACTIONS: Mapping[str, Action] = {
    "cvs.name": name,
    "cvs.no_letters": no_letters,
    "cvs.place": place,
    "cvs.tasks": tasks,
    "cvs.sectors": sectors,
    "cvs.jobs": jobs,
    "cvs.forms": forms,
    "cvs.forms_of_jobs": forms_of_jobs,
    "cvs.every_form": every_form,
    "cvs.form_taken": form_taken,
    "cvs.count": count,
    "cvs.counts": counts,
    "cvs.years": years,
    "cvs.span": span,
}
