"""The words of the bank's jobs in five languages, by stem: what each says, for which job. Made once, about 0.3 s."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from bot.people.resolvers.folding import fold
from bot.people.resolvers.stems import consonants, sound, stem, words
from cv_builder.wording import occupations

_Key = TypeVar("_Key", str, frozenset[str])
DATA = Path(__file__).parent / "data"

NAME, WORD, BRAND, TASK = 1.0, 0.9, 0.8, 0.35
"""How much a name of the job says, a word for it, a brand, and what is done there."""
LONELY = 0.4
"""Share of a word's weight that it keeps in an endlessly long phrase."""
MOST_WORDS = 12
"""Words of an answer that are weighed: more is a story."""
EXACT = "="
"""Before a word that is known letter for letter: rarer than its stem, so it says more ("compta", not "comptoir")."""

AROUND = frozenset(
    words(
        """
        j je jai ai as a fait faire faisais fais fesais fesai fesait faite etais etait etre suis chui jsuis
        jetais g jfais jfaisais jbosse jbossais travaille travaillais travailler travail travaux bosse bossais
        bosser bossait boulot taf taff job jobs metier metiers poste comme au aux en dans sur chez de du des d
        la le les l un une o mon ma mes que qu c ce est pour cherche chercher veux voudrais aimerais petit
        petite apprenti apprentie stage stagiaire alternance alternant alternante j'ai et ou avec qui pendant
        ete hiver mois an ans jours semaine week end soir nuit matin noel vacances mdr lol svp stp merci bonjour
        salut quoi genre truc trucs machin peu aide aider aidais entreprise mec gens quelqu autre autres tout
        tous toute toutes ca y ne pas on me m jm moi  sa ses nos leur oncle tante pere frere soeur cousin
        voisin voisine ami copain famille i was am ve have been did do done work worked working works at in the
        my with for of want looking to be some people lots and over summer during used from by it انا كنت اعمل
        عملت اشتغل اشتغلت شغل عمل في مع عند كان وظيفه ابحث عن اريد من على الى و كعامل مهنه yo he sido era soy
        trabajo trabajaba trabaje trabajar del el los las una con por para mi como quiero busco я працював
        працювала працюю робота роботу роботи працювати хочу шукаю був була у в на з із до та і для по як
        """
    )
)
"""What people put around a job."""


@dataclass(frozen=True, slots=True)
class Index:
    """`weights[stem][job]`: how much this stem says for that job; `rarity[stem]`: the more, the fewer jobs share it.

    `together[stem]`: numbers of the phrases that have it, `owners[number]` their job · `phrases`: all stems of a name
    or hint → its jobs · `sounds`, `skeletons`: how a word sounds, its consonants → stems · `alike`: slang → stems ·
    `alone`: a word that is a whole name or hint, or its sound → jobs · `order`: job → its place in its sector.
    """

    weights: Mapping[str, Mapping[str, float]]
    rarity: Mapping[str, float]
    together: Mapping[str, Sequence[int]]
    owners: Sequence[str]
    phrases: Mapping[frozenset[str], frozenset[str]]
    sounds: Mapping[str, frozenset[str]]
    skeletons: Mapping[str, frozenset[str]]
    alike: Mapping[str, frozenset[str]]
    alone: Mapping[str, frozenset[str]]
    order: Mapping[str, int]
    stems: Sequence[str]


