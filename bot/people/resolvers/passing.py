"""A job named in passing, in an answer to another question: "jai fait la plonge 2 moi", "jcherche un taf en cuisin".

Law: the opposite of `occupation`, which reads an answer to "quel métier ?" as generously as it can. Here only a job's
name is taken; a word that people use for one is a question; everything else is nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from bot.people.resolvers.folding import LONGEST, fold
from bot.people.resolvers.job_index import AROUND
from bot.people.resolvers.job_names import hints, names
from bot.people.resolvers.nonsense import is_nonsense
from bot.people.resolvers.occupation import OPTIONS, Occupations
from bot.people.resolvers.stems import sound, stem, words
from flows.answers import Choose, Found, NotFound, Resolved
from flows.events import JsonValue

MOST_WORDS = 5
"""Words of the longest name worth looking for."""
TELLING = 4
"""Letters of a single word that may be no more than a hint: "rh", "bar" and "son" are said for other reasons."""
SOUNDED = 5
"""Letters from which a word is also heard by its sound: "cuisin", "restoration"."""
COMMON = frozenset(
    words(
        """
        mode chat code ecole lycee free route mais email super self sport foot match robe poste photo photos video
        videos metro train tram avis phone club musique music manga gamer velo moto host save sound water beach
        boite carte papiers papier bureau internet ordi ordinateur telephone maths muscu danse quick sales store
        model rooms hands keys total grec cafe boat color fibre forum flash insta guide hotel gare orly colo
        drive maison enfants enfant bebe bebes arabe anglais francais langues tiktok youtube snap stade plage
        parc magasin voiture voitures camion argent jeux reseaux sociaux langue traduire traduction dessin
        dessiner chanter danser lire nager courir voyage مدرسه هاتف صوت عدد عرض خدمه باب بحر عامل رياضه رقص ليل
        حي لغات مكتب جيش فريق طريق سياره ملفات رسايل قطار مترو منزل school english french house car cars kids
        baby games office школа фото метро море дім діти ніч extra marques rue cles boutique jardin police armee
        stand cours dons
        """
    )
)
"""Hints that people also say of what is no work of theirs."""
RANKS = frozenset(words("agent agente employe employee ouvrier ouvriere assistant assistante technicien technicienne"))
"""Words that many trades begin with: alone they name none."""
FIELDS = frozenset(words("restauration hotellerie btp bar resto restos sante transports"))
"""What people call a whole field, of which the bank has only the jobs: a question."""
_OTHERWISE = re.compile(r"\b(?:ca marche|rendez vous|rdv|en tout cas)\b")
"""Words of jobs that mean something else together."""
_ARABIC = ("وال", "بال", "فال", "كال", "لل", "ال", "ب", "ل", "و", "ك")
"""What stands before an Arabic noun, written together with it."""


class NamedInPassing:
    """Finds jobs in sentences. `jobs` reads what was found."""

    def __init__(self, jobs: Occupations) -> None:
        self.jobs = jobs

    def heard(self, text: str, locale: str) -> tuple[str, Resolved]:
        """The words for the job and which it is: `Found` by its name, `Choose` by a hint or when there are several."""
        folded = fold(text) if len(text) <= LONGEST else ""
        if not folded or is_nonsense(folded):
            return "", NotFound()
        given = _OTHERWISE.sub(" ", folded).split()
        found = list(_named(given)) or list(_done(given))
        if not found:
            return "", NotFound()
        called = {known for _, known in found if known in names()}
        if len(called) == 1:
            found = [one for one in found if one[1] in called][:1]
        said = ", ".join(dict.fromkeys(typed for typed, _ in found))
        if len(found) == 1 and found[0][0] in names():
            return said, self._coded(self.jobs.resolve(found[0][1], locale))
        options = [option for _, known in found for option in self._options(known, locale)]
        distinct = tuple({label: (value, label) for value, label in options}.values())[:OPTIONS]
        return (said, Choose(distinct)) if distinct else ("", NotFound())

    def _options(self, name: str, locale: str) -> tuple[tuple[JsonValue, str], ...]:
        match self._coded(self.jobs.resolve(name, locale)):
            case Found(value=value) if isinstance(value, dict):
                return ((value, str(value.get("label", ""))),)
            case Choose(options=options):
                return options
            case _:
                return ()

    @staticmethod
    def _coded(found: Resolved) -> Resolved:
        """Nothing that is no more than their own words."""
        if isinstance(found, Found) and not (isinstance(found.value, dict) and "code" in found.value):
            return NotFound()
        return found


def _named(given: list[str]) -> Iterator[tuple[str, str]]:
    """The words for jobs, longest first from the left, none twice: as they were typed and as the bank has them."""
    at = 0
    while at < len(given):
        for length in range(min(MOST_WORDS, len(given) - at), 0, -1):
            typed = given[at : at + length]
            if not all(word in AROUND for word in typed) and (known := _known(" ".join(typed))):
                yield " ".join(typed), known
                at += length - 1
                break
        at += 1


def _done(given: list[str]) -> Iterator[tuple[str, str]]:
    """What somebody did, in two telling words of whatever form: "jai gardé les enfant" for « garder des enfants »."""
    telling = [word for word in given if word not in AROUND]
    for one, other in pairwise(telling):
        if known := _by_stems().get((stem(one), stem(other))):
            yield f"{one} {other}", known


def _known(phrase: str) -> str:
    """The name or hint that this is, as it is spelt in the bank; "" when it is none."""
    if phrase in RANKS:
        return ""
    for form in _forms(phrase):
        if form in names() or form in FIELDS or (form in hints() and _is_telling(form)):
            return form
    single = " " not in phrase and len(phrase) >= SOUNDED and phrase not in COMMON
    return _by_sound().get(sound(phrase), "") if single else ""


def _is_telling(hint: str) -> bool:
    return " " in hint or (len(hint) >= TELLING and hint not in COMMON)


def _forms(phrase: str) -> Iterator[str]:
    yield phrase
    if phrase.endswith("s"):
        yield phrase[:-1]
    if "\u0600" <= phrase[:1] <= "\u06ff":
        yield from (phrase.removeprefix(before) for before in _ARABIC if phrase.startswith(before))
        yield phrase.removesuffix("ا")


@lru_cache(maxsize=1)
def _by_stems() -> dict[tuple[str, str], str]:
    """Stems of the two telling words of a name or hint that has just two → that name."""
    found: dict[tuple[str, str], str] = {}
    for name in (*names(), *hints()):
        telling = [word for word in name.split() if word not in AROUND]
        if len(telling) == 2:
            found.setdefault((stem(telling[0]), stem(telling[1])), name)
    return found


@lru_cache(maxsize=1)
def _by_sound() -> dict[str, str]:
    """Sound of a single word that names a job or hints at one → that word."""
    found: dict[str, str] = {}
    for word in (*names(), *hints(), *FIELDS):
        if " " not in word and len(word) >= SOUNDED and word not in COMMON and len(said := sound(word)) >= TELLING:
            found.setdefault(said, word)
    return found
