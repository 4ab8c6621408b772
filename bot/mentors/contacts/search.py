"""Everything in a text that identifies or reaches somebody outside, and the text without it.

Law: `mask(mask(text).text).text == mask(text).text`; every span lies inside the text; nothing here ever raises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from bot.mentors.contacts.accounts import accounts
from bot.mentors.contacts.addresses import addresses
from bot.mentors.contacts.cards import cards
from bot.mentors.contacts.links import links
from bot.mentors.contacts.mails import mails
from bot.mentors.contacts.model import KINDS, LABELS, Found, Hits, Kind, Masked
from bot.mentors.contacts.names import names_in
from bot.mentors.contacts.networks import KEYWORDS
from bot.mentors.contacts.numerals import WORDS
from bot.mentors.contacts.phones import phones
from bot.mentors.contacts.plain import Plain, closed_up, plain, without
from bot.mentors.contacts.status import status

MOST_BEFORE = 12
"""Earlier lines that are read together with this one: a mobile number said figure by figure, and two more."""
_ROUNDS = 4
"""What was hidden may uncover the next; more rounds found nothing new in any text."""
_READ = frozenset({*KEYWORDS, *WORDS})

Label = Callable[[Kind], str]


def found(text: str, before: Sequence[str] = (), names: Sequence[str] = ()) -> tuple[Found, ...]:
    """What is in `text`, in order, without overlaps. `before`: the same author's last lines, oldest first; `names`: of
    the person, as known to us."""
    lead = "".join(f"{line}\n" for line in before[-MOST_BEFORE:])
    return _clipped(_search(lead + text, names, ()), len(lead), len(lead) + len(text))


def found_in_lines(lines: Sequence[str], names: Sequence[str] = ()) -> tuple[tuple[Found, ...], ...]:
    """Of each of one author's lines: a number split over several is found in all of them, the first ones too."""
    spans = _search("\n".join(lines), names, ())
    ends = accumulate((len(line) + 1 for line in lines), initial=0)
    return tuple(_clipped(spans, start, start + len(line)) for line, start in zip(lines, ends, strict=False))


def private_in_lines(lines: Sequence[str], names: Sequence[str] = ()) -> tuple[tuple[Found, ...], ...]:
    """As `found_in_lines`, with what a young person says of their own papers: a mentor speaks of those at will."""
    return tuple(
        tuple(_merged([*found, *_own(line)])) for line, found in zip(lines, found_in_lines(lines, names), strict=True)
    )


def _own(text: str) -> Iterable[Found]:
    view = plain(text, _READ)
    return (Found(*view.span(hit.start, hit.end), hit.kind) for hit in status(view.text))


def mask(
    text: str, before: Sequence[str] = (), names: Sequence[str] = (), label: Label = LABELS.__getitem__, *,
    papers: bool = False,
) -> Masked:  # fmt: skip
    """With `label(kind)` in place of each thing found; labels that stand in it already are left alone.

    `papers`: also what is said in it of a person's own papers, for it may repeat them.
    """
    lead = "".join(f"{line}\n" for line in before[-MOST_BEFORE:])
    labels = {label(kind) for kind in KINDS} - {""}
    there = [one.span() for one in re.finditer("|".join(map(re.escape, sorted(labels))), lead + text)] if labels else []
    hidden = _clipped(_search(lead + text, names, there), len(lead), len(lead) + len(text))
    hidden = tuple(_merged([*hidden, *_own(text)])) if papers else hidden
    return Masked(hide(text, hidden, label), hidden)


def hide(text: str, hidden: Iterable[Found], label: Label = LABELS.__getitem__) -> str:
    """`text` with a label in place of each of these."""
    parts, at = [], 0
    for one in hidden:
        parts += [text[at : one.start], label(one.kind)]
        at = one.end
    return "".join([*parts, text[at:]])


def _clipped(spans: Iterable[Found], start: int, end: int) -> tuple[Found, ...]:
    inside = (Found(max(start, one.start) - start, min(end, one.end) - start, one.kind) for one in spans)
    return tuple(one for one in inside if one.start < one.end)


def _search(text: str, names: Sequence[str], holes: Iterable[tuple[int, int]]) -> list[Found]:
    first = plain(text, _READ)
    spans: list[Found] = []
    for _ in range(_ROUNDS):
        view = without(first, [*holes, *((one.start, one.end) for one in spans)])
        closed = closed_up(view)
        views = (view,) if closed is view else (view, closed)
        new = [one for each in views for one in _hits(each, names)]
        if not new:
            break
        spans = _merged([*spans, *new])
    return spans


def _hits(view: Plain, names: Sequence[str]) -> Iterable[Found]:
    rules: tuple[Hits, ...] = (
        cards(view.text), mails(view.text), links(view.text), phones(view.text), accounts(view), addresses(view),
        names_in(view, names),
    )  # fmt: skip
    for rule in rules:
        for hit in rule:
            yield Found(*view.span(hit.start, hit.end), hit.kind)


def _merged(spans: Iterable[Found]) -> list[Found]:
    """Overlapping ones are one, of the kind that began first."""
    merged: list[Found] = []
    for one in sorted(spans, key=lambda span: (span.start, -span.end)):
        last = merged[-1] if merged else None
        if last and one.start < last.end:
            merged[-1] = Found(last.start, max(last.end, one.end), last.kind)
        else:
            merged.append(one)
    return merged
