"""Words for time in French, English and Arabic, folded."""

from __future__ import annotations

from collections.abc import Mapping

from bot.people.resolvers.folding import fold


def _set(text: str) -> frozenset[str]:
    return frozenset(fold(word) for word in text.split("|"))


def _words(*rows: str) -> dict[str, int]:
    """Row n (from 1) lists the words for n."""
    return {fold(word): number for number, row in enumerate(rows, 1) for word in row.split("|")}


MONTHS: Mapping[str, int] = _words(
    "janvier|janv|jan|january|يناير|جانفي|كانون الثاني",
    "février|fevr|fev|feb|february|فبراير|فيفري|شباط",
    "mars|mar|march|مارس|آذار|اذار",
    "avril|avr|apr|april|أبريل|ابريل|أفريل|نيسان",
    "mai|may|مايو|ماي|أيار",
    "juin|jun|june|يونيو|يونيه|جوان|حزيران",
    "juillet|juil|jul|july|يوليو|يوليوز|جويلية|تموز",
    "août|aout|aou|aug|august|أغسطس|غشت|أوت|آب",
    "septembre|sept|sep|september|سبتمبر|شتنبر|أيلول",
    "octobre|oct|october|أكتوبر|اكتوبر|تشرين الأول",
    "novembre|nov|november|نوفمبر|نونبر|تشرين الثاني",
    "décembre|dec|december|ديسمبر|دجنبر|كانون الأول",
)
"""International, Maghreb and Levant names in Arabic."""

SEASONS: Mapping[str, int] = {
    fold(word): month
    for month, row in {
        7: "été|summer|صيف|الصيف",
        1: "hiver|winter|شتاء|الشتاء",
        4: "printemps|spring|ربيع|الربيع",
        10: "automne|autumn|fall|خريف|الخريف",
        9: "rentrée",
    }.items()
    for word in row.split("|")
}
"""A month in the middle of it."""

WEEKDAYS: Mapping[str, int] = _words(
    "lundi|monday|الاثنين|الإثنين",
    "mardi|tuesday|الثلاثاء",
    "mercredi|wednesday|الأربعاء",
    "jeudi|thursday|الخميس",
    "vendredi|friday|الجمعة",
    "samedi|saturday|السبت",
    "dimanche|sunday|الأحد",
)

NUMBERS: Mapping[str, int] = _words(
    "un|une|one|a|an|واحد|واحدة",
    "deux|two|couple|اثنان|اثنين",
    "trois|three|ثلاثة|ثلاث",
    "quatre|four|أربعة|أربع",
    "cinq|five|خمسة|خمس",
    "six|ستة|ست",
    "sept|seven|سبعة|سبع",
    "huit|eight|ثمانية|ثماني",
    "neuf|nine|تسعة|تسع",
    "dix|ten|عشرة|عشر",
)

UNITS: Mapping[str, str] = {
    fold(word): unit
    for unit, row in {
        "day": "jour|jours|day|days|يوم|أيام",
        "week": "semaine|semaines|week|weeks|أسبوع|أسابيع",
        "month": "mois|month|months|شهر|أشهر|شهور",
        "year": "an|ans|année|années|year|years|سنة|سنوات|سنين|عام|أعوام",
    }.items()
    for word in row.split("|")
}

DUALS: Mapping[str, str] = {
    fold(word): unit
    for word, unit in (
        ("يومين", "day"), ("أسبوعين", "week"), ("شهرين", "month"), ("سنتين", "year"), ("عامين", "year"),
    )
}  # fmt: skip
"""Arabic words that say "two" and the unit at once."""

AGO = _set("il y a|il ya|y a|ya|depuis|ça fait|cela fait|since|for|ago|منذ|قبل|من|before")
AHEAD = _set("dans|in|بعد|d'ici")

NOW = _set(
    "maintenant|now|right now|tout de suite|immédiatement|الآن|حالا|toujours|encore|j'y suis encore|j'y suis toujours|"
    "j'y travaille encore|en ce moment|actuellement|en cours|présent|pas fini|still|still there|present|current|"
    "currently|ongoing|at the moment|i still work there|حاليا|لا أزال|لازلت|ما زلت|مازلت|حتى الآن|إلى الآن"
)
"""It goes on, or it can begin at once."""

DAYS: Mapping[str, int] = {
    word: shift
    for shift, row in {
        -2: "avant-hier",
        -1: "hier|yesterday|أمس|البارحة",
        0: "aujourd'hui|aujourdhui|today|اليوم",
        1: "demain|tomorrow|غدا",
        2: "après-demain|بعد غد",
    }.items()
    for word in _set(row)
}

MONTH_SHIFTS: Mapping[str, int] = {
    word: shift
    for shift, row in {
        0: "ce mois|ce mois-ci|this month|هذا الشهر",
        -1: "mois dernier|le mois dernier|mois passé|le mois passé|last month|الشهر الماضي",
        1: "mois prochain|le mois prochain|next month|الشهر القادم|الشهر المقبل",
    }.items()
    for word in _set(row)
}

YEAR_SHIFTS: Mapping[str, int] = {
    word: shift
    for shift, row in {
        0: "cette année|cette anée|cet été|this year|هذه السنة|هذا العام",
        -1: "lannée dernière|lanée dernière|anée dernière|lan dernier|lannée passée|lan passé|"
        "السنة اللي فاتت|السنة يلي فاتت|السنة لي فاتت|السنة اللي راحت|العام اللي فات|العام لي فات|عام أول|"
        "année dernière|l'année dernière|l'an dernier|an dernier|année passée|l'année passée|last year|"
        "السنة الماضية|العام الماضي",
        1: "année prochaine|l'année prochaine|l'an prochain|next year|السنة القادمة|العام القادم|السنة المقبلة",
    }.items()
    for word in _set(row)
}

LAST = _set("dernier|dernière|passé|passée|last|الماضي|الماضية")

FILLERS = _set(
    "en|le|la|l|au|à|de|du|d|depuis|début|fin|mi|vers|environ|courant|mois|année|an|jusqu|jusque|since|from|until|till|"
    "in|on|the|of|around|about|mid|early|late|end|start|beginning|month|year|this|"
    "في|منذ|من|شهر|سنة|عام|يوم|بداية|نهاية|حتى|إلى|حوالي"
)
"""Words that may stand around a date without changing it."""

MONTH_NAMES = {
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
    "ar": "يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر",
}


def month_name(month: int, locale: str) -> str:
    """In the language of the chat, French where it has no names here."""
    names = MONTH_NAMES.get(locale.split("_")[0], MONTH_NAMES["fr"])
    return names.split("|")[month - 1]
