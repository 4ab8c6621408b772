"""The words of the bank's jobs in five languages, by stem: what each says, for which job. About 0.5 s and 2 MB."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.people.resolvers.folding import fold
from bot.people.resolvers.lines import Lines
from bot.people.resolvers.packed import Groups, Keys, Postings
from bot.people.resolvers.stems import consonants, sound, stem, words
from cv_builder.kept import Kept
from cv_builder.wording import occupations

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
    """A word (a stem, or one letter for letter) is its place in `words`, a job its place in `jobs`, a phrase a number.

    `weights[word]`: the jobs it says something for, `says` how much, list after list · `rarity[word]`: the more, the
    fewer jobs share it · `together[word]`: the phrases of several words that have it, `owners[phrase]` their job ·
    `named[word]`: the names and hints that have it, `names[name]` their jobs, `lengths[name]` how many words they are ·
    `sounds`, `skeletons`: how a word sounds, its consonants → words · `alike`: slang → words · `alone`: a word that is
    a whole name or hint, or its sound → jobs · `order[job]`: its place in its sector · `stems`: those among the words,
    `places[stem]` where.
    """

    jobs: Sequence[str]
    order: Sequence[int]
    words: Keys
    weights: Groups
    says: Sequence[float]
    rarity: Sequence[float]
    together: Groups
    owners: Sequence[int]
    named: Groups
    names: Groups
    lengths: Sequence[int]
    sounds: Postings
    skeletons: Postings
    alike: Postings
    alone: Postings
    stems: Lines
    places: Sequence[int]

    def said(self, word: int) -> Iterator[tuple[int, float]]:
        """(job, how much this word says for it)."""
        return zip(self.weights[word], self.says[self.weights.where(word)], strict=True)


@dataclass
class _Building:
    """Words, jobs and phrases as texts and numbers in the order in which they come."""

    weights: dict[str, dict[int, float]] = field(default_factory=lambda: defaultdict(dict))
    together: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    owners: array[int] = field(default_factory=lambda: array("H"))
    names: dict[frozenset[str], set[int]] = field(default_factory=lambda: defaultdict(set))
    sounds: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    skeletons: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    alone: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def add(self, job: int, phrase: str, says: float) -> None:
        """One phrase of a job."""
        folded = fold(phrase)
        telling = words_of(folded) or folded.split()
        stems = frozenset(stem(word) for word in telling)
        own = says * (LONELY + (1 - LONELY) / len(stems)) if stems else 0.0
        for word in telling:
            self._weigh(job, word, own)
            self.sounds[sound(word)].add(stem(word))
        for one in stems if len(stems) > 1 else ():
            self.together[one].append(len(self.owners))
        self.owners.append(job)
        if says > TASK:
            self._name(job, folded, stems)

    def _weigh(self, job: int, word: str, own: float) -> None:
        for one in (stem(word), EXACT + word):
            self.weights[one][job] = max(self.weights[one].get(job, 0.0), own)

    def _name(self, job: int, folded: str, stems: frozenset[str]) -> None:
        """A phrase that people say for the job, not for what is done there."""
        if stems:
            self.names[stems].add(job)
        for word in folded.split():
            if "\u0600" <= word[0] <= "\u06ff":
                self.skeletons[consonants(word)].add(stem(word))
        if folded and " " not in folded:
            self.alone[folded].add(job)
            self.alone[sound(folded)].add(job)

    def done(self) -> Index:
        words = Keys(self.weights)
        place = {word: number for number, word in enumerate(words)}
        weights = [sorted(self.weights[word].items()) for word in words]
        named = self._by_stem()
        stems = [word for word in self.weights if not word.startswith(EXACT)]
        return Index(
            jobs=tuple(job.key for job in occupations()),
            order=_order(),
            words=words,
            weights=Groups([job for job, _ in jobs] for jobs in weights),
            says=array("d", (says for jobs in weights for _, says in jobs)),
            rarity=array("d", (math.log(1 + len(occupations()) / len(jobs)) for jobs in weights)),
            together=Groups(self.together.get(word, ()) for word in words),
            owners=self.owners,
            named=Groups(named.get(word, ()) for word in words),
            names=Groups(sorted(jobs) for jobs in self.names.values()),
            lengths=array("B", (len(stems) for stems in self.names)),
            sounds=_placed(self.sounds, place),
            skeletons=_placed(self.skeletons, place),
            alike=_placed(_alike(), place),
            alone=Postings({word: sorted(jobs) for word, jobs in self.alone.items() if word}),
            stems=Lines(stems),
            places=array("H", (place[one] for one in stems)),
        )

    def _by_stem(self) -> dict[str, list[int]]:
        """Stem → numbers of the names and hints that have it."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, stems in enumerate(self.names):
            for one in stems:
                found[one].append(number)
        return found


@Kept
def index() -> Index:
    building = _Building()
    numbers = {job.key: number for number, job in enumerate(occupations())}
    for key, phrase, says in _phrases():
        building.add(numbers[key], phrase, says)
    made = building.done()
    stem.cache_clear()  # the words of the bank are stemmed now; what people type begins anew
    sound.cache_clear()
    return made


def _order() -> array[int]:
    seen: dict[str, int] = defaultdict(int)
    found = array("H")
    for job in occupations():
        found.append(seen[job.sector])
        seen[job.sector] += 1
    return found


def _placed(found: Mapping[str, Iterable[str]], place: Mapping[str, int]) -> Postings:
    """Stems as numbers; those that the bank does not have mean nothing."""
    known = {text: sorted(place[one] for one in stems if one in place) for text, stems in found.items()}
    return Postings({text: words for text, words in known.items() if text})


def words_of(folded: str) -> list[str]:
    """The telling words of an answer, each once; all of them when none tells more than the others ("la poste")."""
    every = [word for word in folded.split() if len(word) > 1][:MOST_WORDS]
    return list(dict.fromkeys([word for word in every if word not in AROUND] or every))


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


def _alike() -> dict[str, set[str]]:
    """Stem of a word as people say it → stems of the words that the bank uses."""
    found: dict[str, set[str]] = defaultdict(set)
    for said, meant in _table("alike"):
        for word in fold(said).split():
            found[stem(word)].add(stem(fold(meant)))
    return found
