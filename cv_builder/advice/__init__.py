"""Advice on a CV: the few things that would make it work better, the most useful first. Never a wall, never a must."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

from cv_builder import brought
from cv_builder.advice.checks import (
    address,
    age,
    bad_phone,
    birth_date,
    family,
    future_date,
    gap,
    health,
    mail_name,
    mail_typo,
    nationality,
    no_capitals,
    no_job_sought,
    no_languages,
    no_level,
    no_mail,
    no_name,
    no_phone,
    no_such_job,
    no_tasks,
    no_town,
    nothing_done,
    photo,
    religion,
    shouting,
    slips,
    social_security,
    too_long,
    upside_down,
)
from cv_builder.advice.sheet import SUMMARY, Advice, Answers, Case, Sheet, is_repeated
from cv_builder.chars import clean

Check = Callable[[Sheet], Iterator[Advice]]

CHECKS: dict[str, tuple[Check, tuple[Case, ...]]] = {
    module.CODE: (module.check, module.CASES)
    for module in (
        no_name,
        no_phone,
        bad_phone,
        mail_typo,
        social_security,
        birth_date,
        address,
        nationality,
        health,
        religion,
        family,
        age,
        photo,
        upside_down,
        future_date,
        no_such_job,
        nothing_done,
        no_tasks,
        mail_name,
        no_job_sought,
        no_town,
        shouting,
        too_long,
        slips,
        no_capitals,
        no_level,
        no_languages,
        gap,
        no_mail,
    )
}
"""code → check and its cases, the most useful first: who can't be reached, what may harm, what is wrong, what lacks."""

BESIDE = frozenset({"no_mail"})
"""Said beside other advice, never alone: whoever has no mail has just told us so."""

ONCE = frozenset({"gap"})
"""Said once in all, whatever was answered: filled in part, it would come back with other years."""

MOST = 3
"""What one person takes in at once."""


def advise(answers: Answers, today: str, silent: Collection[str] = (), most: int = MOST) -> tuple[Advice, ...]:
    """The most useful advice, at most one a check. `today`: ISO date; `silent`: keys (`key_of`) not to come back to."""
    sheet = Sheet(answers, today)
    found: list[Advice] = []
    for check, _ in CHECKS.values():
        said = next((advice for advice in check(sheet) if key_of(advice) not in silent), None)
        if said is not None and len(found) < most:
            found.append(said)
    return tuple(found) if any(advice.check not in BESIDE for advice in found) else ()


def mended(answers: Answers, advice: Advice) -> dict[str, Any]:
    """The answers with what one tap puts right; as they are when one tap can't."""
    if advice.better is None:
        return dict(answers)
    save = brought.SAVE if advice.save == SUMMARY else advice.save
    value, rounds = answers.get(save), is_repeated(save)
    if rounds and isinstance(value, list | tuple):
        here = [_mended(part, advice) if at == advice.round else part for at, part in enumerate(value)]
        return {**answers, save: here}
    return {**answers, save: _mended(value, advice)}


def _mended(value: object, advice: Advice) -> object:
    """None for what is taken away; in a list nothing stays of it. A code goes: it was that of other words."""
    match value:
        case str():
            return (advice.better or None) if clean(value) == advice.whole else value
        case list() | tuple():
            parts = [(part, _mended(part, advice)) for part in value]
            return [new for old, new in parts if new is not None or old is None] or None
        case {"label": str(old)}:
            return _named(value, "label", old, advice)
        case {"name": str(old)}:
            return _named(value, "name", old, advice)
        case Mapping():
            return {name: _mended(part, advice) for name, part in value.items()}
        case _:
            return value


def _named(value: object, name: str, old: str, advice: Advice) -> object:
    new = _mended(old, advice)
    return value if new == old else {name: new} if new else None


def key_of(advice: Advice) -> str:
    """Names what was said about which answer; of the words concerned only a checksum: other words are new advice."""
    if advice.check in ONCE:
        return advice.check
    return f"{advice.check} {advice.save} {advice.round} {zlib.crc32(advice.found.encode('utf-8', 'replace')):x}"
