"""What to offer and what to suggest. Values in, values out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.ports import Words
from cv_builder import strengths
from cv_builder.chars import without_pictures
from cv_builder.fonts import covered
from cv_builder.foreign import other_tongue, untranslated
from cv_builder.latin import latin_forms
from cv_builder.model import CV, Extra
from cv_builder.names import proposed_name, proposed_place, tidy_name, without_lead_in
from cv_builder.scripts import script_of
from cv_builder.wording import find_occupation, occupations, phrases, tasks_for
from cv_builder.wording.jobs import find_task
from cv_builder.wording.jobs import sectors as bank_sectors
from cv_builder.wording.occupation import FEMININE, counted
from cv_builder.wording.strengths import detail, things, worded
from cv_builder.wording.titles import choices_of, feminine, gender_of_title, title_of, unsettled
from flows.events import JsonValue

SOURCE_LOCALE = "fr"
GENDERLESS = "en"
"""CV language in which nobody is named by gender."""
KEPT = timedelta(days=730)
"""24 months after it was last made."""
YEARS = 8
"""Years offered as buttons, this one first; an older one can be typed."""
MOST_TO_TRANSLATE = 3
"""Texts that are named; more is a list nobody reads."""

Options = list[JsonValue]
"""`[{"id", "label"}]`, as the engine lists choices."""


def option(id: str, label: str) -> JsonValue:
    return {"id": id, "label": label}


def cv_locale(answers: Mapping[str, JsonValue]) -> str:
    """The CV's own language: French unless another was chosen."""
    chosen = answers.get("cv_language")
    return phrases(chosen if isinstance(chosen, str) else SOURCE_LOCALE).locale


def name_on_page(typed: JsonValue) -> JsonValue:
    """A name typed with few capitals, emoji or a sentence around it, as names stand on a page; None: nothing to say."""
    text = without_pictures(typed) if isinstance(typed, str) else ""
    # A name in other letters has its own questions: here only the sentence around it goes.
    tidy = without_lead_in(text) if script_of(text) else proposed_name(text)
    return tidy if tidy and tidy != typed and (not script_of(text) or tidy != " ".join(text.split())) else None


def place_on_page(employer: JsonValue) -> JsonValue:
    """Where they worked last, with its capitals; None when it has them."""
    typed = last(employer)
    tidy = proposed_place(without_pictures(typed)) if isinstance(typed, str) else ""
    return tidy if tidy and tidy != typed else None


def name_forms(typed: JsonValue) -> tuple[Options, bool]:
    """Latin forms of a name in another script, and whether they are a guess."""
    found = latin_forms(_tidied(typed))
    return [option(form, form) for form in found.forms], found.guess


def own_name(typed: JsonValue) -> JsonValue:
    """A name in its own script, as it stands on a page; None for one in Latin letters or in none of our fonts."""
    name = _tidied(typed)
    return name if script_of(name) and covered(name) else None


def latin_name(typed: JsonValue) -> JsonValue:
    """The Latin form that was chosen or typed, as names stand on a page."""
    return _tidied(typed) or None


def _tidied(typed: JsonValue) -> str:
    return tidy_name(without_pictures(typed)) if isinstance(typed, str) else ""


def last(value: JsonValue) -> JsonValue:
    """The answer of the round under way: of the rounds of a repeat the last."""
    return (value[-1] if value else None) if isinstance(value, list) else value


def to_translate(answers: Mapping[str, JsonValue], cv_locale: str, words: Words) -> str:
    """What its readers can't read and is not on the page, then what is there in another language; "" for nothing."""
    hidden = words.pgettext(
        "cvs/untranslated", "Pas encore sur ton CV, à traduire avec quelqu’un\u00a0: {list}. C’est gardé."
    )
    shown = words.pgettext(
        "cvs/other_tongue", "À relire avec quelqu’un, peut-être dans une autre langue que ton CV\u00a0: {list}."
    )
    told = ((hidden, untranslated(answers, cv_locale)), (shown, other_tongue(answers, cv_locale)))
    lists = [(sentence, list(dict.fromkeys(left.text for left in lefts))) for sentence, lefts in told]
    return "\n".join(
        sentence.format(list=listed(texts, words, MOST_TO_TRANSLATE)) for sentence, texts in lists if texts
    )


def tasks(title: JsonValue, locale: str) -> Options:
    """Tasks of the job under way: an occupation value, or the rounds of one (the last counts)."""
    known = tasks_for(_known(last(title)))
    return [option(task.code, task.button.get(_short(locale)) or task.button[SOURCE_LOCALE]) for task in known]


def _known(title: JsonValue) -> str | None:
    """Code of an occupation that has tasks of its own: itself, or the one it is like."""
    if not isinstance(title, Mapping):
        return None
    codes = (title.get("code"), title.get("like"))
    return next((code for code in codes if isinstance(code, str) and find_occupation(code)), None)


def sectors(locale: str) -> Options:
    """Where people work, to tap: two taps to any job of the bank for who can't type it."""
    return [
        option(sector, words.get(_short(locale)) or words[SOURCE_LOCALE]) for sector, words in bank_sectors().items()
    ]


