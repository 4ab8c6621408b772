"""How advice is said: one short line why, one button that does it. Tables; the translations hang on their keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.cvs.rules.listing import Options, option
from bot.ports import Words
from cv_builder.advice.sheet import Advice
from flows.events import JsonValue

LONGEST_FOUND = 40
"""Characters of a person's own words that are said again."""
NAMES = ("one", "two", "three")


class _Source:
    """Marks a text for the catalogs: `(key, French)`, to be looked up when somebody reads it."""

    @staticmethod
    def pgettext(key: str, french: str) -> tuple[str, str]:
        return key, french


_ = _Source()

SENTENCES: Mapping[str, tuple[str, str]] = {
    "no_name": _.pgettext("cvs/advice/no_name", "Ton nom\u00a0: il manque en haut de la page."),
    "no_phone": _.pgettext("cvs/advice/no_phone", "Ton numéro\u00a0: sans lui, on ne peut pas t’appeler."),
    "bad_phone": _.pgettext("cvs/advice/bad_phone", "Ton numéro\u00a0: «\u00a0{found}\u00a0» ne sonne nulle part."),
    "mail_typo": _.pgettext("cvs/advice/mail_typo", "Ton mail\u00a0: c’est plutôt {better}, non\u00a0?"),
    "social_security": _.pgettext(
        "cvs/advice/social_security", "Ton numéro de sécu\u00a0: garde-le pour toi, on peut te voler avec."
    ),
    "birth_date": _.pgettext("cvs/advice/birth_date", "Ta date de naissance\u00a0: un patron n’en a pas besoin."),
    "address": _.pgettext("cvs/advice/address", "Ton adresse\u00a0: ta ville suffit."),
    "nationality": _.pgettext("cvs/advice/nationality", "«\u00a0{found}\u00a0»\u00a0: un CV n’en parle pas."),
    "health": _.pgettext("cvs/advice/health", "Ta santé\u00a0: tu en parles si tu veux, à qui tu veux, plus tard."),
    "religion": _.pgettext("cvs/advice/religion", "«\u00a0{found}\u00a0»\u00a0: c’est à toi, un CV n’en parle pas."),
    "family": _.pgettext("cvs/advice/family", "«\u00a0{found}\u00a0»\u00a0: un patron n’a pas à le savoir."),
    "age": _.pgettext("cvs/advice/age", "Ton âge\u00a0: un patron n’en a pas besoin."),
    "photo": _.pgettext("cvs/advice/photo", "La photo\u00a0: un CV marche très bien sans."),
    "upside_down": _.pgettext("cvs/advice/upside_down", "Un boulot finit avant de commencer\u00a0: {found}."),
    "future_date": _.pgettext("cvs/advice/future_date", "{found}\u00a0: c’est dans le futur."),
    "no_such_job": _.pgettext(
        "cvs/advice/no_such_job", "«\u00a0{found}\u00a0»\u00a0: un vrai nom de métier ouvre plus de portes."
    ),
    "nothing_done": _.pgettext("cvs/advice/nothing_done", "Ce que tu fais dans ta vie\u00a0: ça compte sur un CV."),
    "no_tasks": _.pgettext("cvs/advice/no_tasks", "Ce que tu faisais au travail\u00a0: c’est ce qu’on lit en premier."),
    "mail_name": _.pgettext("cvs/advice/mail_name", "Ton mail\u00a0: une adresse avec ton nom rassure un patron."),
    "no_job_sought": _.pgettext("cvs/advice/no_job_sought", "Le métier que tu cherches\u00a0: c’est le titre du CV."),
    "no_town": _.pgettext("cvs/advice/no_town", "Ta ville\u00a0: un patron aime savoir qui habite près."),
    "shouting": _.pgettext("cvs/advice/shouting", "«\u00a0{found}\u00a0»\u00a0: en majuscules, ça crie un peu."),
    "too_long": _.pgettext("cvs/advice/too_long", "«\u00a0{found}\u00a0»\u00a0: plus court, ce sera lu."),
    "slips": _.pgettext("cvs/advice/slips", "Relis «\u00a0{found}\u00a0»\u00a0: c’est écrit comme un SMS."),
    "no_capitals": _.pgettext("cvs/advice/no_capitals", "Une majuscule par phrase\u00a0: ça se lit mieux."),
    "no_level": _.pgettext("cvs/advice/no_level", "Tes langues\u00a0: dis comment tu les parles."),
    "no_languages": _.pgettext("cvs/advice/no_languages", "Tes langues\u00a0: même un peu, c’est un plus."),
    "gap": _.pgettext("cvs/advice/gap", "{found}\u00a0: rien n’est écrit. Un petit boulot, un stage, une aide\u00a0?"),
    "no_mail": _.pgettext("cvs/advice/no_mail", "Un mail\u00a0: beaucoup de patrons répondent comme ça."),
}
"""Check → why, in at most fifteen words. `{found}`: the words concerned; `{better}`: what would stand there."""

