"""What the jobs of the bank are called, and what else people type for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from bot.people.resolvers.folding import fold
from bot.people.resolvers.packed import Postings
from cv_builder.kept import Kept
from cv_builder.wording import occupations
from cv_builder.wording.occupation import Wording


class Called:
    """Folded names, as they come in the bank, each with the keys of its jobs: of several, the usual ones first."""

    def __init__(self, texts: Callable[[Wording], Sequence[str]]) -> None:
        self._keys = tuple(job.key for job in occupations())
        found: dict[str, list[int]] = defaultdict(list)
        for number, job in enumerate(occupations()):
            for wording in job.wording.values():
                for text in texts(wording):
                    found[fold(text)].append(number)
        self._jobs = Postings({text: dict.fromkeys(jobs) for text, jobs in found.items() if text})

    def __contains__(self, text: str) -> bool:
        return text in self._jobs

    def __iter__(self) -> Iterator[str]:
        return iter(self._jobs)

    def get(self, text: str) -> tuple[str, ...]:
        """() when nothing is called so."""
        return tuple(self._keys[job] for job in self._jobs.get(text))


@Kept
def names() -> Called:
    """What jobs are called, in every language: people answer in whichever comes first."""
    return Called(lambda wording: wording.names)


@Kept
def hints() -> Called:
    """What else people type for a job."""
    return Called(lambda wording: wording.words)