def jobs(sector: JsonValue, locale: str) -> Options:
    """The jobs of a sector, the usual ones first."""
    return [option(job.key, job.words(_short(locale)).button) for job in occupations() if job.sector == sector]


def forms(looking: JsonValue, locale: str, cv_locale: str) -> Options:
    """How the person may be named: in the chat's words where they have two forms, else in those of the CV.

    Nothing to choose in a language without genders, or when the job was typed in the feminine: that is an answer.
    """
    if cv_locale == GENDERLESS or gender_of_title(looking) == FEMININE:
        return []
    return _forms(looking, locale, cv_locale)


def forms_of_jobs(answers: Mapping[str, JsonValue], locale: str) -> Options:
    """The same once the jobs are told, for who was never asked and typed a form that leaves it open."""
    if "named" in answers or cv_locale(answers) == GENDERLESS:
        return []
    return _forms(unsettled(answers), locale, cv_locale(answers))


def every_form(answers: Mapping[str, JsonValue], locale: str) -> Options:
    """What can be said instead of a feminine that was taken without a question."""
    taken = None if cv_locale(answers) == GENDERLESS else feminine(answers)
    return _forms(taken, locale, cv_locale(answers)) if taken is not None else []


def form_taken(answers: Mapping[str, JsonValue]) -> JsonValue:
    """The feminine that was typed, as the CV says it; None when somebody was asked or typed none."""
    if "named" in answers or cv_locale(answers) == GENDERLESS:
        return None
    return title_of(feminine(answers), cv_locale(answers), FEMININE).text or None


def _forms(looking: object, locale: str, cv_locale: str) -> Options:
    return [option(how, title) for how, title in choices_of(looking, (_short(locale), cv_locale, SOURCE_LOCALE))]


def count(picked: JsonValue, locale: str) -> JsonValue:
    """The question about how much, for the first task picked that has one: `{"of": task, "question"}`; None without."""
    task = counted([task for code in _last(picked) if (task := find_task(code))])
    if task is None or task.count is None:
        return None
    return {"of": task.code, "question": task.count.question.get(_short(locale)) or task.count.question[SOURCE_LOCALE]}


def counts(picked: JsonValue) -> Options:
    """Likely answers to that question. Each names its task: after a change the number belongs to no other."""
    task = counted([task for code in _last(picked) if (task := find_task(code))])
    if task is None or task.count is None:
        return []
    return [
        {"id": f"n{n}", "label": str(n), "value": {"of": task.code, "number": n, "label": str(n)}}
        for n in task.count.some
    ]


def _last(picked: JsonValue) -> list[str]:
    """Task codes of the job under way: a list, or the lists of all rounds so far."""
    if isinstance(picked, list) and picked and (picked[-1] is None or isinstance(picked[-1], list)):
        picked = picked[-1]
    return [code for code in picked if isinstance(code, str)] if isinstance(picked, list) else []


def skills(answers: Mapping[str, JsonValue], locale: str) -> Options:
    """The skills behind what they do in their life, to confirm: each with its details, in the words of a button."""
    words = phrases(locale)
    return [option(code, words.skill_button(code)) for code in strengths.offered(answers)]


def skill_sources(answers: Mapping[str, JsonValue], locale: str, words: Words) -> str:
    """Where each line comes from: what was ticked and what was answered about it."""
    short = phrases(locale).locale
    sentence = words.pgettext("cvs/source", "«\u00a0{line}\u00a0»\u00a0: tu as dit {said}.")
    told = []
    for code in strengths.offered(answers):
        source = strengths.source_of(code)
        if source is None:
            continue
        said = [things()[source.thing][short], *(detail(token, short) for token in source.tokens)]
        told.append(sentence.format(line=worded(code, short), said=listed(said, words, len(said))))
    return "\n".join(told)


def years(now: datetime, since: object = None) -> Options:
    """The last ones, newest first; of what began in the year `since`, those it can have ended in."""
    began = int(since) if isinstance(since, int | str) and str(since).isdecimal() else 0
    return [option(str(year), str(year)) for year in range(now.year, max(now.year - YEARS, began - 1), -1)]


def _short(locale: str) -> str:
    return locale.replace("-", "_").split("_")[0]


def with_more(cv: CV, extras: Sequence[Extra]) -> CV:
    """Each once: a CV that came back as a file has some of them already."""
    known = {(one.section.code, one.title) for one in cv.extras}
    return replace(cv, extras=(*cv.extras, *(one for one in extras if (one.section.code, one.title) not in known)))


def is_empty(cv: CV) -> bool:
    """Nothing was answered yet that a page could show."""
    return replace(cv, pages=1, kept=(), design="") == CV(locale=cv.locale, updated=cv.updated)


def listed(texts: Sequence[str], words: Words, most: int) -> str:
    """ "« a », « b »" and how many more."""
    quoted = [words.pgettext("cvs/quoted", "«\u00a0{text}\u00a0»").format(text=text) for text in texts[:most]]
    more = len(texts) - most
    if more > 0:
        quoted.append(words.pgettext("cvs/more", "et {count} de plus").format(count=more))
    return ", ".join(quoted)
