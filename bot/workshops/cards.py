"""A workshop in the person's words: a card, a line, a button. What the host did not say is not said."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from babel.numbers import format_decimal

from bot.channels.model import Location
from bot.i18n import Translator
from bot.workshops.exporter.ical import location as where
from bot.workshops.model import Draft, Seat, Spot, Workshop
from bot.workshops.rules.audience import read
from bot.workshops.rules.pins import map_link
from bot.workshops.rules.suggest import FEW, Card, Reason, Suggestion

Words = Callable[[str], Translator]
"""Locale → its words, dates and numbers."""

TITLE, SUMMARY, WHOLE = 80, 160, 400
"""Characters of what hosts write that a line shows; of what happens, beside a booking and where it is read alone."""
WHAT, WHOM, WHERE = 140, 40, 120
"""The same in a list of three: of the summary (each kit's is whole), of for whom it is, of the address."""
FRENCH = "fr"
LAST_LATIN = "\u0250"
"""The first sign after the Latin letters of European languages."""
CENTS = 100


def when(draft: Draft, words: Translator) -> str:
    """« mardi 24 novembre, 14:00 »: by the clock of the place."""
    return words.moment(draft.starts_at, ZoneInfo(draft.zone))


def button(draft: Draft, words: Translator) -> str:
    """« mar. 24, 14:00 », for a button."""
    return words.brief(draft.starts_at, ZoneInfo(draft.zone))


def title(draft: Draft) -> str:
    return cut(draft.title, TITLE)


def named(draft: Draft, words: Translator) -> str:
    """The same inside of a sentence, or of a line in another script."""
    return words.isolated(title(draft))


def cut(text: str, most: int) -> str:
    """On one line, ended at a word."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    head = text[: most - 1]
    return (head.rpartition(" ")[0] or head).rstrip(" ,;:.") + "…"


def location(draft: Draft) -> Location | None:
    """The house for a channel that shows maps itself."""
    spot = draft.spot
    if spot.online or spot.lat is None or spot.lon is None or not spot.exact:
        return None
    return Location(spot.lat, spot.lon, cut(spot.venue or draft.title, TITLE), where(spot) or title(draft))


def way(draft: Draft, words: Translator, *, link: bool = False) -> list[str]:
    """How to get there, a line each. `link`: for who has a seat, the one of an online one and whom to ask."""
    spot = draft.spot
    asked = [contact(draft, words)] if link and draft.contact.strip() else []
    if spot.online:
        said = [words.pgettext("workshops/online", "En ligne, depuis ton téléphone")]
        return [*said, *([spot.link] if link and spot.link else []), *asked]
    return [line for line in (words.isolated(where(spot)), _stop(spot, words), map_link(spot), *asked) if line]


def _stop(spot: Spot, words: Translator) -> str:
    if spot.online or not spot.stop:
        return ""
    return words.pgettext("workshops/stop", "Pour venir\u00a0: {stop}").format(
        stop=words.isolated(cut(spot.stop, WHERE))
    )


def number(seat: Seat, words: Translator) -> str:
    """What they say at the door: whoever holds it notes by it who came, and asks nobody for a name."""
    said = words.pgettext("workshops/number", "À l’accueil, ton numéro suffit\u00a0: {number}.")
    return said.format(number=seat.person_id)


def contact(draft: Draft, words: Translator) -> str:
    sentence = words.pgettext("workshops/contact", "Une question\u00a0? {contact}")
    return sentence.format(contact=words.isolated(cut(draft.contact, TITLE)))


def brief(one: Card, words: Translator, number: int) -> str:
    """What one chooses by, at most eight short lines: when, the way there, what happens, for whom, why this one.

    **Why** no pin: three maps between three cards are a wall. It comes with `card`, and with the seat.
    """
    draft = one.workshop.draft
    lines = [_name(draft, words, number), _from_to(draft, words), _spot(one, words)]
    lines += [_stop(draft.spot, words), map_link(draft.spot), _who_what(draft, words)]
    whom = words.isolated(cut(draft.welcome.audience, WHOM))
    lines.append(" · ".join(filter(None, (facts(one, words, mine=False), whom))))
    return "\n".join(filter(None, [*lines, _why(one, words)]))


def card(one: Card, words: Translator, number: int = 0, *, mine: bool = False) -> str:
    """All that is known. `number`: its place in the list. `mine`: they have a seat, so others matter no more."""
    draft = one.workshop.draft
    lines = [_name(draft, words, number), _from_to(draft, words), *distance(one.km, words), *way(draft, words)]
    if mine and draft.contact.strip():
        lines.append(contact(draft, words))
    lines.append(_host(words.isolated(cut(draft.host, TITLE)), words))
    lines += [words.isolated(cut(draft.summary, WHOLE)), facts(one, words, mine=mine), audience(draft, words)]
    lines.append(_why(one, words))
    return "\n".join(filter(None, lines))


def audience(draft: Draft, words: Translator) -> str:
    if not draft.welcome.audience:
        return ""
    sentence = words.pgettext("workshops/audience", "Pour qui\u00a0: {audience}")
    return sentence.format(audience=words.isolated(cut(draft.welcome.audience, TITLE)))


def _name(draft: Draft, words: Translator, number: int) -> str:
    name = f"{number}. {named(draft, words)}" if number else named(draft, words)
    return f"{name} {mark}" if (mark := language_mark(draft, words)) else name


def language_mark(draft: Draft, words: Translator) -> str:
    """« (en français) », said where the chat is in another language than what the host wrote; "" elsewhere.

    **Why** a rule and no guess: hosts here write in French unless French is not spoken there or not a letter is Latin.
    """
    if words.locale.split("_")[0] == FRENCH or FRENCH not in draft.welcome.languages:
        return ""
    latin = any(sign.isalpha() and sign < LAST_LATIN for sign in draft.title)
    return words.pgettext("workshops/in_french", "(en français)") if latin else ""


def _from_to(draft: Draft, words: Translator) -> str:
    return f"{when(draft, words)} – {words.time(draft.ends_at, ZoneInfo(draft.zone))}"


def _spot(one: Card, words: Translator) -> str:
    """How far, and where: the place, its street and its town."""
    spot = one.workshop.draft.spot
    if spot.online:
        return "".join(way(one.workshop.draft, words))
    there = words.isolated(cut(where(spot), WHERE))
    far = "".join(distance(one.km, words))
    if not (far and there):
        return far or there
    return words.pgettext("workshops/far_there", "{far}\u00a0: {there}").format(far=far, there=there)


def _who_what(draft: Draft, words: Translator) -> str:
    """Who holds it and what happens there, on one line."""
    host, what = words.isolated(cut(draft.host, TITLE)), words.isolated(cut(draft.summary, WHAT))
    if not host:
        return what
    if not what:
        return _host(host, words)
    return words.pgettext("workshops/host_what", "Avec {host}\u00a0: {what}").format(host=host, what=what)


def _host(host: str, words: Translator) -> str:
    return words.pgettext("workshops/host", "Avec\u00a0: {host}").format(host=host) if host else ""


def _why(one: Card, words: Translator) -> str:
    if one.reason == "seat":
        return words.pgettext("workshops/have_seat", "Ta place est gardée.")
    if one.reason == "list":
        return words.pgettext("workshops/on_list", "Tu es sur la liste d’attente.")
    if reason := why(one.reason, words):
        return words.pgettext("workshops/why", "Pourquoi lui\u00a0: {reason}.").format(reason=reason)
    return ""


def distance(km: float | None, words: Translator) -> list[str]:
    if km is None:
        return []
    if km < 1:
        return [words.pgettext("workshops/next_door", "Tout près")]
    return [words.pgettext("workshops/km", "À {km} km").format(km=words.number(round(km)))]


def facts(one: Card, words: Translator, *, mine: bool) -> str:
    workshop, welcome = one.workshop, one.workshop.draft.welcome
    spoken = words.list([words.babel.languages.get(code, code) for code in welcome.languages])
    facts = [_price(welcome.price_cents, words)]
    if read(welcome.audience).women:  # first, in their language: nobody goes there for nothing
        facts.insert(0, words.pgettext("workshops/women", "réservé aux femmes"))
    if welcome.languages:
        facts.append(words.pgettext("workshops/spoken", "langue\u00a0: {languages}").format(languages=spoken))
    if welcome.step_free is not None:
        facts.append(
            words.pgettext("workshops/step_free", "accessible en fauteuil")
            if welcome.step_free
            else words.pgettext("workshops/steps", "il y a des marches")
        )
    if welcome.childcare:
        facts.append(words.pgettext("workshops/childcare", "enfants gardés sur place"))
    if welcome.no_papers:
        facts.append(words.pgettext("workshops/no_papers", "aucun papier à montrer"))
    return " · ".join(facts if mine else [*facts, *_left(workshop, words)])


def _price(cents: int, words: Translator) -> str:
    if not cents:
        return words.pgettext("workshops/free", "gratuit")
    pattern = "0.00" if cents % CENTS else "0"
    euros = format_decimal(cents / CENTS, pattern, locale=words.babel, numbering_system="latn")
    return words.pgettext("workshops/price", "{euros} €").format(euros=euros)


def _left(workshop: Workshop, words: Translator) -> list[str]:
    left = workshop.left
    if left == 0:
        return [words.pgettext("workshops/full", "complet, avec une liste d’attente")]
    if left is None or left > FEW:
        return []
    if left == 1:
        return [words.pgettext("workshops/last_seat", "il reste 1 place")]
    return [words.pgettext("workshops/few_seats", "il reste {count} places").format(count=left)]


def why(reason: Reason, words: Translator) -> str:
    match reason:
        case "cv":
            return words.pgettext("workshops/why_cv", "tu n’as pas encore de CV, on en fait un là-bas")
        case "placement":
            return words.pgettext("workshops/why_placement", "ça aide à trouver un stage ou une alternance")
        case "job":
            return words.pgettext("workshops/why_job", "tu cherches un emploi, on s’y prépare là-bas")
        case "trade":
            return words.pgettext("workshops/why_trade", "on y parle du métier que tu cherches")
        case "civic":
            return words.pgettext("workshops/why_civic", "ça aide à se présenter pour un service civique")
        case "any":
            return words.pgettext("workshops/why_any", "tu vois de vrais métiers avant de choisir")
        case "first":
            return words.pgettext("workshops/why_first", "tu vois comment ça se passe avant ton premier boulot")
        case "next":
            return words.pgettext("workshops/why_next", "ton CV est fait, c’est la suite")
        case "language":
            return words.pgettext("workshops/why_language", "on y parle ta langue")
        case "nearest":
            return words.pgettext("workshops/why_nearest", "c’est le plus près")
        case "soon":
            return words.pgettext("workshops/why_soon", "c’est bientôt")
        case "seats":
            return words.pgettext("workshops/why_seats", "il reste de la place")
        case "seat" | "list" | "":
            return ""


def intro(found: Suggestion, place: str, words: Translator) -> str:
    """What kind of list comes; `place`: where they are, "" when that is not known."""
    match found.circle, bool(place):
        case "near", _:
            return words.pgettext("workshops/near", "Voilà ce qu’il y a autour de {place}.").format(place=place)
        case "wide", _:
            sentence = words.pgettext(
                "workshops/wide", "Rien de libre à moins de 30 km de {place}. Plus loin, il y a ça."
            )
            return sentence.format(place=place)
        case "online", True:
            sentence = words.pgettext(
                "workshops/only_online", "Rien près de {place} pour l’instant. En ligne, il y a ça."
            )
            return sentence.format(place=place)
        case "online", False:
            return words.pgettext("workshops/all_online", "En ligne, tu peux venir de partout.")
        case _, True:
            return words.pgettext("workshops/none", "Il n’y a rien près de {place} pour l’instant.").format(place=place)
        case _:
            return words.pgettext("workshops/none_online", "Il n’y a rien en ligne pour l’instant.")
