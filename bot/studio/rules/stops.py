"""Counts of the steps in groups that may be shown: none of fewer than five people, also not by subtraction.

Law: every figure on a page is a sum of blocks, and a block is at least `GROUP` different people: whatever is asked for,
the difference of two answers is a sum of blocks again. What is shown of a sum is rounded to five.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import add
from typing import Literal, NamedTuple

GROUP = 5
"""People below which a group is not shown, and to which all numbers are rounded."""

Part = Literal["locale", "channel", "campaign"]
Counts = tuple[int, ...]
"""In the order of `bot.storage.tables.stops.COUNTS`; the first says how many people."""


class Group(NamedTuple):
    """What a count is about. None: of several, not told apart. `month`: 202611."""

    month: int
    locale: str | None
    channel: str | None
    campaign: str | None


class Cell(NamedTuple):
    """One row of counts, as it is kept or as it may be shown."""

    step: str
    group: Group
    counts: Counts


class Filter(NamedTuple):
    """What somebody wants to see; None: all."""

    locale: str | None = None
    channel: str | None = None
    campaign: str | None = None


COARSER: Sequence[Callable[[Group], Group]] = (
    lambda group: group,
    lambda group: Group(group.month, group.locale, group.channel, None),
    lambda group: Group(group.month, group.locale, None, None),
    lambda group: Group(group.month, None, None, None),
)
"""What is no longer told apart, one thing after the other, of a group that is too small. **Why** the language last:
what is missing in a translation is seen there, and nowhere else."""


def blocks(cells: Iterable[Cell]) -> list[Cell]:
    """The same counts in groups of at least `GROUP` people; a step with fewer in a whole month is left out."""
    months: dict[tuple[str, int], dict[Group, Counts]] = {}
    for step, group, counts in cells:
        months.setdefault((step, group.month), {})[group] = counts
    return [Cell(step, *block) for (step, _), of_month in months.items() for block in _month(of_month).items()]


def _month(left: dict[Group, Counts]) -> dict[Group, Counts]:
    """The blocks of one step in one month."""
    done: dict[Group, Counts] = {}
    for coarser in COARSER:
        merged: dict[Group, Counts] = {}
        for group, counts in left.items():
            coarse = coarser(group)
            merged[coarse] = _plus(merged.get(coarse), counts)
        left = {}
        for group, counts in merged.items():
            if counts[0] >= GROUP:
                done[group] = _plus(done.get(group), counts)
            else:
                left[group] = counts
    for group, counts in left.items():
        if done:
            _absorb(done, group, counts)
    return done


def _absorb(done: dict[Group, Counts], all_of_it: Group, counts: Counts) -> None:
    """The last few go with the smallest block of the language most people speak, which is missed least."""
    speaking: dict[str | None, int] = {}
    for group, block in done.items():
        speaking[group.locale] = speaking.get(group.locale, 0) + block[0]
    most = max(speaking, key=lambda locale: (speaking[locale], locale or ""))
    smallest = min((g for g in done if g.locale == most), key=lambda group: (done[group][0], _sorting(group)))
    done[all_of_it] = _plus(_plus(done.get(all_of_it), done.pop(smallest)), counts)


def _sorting(group: Group) -> tuple[str, ...]:
    return tuple("" if part is None else f"={part}" for part in group)


def _plus(some: Counts | None, more: Counts) -> Counts:
    return more if some is None else tuple(map(add, some, more))


class Found(NamedTuple):
    """`steps`: what was asked for, by step. `unsaid`: how many arrivals may belong to it and can't be told apart."""

    steps: Mapping[str, Counts]
    unsaid: int


def found(shown: Iterable[Cell], wanted: Filter) -> Found:
    """`shown` are blocks."""
    steps: dict[str, Counts] = {}
    unsaid = 0
    for step, group, counts in shown:
        fits = _fits(group, wanted)
        if fits:
            steps[step] = _plus(steps.get(step), counts)
        elif fits is None:
            unsaid += counts[1]
    return Found(steps, unsaid)


def _fits(group: Group, wanted: Filter) -> bool | None:
    """None: it may, nobody knows."""
    certain: bool | None = True
    for has, want in zip(group[1:], wanted, strict=True):
        if want is not None and has != want:
            if has is not None:
                return False
            certain = None
    return certain


def told_apart(shown: Iterable[Cell], wanted: Filter, part: Part) -> dict[str, dict[str, Counts]]:
    """What `found` gives for each value of `part`, most people first."""
    place = Group._fields.index(part)
    found: dict[str, dict[str, Counts]] = {}
    for step, group, counts in shown:
        value = group[place]
        if isinstance(value, str) and _fits(group, wanted):
            steps = found.setdefault(value, {})
            steps[step] = _plus(steps.get(step), counts)
    return dict(sorted(found.items(), key=lambda one: (-sum(counts[0] for counts in one[1].values()), one[0])))


def rounded(count: int) -> int | None:
    """To the next five; None below five (also for none at all: that nobody did something is as telling)."""
    return None if count < GROUP else (count + GROUP // 2) // GROUP * GROUP


def share(part: int, whole: int) -> int | None:
    """Per cent, of the rounded numbers; None where one of them isn't shown."""
    shown, of = rounded(part), rounded(whole)
    return None if shown is None or of is None else min(100, round(100 * shown / of))


def middle(boxes: Sequence[int]) -> int | None:
    """In which box of time the one in the middle answered; None for fewer than `GROUP` answers."""
    total = sum(boxes)
    if total < GROUP:
        return None
    so_far = 0
    for number, count in enumerate(boxes):
        so_far += count
        if so_far * 2 >= total:
            return number
    return None


def choices(shown: Iterable[Cell], part: Part) -> list[str]:
    """What can be chosen of it, most people first."""
    place = Group._fields.index(part)
    people: dict[str, int] = {}
    for _, group, counts in shown:
        value = group[place]
        if isinstance(value, str):
            people[value] = people.get(value, 0) + counts[0]
    return sorted(people, key=lambda value: (-people[value], value))


def months_back(newest: int, how_many: int) -> Iterator[int]:
    """202601, 202512, … with the newest first."""
    year, month = divmod(newest, 100)
    for _ in range(how_many):
        yield year * 100 + month
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
