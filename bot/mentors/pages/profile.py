"""`/mentor/profile`: the name young people see, languages, topics, how many at a time; and what is still missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from aiohttp import web

from bot.i18n import language_name, translator
from bot.mentors.model import TOPICS
from bot.mentors.pages import labels, mailbox
from bot.mentors.pages.mailbox import BAD, NOTES, Mailbox
from bot.mentors.rules.profile import LONGEST_ALIAS, LONGEST_COMPANY, MOST_AT_ONCE, Draft, Problem, read
from bot.mentors.rules.vetting import last_day
from bot.mentors.store import mentors as store
from bot.mentors.store import vettings
from bot.mentors.store.mentors import Profile
from bot.mentors.store.vettings import Vetting
from bot.ports import Account
from bot.storage import team
from bot.web.guard import form_of, needs
from bot.web.inputs import Form, clean
from bot.web.staff import Section, add_section, staff_page
from bot.web.words import Language, language

BASE = "/mentor/profile"
LANGUAGES = (
    "fr", "en", "ar", "es", "pt", "it", "de", "uk", "ru", "ro", "sq", "tr", "fa", "fa_AF", "ps", "ur", "bn", "ta",
    "so", "ti", "zh",
)  # fmt: skip
"""What a mentor may say they speak; people choose among those that somebody does."""
ZONES = (
    "Europe/Paris", "Europe/London", "Europe/Lisbon", "Europe/Athens", "Europe/Kyiv", "Africa/Algiers",
    "Africa/Casablanca", "Africa/Tunis", "Africa/Dakar", "America/Guadeloupe", "America/Martinique", "America/Cayenne",
    "America/Montreal", "America/New_York", "Indian/Reunion", "Indian/Mayotte", "Pacific/Noumea", "Pacific/Tahiti",
    "Asia/Beirut",
)  # fmt: skip
"""Clocks to choose from."""
SAID = frozenset({"saved", "paused", "resumed"})


@dataclass(frozen=True, slots=True)
class ProfilePages:
    """`zone`: of who has not chosen one."""

    mailbox: Mailbox
    zone: ZoneInfo

    def routes(self, app: web.Application) -> None:
        mentor = needs("mentor")
        app.add_routes([web.get(BASE, mentor(self.show)), web.post(BASE, mentor(self.change))])
        add_section(
            app,
            Section(
                BASE,
                ("mentor",),
                lambda words: words.pgettext("mentor/profile", "Mon profil"),
                lambda words: words.pgettext("mentor/profile/about", "Votre nom ici, vos langues, vos pauses."),
            ),
        )

    async def show(self, request: web.Request, account: Account) -> web.Response:
        asked = request.query.get("note", "")
        return await self._page(request, account, asked if asked in SAID | NOTES else "", {}, ())

    async def change(self, request: web.Request, account: Account) -> web.Response:
        form = await form_of(request)
        fields = {name: clean(str(value)) for name, value in form.items()}
        note = await self.mailbox.change(account, fields, language(request).locale)
        if note:
            shown = {"address": fields.get("address", "")} if note in BAD | {"mail_sent"} else {}
            return await self._page(request, account, note, shown, ())
        now = self.mailbox.clock.now()
        if fields.keys() & {"pause", "resume"}:
            async with self.mailbox.database.write() as db:
                await store.pause(db, now, account.id, "pause" in fields)
            return _back(request, "paused" if "pause" in fields else "resumed")
        problems = await self._save(account, form, fields, now)
        return await self._page(request, account, "", fields, problems, form) if problems else _back(request, "saved")

    async def _save(self, account: Account, form: Form, fields: dict[str, str], now: datetime) -> tuple[Problem, ...]:
        draft = read(fields, _all(form, "language"), _all(form, "topic"), LANGUAGES, account.name)
        if not isinstance(draft, Draft):
            return draft
        async with self.mailbox.database.write() as db:
            return () if await store.save(db, now, account.id, draft) else ("alias_taken",)

    async def _page(
        self,
        request: web.Request,
        account: Account,
        note: str,
        fields: dict[str, str],
        problems: tuple[Problem, ...],
        form: Form | None = None,
    ) -> web.Response:
        now = self.mailbox.clock.now()
        async with self.mailbox.database.read() as db:
            kept = await store.profile(db, account.id, self.zone.key)
            held = await vettings.all_of(db, account.id, now)
            asked = await team.asked(db, account.id)
        spoken = language(request)
        values = {
            "kept": kept,
            "steps": _steps(kept, held, spoken, self.zone),
            "fields": _fields(kept) | {"address": asked.email} | fields,
            "languages": [(code, language_name(code)) for code in LANGUAGES],
            "chosen": set(_all(form, "language")) if form is not None else kept.languages,
            "topics": [(topic, labels.topic(spoken, topic)) for topic in TOPICS],
            "taken": set(_all(form, "topic")) if form is not None else kept.topics,
            "zones": ZONES if kept.zone in ZONES else (kept.zone, *ZONES),
            "most": MOST_AT_ONCE,
            "longest": (LONGEST_ALIAS, LONGEST_COMPANY),
            "problems": {problem.split("_")[0]: problem_text(spoken, problem) for problem in reversed(problems)},
            "note": _note(spoken, note) if note else "",
            "mail_note": note,
            "bad": note in BAD,
            "mails": self.mailbox.mailer is not None,
            "mail_action": BASE,
            "asked": asked,
        }
        return staff_page(request, account, "mentors/profile.html", values, status=400 if problems else 200)


def _all(form: Form | None, name: str) -> list[str]:
    return [clean(str(value)) for value in form.getall(name, [])] if form is not None else []


def _back(request: web.Request, note: str) -> web.Response:
    return web.Response(status=303, headers={"Location": f"{BASE}?lang={language(request).locale}&note={note}"})


def _fields(kept: Profile) -> dict[str, str]:
    return {
        "alias": kept.alias,
        "company": kept.company,
        "zone": kept.zone,
        "capacity": str(kept.capacity),
    }


def _steps(kept: Profile, held: Sequence[Vetting], words: Language, zone: ZoneInfo) -> list[tuple[bool, str, str]]:
    """What stands between them and a conversation: done or not, its name, where to do it ("" when it isn't theirs)."""
    return [
        (bool(kept.alias), words.pgettext("mentor/step_profile", "Votre profil"), ""),
        (kept.trained_at is not None, words.pgettext("mentor/step_training", "La formation"), "/mentor/training"),
        (bool(held), _vetted(held, words, zone), ""),
    ]


def _vetted(held: Sequence[Vetting], words: Language, zone: ZoneInfo) -> str:
    if not held:
        return words.pgettext("mentor/step_vetting", "L'accord de la coordination : il s'affiche ici")
    minors = any(one.level == "minors" for one in held)
    said = (
        words.pgettext("mentor/vetted_minors", "Accord pour tous les âges dès 15 ans, jusqu'au {day}")
        if minors
        else words.pgettext("mentor/vetted_adults", "Accord pour les personnes majeures, jusqu'au {day}")
    )
    ends = max(one.expires_at for one in held if not minors or one.level == "minors")
    return said.replace("{day}", translator(words.locale).date(last_day(ends, zone), "medium"))


def _note(words: Language, note: str) -> str:
    match note:
        case "saved":
            return words.pgettext("mentor/profile/saved", "C'est gardé.")
        case "paused":
            return words.pgettext("mentor/profile/paused", "En pause : personne de nouveau ne vous est proposé.")
        case "resumed":
            return words.pgettext("mentor/profile/resumed", "De retour. Merci d'être là.")
        case _:
            return mailbox.note(words, note)


def problem_text(words: Language, problem: Problem) -> str:
    match problem:
        case "alias_missing":
            return words.pgettext("mentor/alias/missing", "Choisissez un nom pour les jeunes.")
        case "alias_long":
            return words.pgettext("mentor/alias/long", "20 caractères au plus.")
        case "alias_word":
            return words.pgettext("mentor/alias/word", "Un seul mot, un prénom ou un surnom, sans signe ni initiale.")
        case "alias_contact":
            return words.pgettext("mentor/alias/contact", "Ce nom mène à vous, ailleurs qu'ici. Prenez-en un autre.")
        case "alias_name":
            return words.pgettext("mentor/alias/name", "Pas votre nom de famille : un prénom ou un surnom suffit.")
        case "alias_taken":
            return words.pgettext("mentor/alias/taken", "Quelqu'un s'appelle déjà ainsi. Prenez un autre nom.")
        case "company_long" | "company_contact":
            return words.pgettext("mentor/company/wrong", "Un nom d'entreprise, sans adresse ni contact.")
        case "zone":
            return words.pgettext("mentor/zone/wrong", "Choisissez une heure de la liste.")
        case "capacity":
            return words.pgettext("mentor/capacity/wrong", "Choisissez de 1 à 5 conversations.")
        case "languages":
            return words.pgettext("mentor/languages/wrong", "Choisissez au moins une langue.")
        case "topics":
            return words.pgettext("mentor/topics/wrong", "Choisissez au moins un sujet.")
