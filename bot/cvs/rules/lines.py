"""The lines of the CV by number, and the questions behind each. Values in, values out.

A line is named `field` or `field:round`; a question by its save, `save` or `save:round`, as `@open` takes it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cvs.rules.listing import Options, option
from bot.cvs.rules.offers import every_form
from bot.ports import Words
from cv_builder.items import Item, key
from cv_builder.layout import Page, compose
from cv_builder.lines import TASKS, lines_of
from cv_builder.model import CV
from cv_builder.quiz import jobs_by_round, schools_by_round
from cv_builder.shorten import tidy
from cv_builder.wording import phrases
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]

SHORT = 28
"""Characters of a line in the list: it only reminds, the picture is just above."""
LEVEL = "language.level."
BEHIND: Mapping[str, tuple[str, ...]] = {
    "name": ("name",),
    "headline": ("looking", "named"),
    "seeking": ("looking_kind", "available"),
    "contact": ("phone", "email", "town"),
    "work": ("job.title", "job.employer", "job.year", "job.length", "job.end"),
    "tasks": ("job.tasks",),
    "education": ("school.level", "school.subject", "school.state", "school.year"),
    "skills": ("informal_skills", "informal", "informal.where"),
    "languages": ("languages", "languages.more", "languages.own", "languages.own_level"),
    "licences": ("licence",),
    "qualities": ("qualities", "qualities.own"),
    "interests": ("interests", "interests.own"),
}
"""Line → saves of the questions it came from."""
FIRST = ("name", "phone", "looking", "languages")
"""Saves of the questions that an empty CV begins with: what every CV shows, and nobody has to have done anything."""
LOOPED = frozenset({"work", "tasks", "education"})
"""Lines of which there is one a round."""
FORM = "forme"
"""Stands for no save: leads to `cv_forme`."""
MORE = {"work": "job.more", "education": "school.more"}
"""Line → save of the question whether there is another one like it."""


def lines(answers: Answers, cv: CV) -> Options:
    """Every line of the page as a choice, "5 · Serveuse, Le Petit Zinc"; the rank of a choice is its number."""
    page = compose(cv)
    rounds = {"work": _rounds_of("work", page, cv, answers), "education": _rounds_of("education", page, cv, answers)}
    rounds[TASKS] = rounds["work"]
    found: Options = []
    for line in lines_of(page):
        at = f":{rounds[line.field][line.at]}" if line.field in rounds else ""
        text = _said(page.cv, line.field, line.at) or line.text
        found.append(option(f"{line.field}{at}", _cut(f"{line.number} · {text}")))
    return found


def _rounds_of(field: str, page: Page, cv: CV, answers: Answers) -> Sequence[int]:
    """The round of each job (or school) of the page; what was left out for want of room is skipped."""
    words = phrases(cv.locale)
    told = jobs_by_round(answers, words) if field == "work" else schools_by_round(answers, words)
    rounds = [round for round, _ in told][: len(getattr(cv, field))]
    whole, _ = tidy(cv)
    left: dict[str, list[int]] = {}
    for at, round in enumerate(rounds):
        left.setdefault(key(whole, Item(field, at)), []).append(round)
    names = (key(page.cv, Item(field, at)) for at in range(len(getattr(page.cv, field))))
    return [left[name].pop(0) if left.get(name) else 0 for name in names]


def _said(cv: CV, field: str, at: int) -> str:
    match field:
        case "work":
            return ", ".join(filter(None, (cv.work[at].title.text, cv.work[at].employer)))
        case "tasks":
            return ", ".join(task.text for task in cv.work[at].tasks)
        case "education":
            return ", ".join(filter(None, (cv.education[at].level.text, cv.education[at].subject)))
        case "languages":
            return ", ".join(spoken.name.text for spoken in cv.languages)
        case "skills" | "licences" | "qualities" | "interests":
            return ", ".join(line.text for line in getattr(cv, field))
        case _:
            return ""


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip(" ,·") + "…"


def parts(line: str, answers: Answers, words: Words, locale: str) -> Options:
    """The questions behind a line that were asked, each with its short name."""
    field, _, digits = line.partition(":")
    round = int(digits) if digits.isascii() and digits.isdecimal() else None
    if round is None and field in LOOPED:
        return []
    named, saves = names(words), BEHIND.get(field, ())
    if field == "languages":
        spoken = [(save, phrases(locale).line("languages", save.removeprefix(LEVEL))) for save in answers]
        levels = {save: name.text for save, name in spoken if save.startswith(LEVEL) and name}
        named, saves = named | levels, (*saves, *levels)
    found = [option(_opened(save, round), named[save]) for save in saves if _asked(answers, save, round)]
    if field == "headline" and every_form(answers, locale):
        # That question is not asked of who typed a feminine: it has a flow of its own.
        found = [one for one in found if one != option("named", named["named"])] + [option(FORM, named["named"])]
    more = MORE.get(field, "")
    if found and isinstance(turns := answers.get(more), list):
        found.append(option(f"{more}:{len(turns) - 1}", named[more]))
    return found


def missing(answers: Answers, words: Words) -> Options:
    """What a CV with nothing on it begins with, as choices: questions that were passed, the most telling first."""
    named = names(words)
    return [option(save, named[save]) for save in FIRST if save in answers and not answers[save]]


def _opened(save: str, round: int | None) -> str:
    return save if round is None else f"{save}:{round}"


def _asked(answers: Answers, save: str, round: int | None) -> bool:
    """A value of None in a round may be a question that was never asked there; only jobs are always asked it all."""
    value = answers.get(save)
    if round is None or not isinstance(value, list):
        return save in answers
    return round < len(value) and (value[round] is not None or save.startswith("job."))


def names(words: Words) -> dict[str, str]:
    """Save → what its question is about, in a word or two."""
    return {
        "name": words.pgettext("cvs/part_name", "Mon nom"),
        "looking": words.pgettext("cvs/part_looking", "Le métier cherché"),
        "named": words.pgettext("cvs/part_named", "Comment c’est écrit"),
        "looking_kind": words.pgettext("cvs/part_kind", "Ce que je cherche"),
        "available": words.pgettext("cvs/part_available", "Quand commencer"),
        "phone": words.pgettext("cvs/part_phone", "Le numéro"),
        "email": words.pgettext("cvs/part_email", "Le mail"),
        "town": words.pgettext("cvs/part_town", "La ville"),
        "job.title": words.pgettext("cvs/part_job", "Le métier"),
        "job.employer": words.pgettext("cvs/part_employer", "Le nom de l’endroit"),
        "job.year": words.pgettext("cvs/part_job_year", "L’année"),
        "job.length": words.pgettext("cvs/part_length", "La durée"),
        "job.end": words.pgettext("cvs/part_job_end", "L’année de fin"),
        "job.tasks": words.pgettext("cvs/part_tasks", "Ce que je faisais"),
        "job.more": words.pgettext("cvs/part_more_jobs", "Ajouter un boulot"),
        "school.level": words.pgettext("cvs/part_school", "L’école"),
        "school.subject": words.pgettext("cvs/part_subject", "La matière"),
        "school.state": words.pgettext("cvs/part_state", "Fini ou en cours"),
        "school.year": words.pgettext("cvs/part_school_year", "L’année de fin"),
        "school.more": words.pgettext("cvs/part_more_schools", "Ajouter une école"),
        "informal_skills": words.pgettext("cvs/part_skills", "Ce que je sais faire"),
        "informal": words.pgettext("cvs/part_life", "Ce que je fais déjà"),
        "informal.where": words.pgettext("cvs/part_more_life", "D’autres idées"),
        "languages": words.pgettext("cvs/part_languages", "Les langues"),
        "languages.more": words.pgettext("cvs/part_more_languages", "D’autres langues"),
        "languages.own": words.pgettext("cvs/part_own_language", "Une autre langue"),
        "languages.own_level": words.pgettext("cvs/part_own_level", "Comment je la parle"),
        "licence": words.pgettext("cvs/part_licence", "Permis, transports"),
        "qualities": words.pgettext("cvs/part_qualities", "Mes qualités"),
        "qualities.own": words.pgettext("cvs/part_own_quality", "Une autre qualité"),
        "interests": words.pgettext("cvs/part_interests", "Ce que j’aime"),
        "interests.own": words.pgettext("cvs/part_own_interest", "Ce que j’aime aussi"),
    }