BUTTONS: Mapping[str, tuple[str, str]] = {
    "no_name": _.pgettext("cvs/advise/no_name", "Ajouter mon nom"),
    "no_phone": _.pgettext("cvs/advise/no_phone", "Ajouter mon numéro"),
    "bad_phone": _.pgettext("cvs/advise/bad_phone", "Changer mon numéro"),
    "mail_typo": _.pgettext("cvs/advise/mail_typo", "Corriger mon mail"),
    "social_security": _.pgettext("cvs/advise/social_security", "Enlever ce numéro"),
    "birth_date": _.pgettext("cvs/advise/birth_date", "Enlever la date"),
    "address": _.pgettext("cvs/advise/address", "Enlever l’adresse"),
    "nationality": _.pgettext("cvs/advise/nationality", "Enlever l’origine"),
    "health": _.pgettext("cvs/advise/health", "Enlever la santé"),
    "religion": _.pgettext("cvs/advise/religion", "Enlever la religion"),
    "family": _.pgettext("cvs/advise/family", "Enlever ma situation"),
    "age": _.pgettext("cvs/advise/age", "Enlever mon âge"),
    "photo": _.pgettext("cvs/advise/photo", "Enlever la photo"),
    "upside_down": _.pgettext("cvs/advise/upside_down", "Changer la date"),
    "future_date": _.pgettext("cvs/advise/future_date", "Changer l’année"),
    "no_such_job": _.pgettext("cvs/advise/no_such_job", "Changer le métier"),
    "nothing_done": _.pgettext("cvs/advise/nothing_done", "Ajouter mes forces"),
    "no_tasks": _.pgettext("cvs/advise/no_tasks", "Ajouter mes tâches"),
    "mail_name": _.pgettext("cvs/advise/mail_name", "Changer mon mail"),
    "no_job_sought": _.pgettext("cvs/advise/no_job_sought", "Ajouter le métier"),
    "no_town": _.pgettext("cvs/advise/no_town", "Ajouter ma ville"),
    "shouting": _.pgettext("cvs/advise/shouting", "En minuscules"),
    "too_long": _.pgettext("cvs/advise/too_long", "Raccourcir la ligne"),
    "slips": _.pgettext("cvs/advise/slips", "Relire et corriger"),
    "no_capitals": _.pgettext("cvs/advise/no_capitals", "Corriger la phrase"),
    "no_level": _.pgettext("cvs/advise/no_level", "Ajouter le niveau"),
    "no_languages": _.pgettext("cvs/advise/no_languages", "Ajouter mes langues"),
    "gap": _.pgettext("cvs/advise/gap", "Remplir ce trou"),
    "no_mail": _.pgettext("cvs/advise/no_mail", "Ajouter un mail"),
}
"""Check → the button, a verb and what it does (VOICE: twenty characters)."""


def offered(found: Sequence[Advice], words: Words) -> Options:
    return [option(one.check, words.pgettext(*BUTTONS[one.check])) for one in found]


def told(found: Sequence[Advice], words: Words) -> dict[str, JsonValue]:
    said: dict[str, JsonValue] = {}
    for name, one in zip(NAMES, found, strict=False):
        sentence = words.pgettext(*SENTENCES[one.check])
        said[name] = sentence.format(found=_short(one.found), better=_short(one.better or ""))
    return said


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_FOUND else f"{text[: LONGEST_FOUND - 1].rstrip()}…"
