"""What everybody writes sets nothing off: a town, a name, a job, a form of address, a word of another language.

**Why** whole lists: a rule of one language is followed in all, and a single word of it may be a town of another.
"""

from __future__ import annotations

import pytest

from bot.people.resolvers.communes import communes
from bot.people.resolvers.esco import LANGUAGES, esco
from bot.safety.net.notice import notice

EVERYDAY = (
    ("fr", "bonjour madame"),
    ("fr", "Madame, Monsieur, je vous écris"),
    ("fr", "je vis chez Madame Grimaud"),
    ("fr", "j'ai râpé les carottes au resto"),
    ("fr", "je parle une langue slave"),
    ("fr", "le peloton du tour"),
    ("fr", "une pelote de laine"),
    ("fr", "je sais me servir d'un cutter"),
    ("fr", "mon amie Mena"),
    ("fr", "un vernis nude"),
    ("fr", "je viole pas la loi"),
    ("fr", "je sers à rien en maths"),
    ("fr", "tripoter mon téléphone"),
    ("fr", "j'ai molesté personne"),
    ("fr", "travail de nuit à la gare"),
    ("fr", "je bosse la nuit à la gare"),
    ("es", "turno de noche en la estación"),
    ("es", "disculpa la molestia"),
    ("es", "no quiero molestar"),
    ("es", "quiero que coma bien mi hijo"),
    ("es", "una coma en la frase"),
    ("es", "me llamo Mena"),
    ("en", "my hidden talents"),
    ("en", "my exploits at football"),
    ("en", "a runaway success"),
    ("en", "i use a cutter at work"),
    ("en", "cutting edge"),
    ("ar", "khdemt m3a madame fatima"),
    ("uk", "bonjour madame"),
)


@pytest.mark.parametrize(("language", "text"), EVERYDAY)
def test_everyday_words_of_another_language_are_no_distress(language: str, text: str) -> None:
    assert notice(text, language) is None


@pytest.mark.parametrize(
    "name", ["Hodan", "Hayden", "Haddane", "Khadine", "Derbane", "Dolores", "Viola", "Mena", "Dick"]
)
@pytest.mark.parametrize("line", ["{}", "je m'appelle {}", "{} Diallo"])
def test_no_name_is_distress(name: str, line: str) -> None:
    assert notice(line.format(name), "fr") is None


def test_no_town_is_distress() -> None:
    towns = communes()
    names = {towns[row].name for row in range(len(towns))}
    assert len(names) > 30_000
    assert [name for name in names if notice(name, "fr")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_job_is_distress(language: str) -> None:
    jobs = [*esco().labels[language]]
    assert len(jobs) > 2_000
    assert [job for job in jobs if notice(job, language)] == []


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "il m'a tripotée"),
        ("fr", "il me pelote"),
        ("fr", "mon frère est dans le coma"),
        ("en", "i was raped"),
        ("en", "he tried to rape me"),
        ("en", "he molested me"),
        ("en", "they treat me like a slave"),
        ("en", "my friend is going to od"),
        ("ar", "drebni bezzaf"),
        ("ar", "kayhaddedni kol nhar"),
    ],
)
def test_the_same_words_said_of_somebody_still_are(language: str, text: str) -> None:
    assert notice(text, language) is not None
