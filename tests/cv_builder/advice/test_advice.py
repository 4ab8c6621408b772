"""Advice as a whole: few, the most useful first, never twice, and silent about what people ordinarily write."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cv_builder.advice import CHECKS, MOST, advise, key_of, mended
from cv_builder.advice.sheet import SUMMARY, TYPED, Advice, Sheet, about, less
from tests.cv_builder.people import AMINA, LI, MAX, SAMIRA, YANIS
from tests.cv_builder.test_hostile import NASTY, answers

TODAY = "2026-11-21"
ORDINARY = """
Boulangerie du marché
Chez Momo
Chez Marie et Christian
SNCF
RATP
McDonald’s République
Carrefour City, rue de Rivoli
Café de la rue Oberkampf
Restaurant Les 3 Frères
Pressing Paris 18
Mairie de Saint-Denis
Secours Catholique
Croix-Rouge française
Les Restos du Cœur
Association Aide aux réfugiés
Foyer de jeunes travailleurs
Crèche Les P’tits Loups
EHPAD Sainte-Marie
Famille Bernard, 3 enfants
Garde de deux enfants de 4 et 7 ans
Garder mes petits frères
Aider ma grand-mère de 82 ans
Accompagner une personne âgée
S’occuper d’un enfant handicapé
Traduire à la préfecture pour ma famille
Remplir des dossiers de titre de séjour
Préparer les repas du ramadan pour 60 personnes
Servir jusqu’à 80 couverts par service
Cuisine du monde, cuisine française
Cuisine libanaise et syrienne
Coiffure afro et tresses
Mécanique auto, 2 ans d’apprentissage
Marchés du samedi, 5 h à 13 h
Inventaire de nuit du 31/12/2025
Stage de 3e, décembre 2019
Saison 2024 aux Sables-d’Olonne
Récolte des pommes, 6 semaines
Livraison à vélo, 20 courses par jour
Réparer des téléphones (écran, batterie)
Montage de meubles IKEA
Photo de mode et montage vidéo
Club photo du lycée
Foot en U19 régional
Basket, 3 fois par semaine
Jeux vidéo, tournoi 2e place
Danse orientale
Bénévole au Secours populaire depuis 2023
CAP Cuisine
Bac pro Commerce
CAP AEPE
BTS MCO, 1re année
Lycée Marie-Curie
Lycée du 8 mai 1945
École maternelle Jean-Moulin
École coranique et collège
Collège Henri-Barbusse
Cours de français, niveau A2
Université d’Alger 1
Formation FLE à la Cimade
Titre professionnel (niveau 3)
Permis B en cours
CACES R489 cat. 1, 3 et 5
SST (premiers secours)
Toujours à l’heure
Je m’adapte vite
Je parle avec tout le monde
Libre tout de suite, soir et week-end
Mobile en Île-de-France
Waiter at The Single Malt
Worked in a small team of 12
Christian’s Bakery
Baker Street Coffee
Youth club, children aged 6 to 12
Photography and music
مطعم الياسمين
مدرسة دمشق الثانوية
رعاية الأطفال
مخبز السلام
""".strip().splitlines()
"""What people write on CVs. A false alarm is worse than a miss."""
ARABIC_LINES = [line for line in ORDINARY if line[0] > "\u0600" and line[0] < "\u0700"]
FULL: Mapping[str, object] = AMINA


def put(save: str, line: str) -> dict[str, object]:
    """A whole CV with this line as the answer to that question."""
    value: object = line
    if save in ("looking", "job.title"):
        value = {"label": line}
    elif save in ("town", "job.town", "school.place"):
        value = {"name": line}
    if save.startswith(("job.", "school.")):
        before = FULL.get(save)
        value = [before[0] if isinstance(before, list) else None, value]
    elif save == SUMMARY:
        return {**FULL, **about(line)}
    elif save in ("qualities", "interests", "licence", "informal_skills"):
        value = [line]
    locale = "ar" if line in ARABIC_LINES else "fr"
    return {**FULL, save: value, "cv_language": locale}


def test_a_good_cv_hears_nothing() -> None:
    assert advise(FULL, TODAY) == ()


@pytest.mark.parametrize("line", ORDINARY)
def test_ordinary_lines_stay_silent_wherever_they_stand(line: str) -> None:
    told = [advice for save in TYPED for advice in advise(put(save, line), TODAY)]
    assert told == []


def test_there_are_enough_ordinary_lines() -> None:
    assert len(set(ORDINARY)) >= 60
    assert len(ARABIC_LINES) >= 3


def test_a_gap_is_spoken_of_once() -> None:
    told = {**FULL, "job.start": None, "job.end": None, "job.year": [2018, 2025]}
    (gap,) = advise(told, TODAY)
    assert gap.check == "gap"
    assert advise({**told, "job.year": [2020, 2025]}, TODAY, [key_of(gap)]) == ()


def test_at_most_three_the_most_useful_first() -> None:
    told = advise({"name": "Li 19 ans"}, TODAY)
    assert [advice.check for advice in told] == ["no_phone", "age", "nothing_done"]
    assert len(told) == MOST


def test_a_mail_is_spoken_of_beside_other_things_only() -> None:
    without = {name: value for name, value in FULL.items() if name != "email"}
    assert advise(without, TODAY) == ()
    assert [advice.check for advice in advise({**without, "town": None}, TODAY)] == ["no_town", "no_mail"]


def test_what_was_waved_away_does_not_come_back() -> None:
    silent: set[str] = set()
    while told := advise(LI | {"email": "lolodu93@gmial.com"}, TODAY, silent):
        assert not silent & {key_of(advice) for advice in told}
        silent |= {key_of(advice) for advice in told}
    assert len(silent) > MOST


def test_other_words_at_the_same_place_are_told_again() -> None:
    (old,) = advise({**FULL, "name": "Amina, célibataire"}, TODAY)
    (new,) = advise({**FULL, "name": "Amina, mariée"}, TODAY, [key_of(old)])
    assert old.check == new.check
    assert key_of(old) != key_of(new)
    assert "célibataire" not in key_of(old)


@pytest.mark.parametrize("person", [AMINA, YANIS, LI, SAMIRA, MAX])
def test_whoever_it_is(person: Mapping[str, object]) -> None:
    assert len(advise(person, TODAY)) <= MOST


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(sorted({*AMINA, *TYPED})), answers))
def test_any_answers_are_read_without_harm(given_answers: dict[str, object]) -> None:
    for check, _ in CHECKS.values():
        for advice in check(Sheet(given_answers, TODAY)):
            assert advice.round >= 0


@pytest.mark.parametrize("nasty", NASTY)
def test_nasty_texts_everywhere(nasty: str) -> None:
    for advice in advise(dict.fromkeys(AMINA, nasty), TODAY, most=99):
        assert advice.better is None or len(advice.better) < len(nasty) + 1


@given(st.text(max_size=60), st.data())
def test_a_text_less_a_part_of_it_only_loses(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    left = less(text, start, end)
    assert set(left) <= {*text, " "}
    assert len(left) <= len(text) + 1


# -- one tap --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("code", CHECKS)
def test_one_tap_is_enough(code: str) -> None:
    """What one tap put right is not said again."""
    check, cases = CHECKS[code]
    for case in cases:
        for advice in check(Sheet(case.answers, TODAY)):
            if advice.better is not None:
                assert advice.whole
                assert not list(check(Sheet(mended(case.answers, advice), TODAY)))


@pytest.mark.parametrize(
    ("before", "advice", "after"),
    [
        ({"name": "Li 19 ans"}, Advice("age", "name", 0, "19 ans", "Li", "Li 19 ans"), {"name": "Li"}),
        (
            {"job.employer": ["Lidl", "LE BON PAIN"]},
            Advice("shouting", "job.employer", 1, "", "Le Bon Pain", "LE BON PAIN"),
            {"job.employer": ["Lidl", "Le Bon Pain"]},
        ),
        (
            {"job.employer": ["RQTH", "RQTH"]},
            Advice("health", "job.employer", 1, "RQTH", "", "RQTH"),
            {"job.employer": ["RQTH", None]},
        ),
        (
            {"job.tasks": [["waiter_pay"], ["waiter_pay", "rqth"]]},
            Advice("health", "job.tasks", 1, "rqth", "", "rqth"),
            {"job.tasks": [["waiter_pay"], ["waiter_pay"]]},
        ),
        (
            {"town": {"name": "12 rue X, Lyon"}},
            Advice("address", "town", 0, "12 rue X", "Lyon", "12 rue X, Lyon"),
            {"town": {"name": "Lyon"}},
        ),
        ({"qualities": ["athée"]}, Advice("religion", "qualities", 0, "athée", "", "athée"), {"qualities": None}),
        (about("RQTH, calme"), Advice("health", SUMMARY, 0, "RQTH", "calme", "RQTH, calme"), about("calme")),
        ({"name": "Li"}, Advice("no_phone", "phone"), {"name": "Li"}),
    ],
)
def test_what_one_tap_does(before: Mapping[str, object], advice: Advice, after: Mapping[str, object]) -> None:
    assert mended(before, advice) == after