@dataclass
class _Building:
    weights: dict[str, dict[str, float]] = field(default_factory=lambda: defaultdict(dict))
    together: dict[str, array[int]] = field(default_factory=lambda: defaultdict(lambda: array("I")))
    owners: list[str] = field(default_factory=list)
    phrases: dict[frozenset[str], set[str]] = field(default_factory=lambda: defaultdict(set))
    sounds: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    skeletons: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    alone: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, key: str, phrase: str, says: float) -> None:
        """One phrase of a job."""
        folded = fold(phrase)
        telling = words_of(folded) or folded.split()
        stems = frozenset(stem(word) for word in telling)
        own = says * (LONELY + (1 - LONELY) / len(stems)) if stems else 0.0
        for word in telling:
            self._weigh(key, word, own)
            self.sounds[sound(word)].add(stem(word))
        for one in stems if len(stems) > 1 else ():
            self.together[one].append(len(self.owners))
        self.owners.append(key)
        if says > TASK:
            self._name(key, folded, stems)

    def _weigh(self, key: str, word: str, own: float) -> None:
        for one in (stem(word), EXACT + word):
            self.weights[one][key] = max(self.weights[one].get(key, 0.0), own)

    def _name(self, key: str, folded: str, stems: frozenset[str]) -> None:
        """A phrase that people say for the job, not for what is done there."""
        self.phrases[stems].add(key)
        for word in folded.split():
            if "\u0600" <= word[0] <= "\u06ff":
                self.skeletons[consonants(word)].add(stem(word))
        if " " not in folded:
            self.alone[folded].add(key)
            self.alone[sound(folded)].add(key)

    def done(self) -> Index:
        count = len(occupations())
        return Index(
            weights=_shared(self.weights),
            rarity={one: math.log(1 + count / len(jobs)) for one, jobs in self.weights.items()},
            together=self.together,
            owners=self.owners,
            phrases=_frozen(self.phrases),
            sounds=_frozen(self.sounds),
            skeletons=_frozen(self.skeletons),
            alike=_alike(),
            alone=_frozen(self.alone),
            order=_order(),
            stems=[one for one in self.weights if not one.startswith(EXACT)],
        )


@lru_cache(maxsize=1)
def index() -> Index:
    building = _Building()
    for key, phrase, says in _phrases():
        building.add(key, phrase, says)
    made = building.done()
    stem.cache_clear()  # the words of the bank are stemmed now; what people type begins anew
    sound.cache_clear()
    return made


def _order() -> dict[str, int]:
    found: dict[str, int] = {}
    seen: dict[str, int] = defaultdict(int)
    for job in occupations():
        found[job.key] = seen[job.sector]
        seen[job.sector] += 1
    return found


def words_of(folded: str) -> list[str]:
    """The telling words of an answer, each once; all of them when none tells more than the others ("la poste")."""
    every = [word for word in folded.split() if len(word) > 1][:MOST_WORDS]
    return list(dict.fromkeys([word for word in every if word not in AROUND] or every))


def _frozen(index: Mapping[_Key, set[str]]) -> dict[_Key, frozenset[str]]:
    """**Why** equal ones are one: most words belong to one job, and thousands of sets of one weigh 2 MB."""
    once: dict[frozenset[str], frozenset[str]] = {}
    return {key: once.setdefault(same, same) for key, found in index.items() if key and (same := frozenset(found))}


def _shared(weights: Mapping[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """The same with equal ones being one."""
    once: dict[tuple[tuple[str, float], ...], dict[str, float]] = {}
    return {word: once.setdefault(tuple(sorted(jobs.items())), jobs) for word, jobs in weights.items()}


def _phrases() -> Iterator[tuple[str, str, float]]:
    """(key, phrase, how much it says) of the whole bank."""
    for job in occupations():
        for wording in job.wording.values():
            yield from ((job.key, name, NAME) for name in wording.names)
            yield from ((job.key, word, WORD) for word in wording.words)
        for task in job.tasks:
            yield from ((job.key, text, TASK) for said in (task.button, task.line) for text in said.values())
    known = {job.key for job in occupations()}
    for brands, keys in _table("brands"):
        for brand in brands.split():
            yield from ((key, brand, BRAND) for key in keys.split() if key in known)


def _table(name: str) -> Iterator[tuple[str, str]]:
    for line in (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        first, _, second = line.partition("\t")
        yield first, second


def _alike() -> dict[str, frozenset[str]]:
    """Stem of a word as people say it → stems of the words that the bank uses."""
    found: dict[str, set[str]] = defaultdict(set)
    for said, meant in _table("alike"):
        for word in fold(said).split():
            found[stem(word)].add(stem(fold(meant)))
    return {said: frozenset(meant) for said, meant in found.items()}
