"""`/staff/flows/{flow}/picture`: the whole flow at a glance, in any of its languages; a tap opens the step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from aiohttp import web
from markupsafe import Markup

from bot.i18n import language_name
from bot.ports import Account
from bot.studio.model import READERS
from bot.studio.pages.desk import FLOW, PATH, Desk
from bot.studio.pages.tabs import Tab, add_tab, flow_page
from bot.studio.pretend.reader import deeds
from bot.studio.rules.plain import Plain
from bot.web import guard
from bot.web.words import Language, language
from cv_builder.measure import width
from flows.boxes import Look, Wording
from flows.drafted import drafted, with_flow
from flows.picture import picture
from flows.text import SOURCE, is_rtl


@dataclass(frozen=True, slots=True)
class PicturePages:
    desk: Desk

    def routes(self, app: web.Application) -> None:
        app.router.add_get(FLOW + "/picture", guard.needs(*READERS)(self.show))
        add_tab(app, Tab("/picture", 15, READERS, lambda words: words.pgettext("staff/flows/tab/picture", "Image")))

    async def show(self, request: web.Request, account: Account) -> web.Response:
        """`?in=`: the language of what is said in it. Of a draft with mistakes, what of it can be read."""
        held = await self.desk.held(request)
        found, library, spoken = drafted(held.flow, held.written.source), self.desk.shelf().library, language(request)
        values: dict[str, object] = {"problems": found.problems, "left_out": found.left_out, "drawing": ""}
        if found.flow is not None:
            library = with_flow(library, found.flow, held.written.texts)
            chosen = request.query.get("in", SOURCE)
            words = in_plain_words(wording(spoken), Plain(library, found.flow, deeds()))
            look = _look(held.flow, chosen if chosen in library.locales else SOURCE, spoken, words)
            values["drawing"] = Markup(picture(library, found.flow, look))  # noqa: S704  it escapes every text in it
            values["chosen"] = look.locale
        return flow_page(
            request, account, "studio/picture.html", held, {**values, "locales": named(library.locales)}, tab="/picture"
        )


def named(locales: Iterable[str]) -> Mapping[str, str]:
    """Each with its name in itself."""
    return {locale: language_name(locale) for locale in locales}


def _look(flow: str, locale: str, spoken: Language, words: Wording) -> Look:
    lang = urlencode({"lang": spoken.locale})
    return Look(
        measure=width,
        step=lambda step: f"{PATH}/{flow}?{lang}#{step}",
        flow=lambda other: f"{PATH}/{other}/picture?{lang}",
        words=words,
        locale=locale,
        rtl=is_rtl(locale),
    )


def in_plain_words(words: Wording, plain: Plain) -> Wording:
    """With the conditions of this flow, and what its actions do."""
    every = plain.of_all()
    does = {step.do: every[step.id].does for step in plain.flow.steps if step.do}
    return replace(words, conditions={step: said.when for step, said in every.items()}, deeds=does)


def wording(spoken: Language) -> Wording:
    """What a picture says itself, in the reader's language."""
    targets = {
        "@menu": spoken.pgettext("staff/picture/menu", "le menu"),
        "@human": spoken.pgettext("staff/picture/human", "une personne"),
        "@change": spoken.pgettext("staff/picture/change", "changer une réponse"),
        "@open": spoken.pgettext("staff/picture/open", "la question que la réponse nomme"),
        "@lang": spoken.pgettext("staff/picture/lang", "les langues"),
        "@back": spoken.pgettext("staff/picture/back", "retour"),
        "@again": spoken.pgettext("staff/picture/again", "la même question"),
        "@end": spoken.pgettext("staff/picture/end", "fin"),
    }
    answers = {
        "": spoken.pgettext("staff/picture/others", "toute autre réponse"),
        "from": spoken.pgettext("staff/picture/typed", "ce qu'on écrit"),
    }
    about = spoken.pgettext(
        "staff/picture/about", "Les étapes de haut en bas, et où mène chaque réponse. Toucher une étape l'ouvre."
    )
    return Wording(about, spoken.pgettext("staff/picture/when", "si"), targets, answers)
