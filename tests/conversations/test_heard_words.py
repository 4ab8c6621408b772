"""What people type where buttons would do: work, contracts, slang, in French, English and Arabic."""

from __future__ import annotations

import pytest

from flows import matching, options
from flows.model import Library, Option

WORKED = {
    "job": (
        "fr: cdi · un cdd · taf · boulot · un boulot · job · intérim · interim · jai bossé · J'ai bossé · j'ai bossé "
        "chez lidl · jai travaillé · oui j'ai travaillé · oui · alternance · alternence · altrenance · apprentissage | "
        "en: a job · i worked · contract · apprenticeship | ar: عمل · شغل · عقد · خدمة مؤقتة · اشتغلت"
    ),
    "small_jobs": (
        "fr: petit boulot · des petits boulots · un petit boulot · extra · des extras · au black · black · saison · "
        "j'ai fait une saison · job d'été | en: odd jobs · summer job | ar: عمل صغير · عمل موسمي · موسم"
    ),
    "internship": "fr: stage · un stage · j'ai fait un stage | en: internship · placement | ar: تدريب · ستاج",
    "none": (
        "fr: jamais travaillé · j'ai jamais travaillé · rien · jamais · non · nan · pas encore · jamais bossé | "
        "en: never worked · nothing · no | ar: لا شيء · لم أعمل · لا"
    ),
}
LOOKING = {
    "job": (
        "fr: taf · un taf · boulot · un cdi · cdd · cdi ou cdd · intérim · extra · black · je cherche un boulot · "
        "petit boulot · saison | en: a job · part-time | ar: عقد · شغل · خدمة مؤقتة"
    ),
    "apprenticeship": "fr: alternance · alternence · altrenance · apprentissage | en: apprentiship | ar: تناوب",
    "internship": "fr: stage · un stage | en: internship | ar: تدريب",
    "civic": "fr: service civique · civique | en: civic service | ar: خدمة مدنية",
    "any": "fr: tout · n'importe · peu importe · tout me va | en: anything | ar: أي شيء",
    "apprenticeship+internship": "fr: un stage ou une alternance · stage et alternance · stage alternance",
}

LASTED = {
    "days": "fr: qqs jours · 2 jours · un week-end · j'ai fait 3 jours | en: 2 days · a few days | ar: يومان · أيام",
    "weeks": "fr: 2 semaines · une semaine | en: 2 weeks | ar: أسبوعان · أسبوع",
    "months": "fr: 6 mois · 3 mois · trois mois · un été | en: 3 months | ar: 3 أشهر · شهران",
    "year": "fr: 1 an · un an · 1 ans · un ans · 1an · 12 mois | en: a year | ar: سنة",
    "years": "fr: 2 ans · trois ans | en: 2 years | ar: سنتان",
}


def heard(cases: dict[str, str]) -> list[tuple[str, str, str]]:
    return [
        (locale, typed, meant)
        for meant, words in cases.items()
        for group in words.split(" | ")
        for locale, _, some in [group.partition(": ")]
        for typed in some.split(" · ")
    ]


def choices(library: Library, step: str, locale: str, name: str = "cv") -> list[Option]:
    flow = library.flows[name]
    return options.fixed(library, locale, flow, flow.steps[flow.index[step]])


@pytest.mark.parametrize(("locale", "typed", "meant"), heard(WORKED))
def test_what_they_worked(read_library: Library, locale: str, typed: str, meant: str) -> None:
    shown = choices(read_library, "travail", locale)
    found = matching.exact(typed, shown) or matching.near(typed, shown)
    assert (found.id if found else None) == meant


@pytest.mark.parametrize(("locale", "typed", "meant"), heard(LOOKING))
def test_what_they_look_for(read_library: Library, locale: str, typed: str, meant: str) -> None:
    shown = choices(read_library, "recherche", locale)
    found = matching.several(typed, shown) or []
    assert [option.id for option in found] == meant.split("+")


@pytest.mark.parametrize(("locale", "typed", "meant"), heard(LASTED))
def test_how_long_it_lasted(read_library: Library, locale: str, typed: str, meant: str) -> None:
    shown = choices(read_library, "duree", locale, "cv_job")
    found = matching.exact(typed, shown) or matching.near(typed, shown)
    assert (found.id if found else None) == meant


@pytest.mark.parametrize("typed", ["pas de stage", "j'ai pas de boulot", "xkcd", "un stage et un boulot"])
def test_what_says_something_else_is_asked_again(read_library: Library, typed: str) -> None:
    assert matching.near(typed, choices(read_library, "travail", "fr")) is None


@pytest.mark.parametrize(
    ("locale", "typed", "meant"),
    [
        ("fr", "lingala", ["more"]),
        ("fr", "français, tamoul", ["fr", "more"]),
        ("en", "english and somali", ["en", "more"]),
        ("ar", "الفرنسية، الدرية", ["fr", "more"]),
    ],
)
def test_a_language_of_the_second_screen_typed_on_the_first_leads_there(
    read_library: Library, locale: str, typed: str, meant: list[str]
) -> None:
    found = matching.several(typed, choices(read_library, "langues", locale))
    assert [option.id for option in found or ()] == meant
