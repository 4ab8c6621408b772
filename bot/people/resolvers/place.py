"""Town names as people type them → a commune, or which of three, or nothing. Works offline.

Law: a town is found in silence only when what was typed names it and no other; every doubt is a question.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from rapidfuzz.distance import OSA

from bot.people.resolvers import departments
from bot.people.resolvers.communes import Commune, Communes, apart, city_of, communes, key_of
from bot.people.resolvers.finding import by_population, cut_short, exact, hinted, inside, part
from bot.people.resolvers.folding import LONGEST, fold
from bot.people.resolvers.found import answer, choose, one
from bot.people.resolvers.leading import ASKED, led_to
from bot.people.resolvers.no_towns import denies, no_towns
from bot.people.resolvers.slips import BIG, WELL_KNOWN, bigger, slips
from bot.people.resolvers.small_words import BEFORE, LINKS
from bot.people.resolvers.typed import CITY_OF, Typed, readings, several, take_apart, unglued
from flows.answers import Found, NotFound, Resolved

MOST_WORDS = 12
"""Words worth reading: the longest name of a commune has 9, and people put some around it."""
SENTENCE = 3
"""Words from which it is a sentence, in which a town stands somewhere."""
BORDER_KM = 0.15
"""So close to the border of two communes, either may be meant: a phone's position is right to some 50 metres, and the
border is guessed. (Arrondissements of one city are not asked for: what is near one is near the other.)"""
CITY_CODES = {"75000": "75056", "69000": "69123", "13000": "13055"}
"""What people give as postcode of a city where each arrondissement has its own, and its INSEE code."""
BEGUN = 3
"""Letters of one of the three cities that are enough before the number of a part of it: « mars 13e »."""
_AS_SAID = re.compile(r"(?<=\w\w\w)(?:é|ée|és|ées)\b", re.IGNORECASE)
"""What is heard at the end of « Roubé », « Évrée »; written without its accent it would be silent."""
NEAR_KM = 60.0
"""Beyond this the shared location is not in a commune we know."""


class Places:
    """The place resolver. Reads its data at the first call (`tables.warm` does it earlier)."""

    def resolve(self, text: str, locale: str) -> Resolved:
        """Value: `{"insee", "name", "dep"}`."""
        if len(text) > LONGEST:
            return NotFound()
        known, whole = communes(), take_apart(fold(text), communes().departments)
        parts = () if exact(known, whole.words) else several(text)
        if len(parts) > 1 and (towns := _each(known, [self._resolve(known, name) for name in parts], parts)):
            return towns
        found = self._resolve(known, text)
        heard = _AS_SAID.sub("er", text)
        return (
            found if isinstance(found, Found) or heard == text else _either(known, found, self._resolve(known, heard))
        )

    def _resolve(self, known: Communes, text: str) -> Resolved:
        typed = take_apart(fold(text), known.departments)
        if len(typed.words) > MOST_WORDS:
            return NotFound()
        if (BEFORE | LINKS).issuperset(typed.words):
            return _by_code(known, typed)
        read = list(readings(typed.words))
        if _is_no_town(known, read):
            return NotFound()
        loose = [bare for words in read if (bare := unglued(words)) != words]
        named = next((words for words in (*read, *loose) if exact(known, words)), read[-1])
        found = _named(known, typed, named) or self._guessed(known, typed, read[-1])
        if isinstance(found, Found) and (denies(typed.words) or not no_towns().isdisjoint(map(key_of, read))):
            return choose([c for c in [known.coded(_first(found))] if c])  # « le boulot », and there is a Boulot
        return _by_code(known, typed) if isinstance(found, NotFound) else found

    def _guessed(self, known: Communes, typed: Typed, words: tuple[str, ...]) -> Resolved:
        """Not one town is called so: a slip, or a sentence in which one stands. `words`: without the small ones."""
        if short := hinted(by_population(cut_short(known, words)), typed):
            return answer(short)
        found = NotFound() if denies(typed.words) else slips(known, typed, words)
        if isinstance(found, Found) or len(words) < SENTENCE:
            return found
        said = (name for name in led_to(known, list(typed.words), ASKED) if len(name.split()) < len(words))
        towns = hinted([c for name in said if (c := known.coded(_first(self._resolve(known, name))))], typed)
        return choose(towns[:1]) if towns else found

    def near(self, lat: float, lon: float, locale: str) -> Resolved:
        """The nearest commune or arrondissement; at the border of two communes, which one.

        Borders are not known here: halfway between two town centres is one.
        """
        if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
            return NotFound()
        whole = set(CITY_OF.values())
        around = [(km, c) for km, c in communes().around(lat, lon, NEAR_KM) if c.insee not in whole]
        if not around:
            return NotFound()
        first, nearest = around[0]
        beside = [c for km, c in around[1:] if _past_border(first, nearest, km, c) < BORDER_KM]
        return answer([nearest, *beside])


def _each(known: Communes, answers: Sequence[Resolved], parts: Sequence[str]) -> Resolved | None:
    """One town of each, to choose from; None unless each of them names one."""
    towns = [c for answer in answers if (c := known.coded(_first(answer)))]
    return choose(towns) if len(towns) == len(parts) == len(set(towns)) else None


def _either(known: Communes, *answers: Resolved) -> Resolved:
    """What it was read as, and as which big towns it is heard: none of them is sure."""
    written, heard = ([c for code in _codes(one) if (c := known.coded(code))] for one in answers)
    big = [c for c in heard if c.population >= BIG]
    return choose(by_population([*written, *big])) if big else answers[0]


def _codes(answer: Resolved) -> list[str]:
    """INSEE codes of what was found, or is asked."""
    if isinstance(answer, NotFound):
        return []
    values = [answer.value] if isinstance(answer, Found) else [value for value, _ in answer.options]
    return [str(value["insee"]) for value in values if isinstance(value, dict)]


def _first(answer: Resolved) -> str:
    """INSEE code; "" for none."""
    return next(iter(_codes(answer)), "")


def _past_border(first: float, nearest: Commune, km: float, other: Commune) -> float:
    """Kilometres from the middle line between the two; `first`, `km`: how far their centres are from here."""
    city = city_of(nearest.insee)
    if city and city == city_of(other.insee):
        return math.inf
    between = apart(nearest.lat, nearest.lon, other.lat, other.lon)
    return (km * km - first * first) / (2 * between) if between else 0.0


def _by_code(known: Communes, typed: Typed) -> Resolved:
    """By the postcode alone; by the department when somebody said "dans le 93", and not just a number.

    By a part of a city: only Paris has an 18e, three cities have a 3e.
    """
    if typed.postcode:
        return answer(_of_code(known, typed.postcode))
    if typed.part and typed.number and (BEFORE | LINKS).issuperset(typed.words):
        return answer([c for city in CITY_OF.values() if (c := known.part(city, typed.number))])
    if typed.dep and typed.words and LINKS.issuperset(typed.words):
        return choose(by_population(known.of_department(typed.dep)))
    return NotFound()


def _is_no_town(known: Communes, read: Sequence[tuple[str, ...]]) -> bool:
    """What people say for no town at all, unless there is one that is called so: what comes first of the two."""
    for words in read:
        if known.called(key := key_of(words)):
            return False
        if key in no_towns():
            return True
    return False


def _of_code(known: Communes, code: str) -> Sequence[Commune]:
    """Of a postcode; what is none may be an INSEE code, which papers and programs write."""
    coded = None if (found := known.of_postcode(code)) else known.coded(CITY_CODES.get(code, code))
    return [coded] if coded else found


# -- finding --------------------------------------------------------------------------------------------------
def _named(known: Communes, typed: Typed, words: tuple[str, ...]) -> Resolved | None:
    """What these words name, whole or by its beginning."""
    city = _city(key_of(words), typed)
    if city and (district := part(known, city, typed)):
        whole = known.coded(city) if typed.dep == district.dep else None
        return choose([district, whole]) if whole else one(district)
    named = exact(known, words)
    if (code := departments.named(words)) and not typed.postcode and not any(c.population >= WELL_KNOWN for c in named):
        return choose(by_population([*named, *known.of_department(code)]))
    every = by_population([*named, *inside(known, words, named)])
    fitting = hinted(every, typed)
    if fitting == every and (big := bigger(known, words, every) if named else []):
        return choose([*by_population(big), *every])
    if len(fitting) == 1 and (fitting[0] in named or len(every) > 1):
        return one(fitting[0])
    if every and not fitting and isinstance(close := slips(known, typed, words), Found):
        return close
    if every:
        return choose(fitting or every)
    split = departments.split(words)
    return _in_department(known, *split) if split else None


def _in_department(known: Communes, words: tuple[str, ...], dep: str) -> Resolved | None:
    key = key_of(words)
    found = hinted([*known.called(key), *known.also_called(key)], Typed(words, dep=dep))
    return one(found[0]) if found else None


def _city(key: str, typed: Typed) -> str | None:
    """Paris, Lyon or Marseille; with a number behind it ("pari 14e") also with a slip: no other town has numbers."""
    if typed.number is None or key in CITY_OF:
        return CITY_OF.get(key)
    begun = len(key) >= BEGUN and typed.dep is None
    close = [
        name for name in CITY_OF if OSA.distance(key, name, score_cutoff=1) <= 1 or (begun and name.startswith(key))
    ]
    return CITY_OF[close[0]] if close else None
