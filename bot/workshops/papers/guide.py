"""The guide of a kit for its host, on two pages: what to bring, what to say minute by minute, how to welcome.

`guide(kit, today)` and `handout(kit, today)` give pages; `Renderer.print(page, name)` makes PDF and DOCX of them, read
back. `guide_name(kit)`, `handout_name(kit)`: names of those files, without ending.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.workshops.kits.model import Kit, Step, Tips
from bot.workshops.papers.page import page_of, rows
from cv_builder.blocks import Block
from cv_builder.filenames import stem
from cv_builder.layout import Page

GUIDE_PAGES = 2
"""One sheet, both sides: what a host holds in the hand."""
HOUR = 60
"""Minutes."""
HOW_TO_SAY = (
    "Après un tiret, sur fond gris : ce que vous dites. Gardez le sens, prenez vos mots et vos histoires à vous ; "
    "entre parenthèses, ce que vous remplacez."
)
TIPS = {
    "silence": "Personne ne parle",
    "phones": "Les téléphones",
    "lateness": "Quelqu’un arrive en retard",
    "reading": "Lire ou écrire est difficile",
    "anger": "Le ton monte",
    "language": "Le français est une troisième langue",
    "papers": "Aucun papier demandé",
}
"""Field of `Tips` → what the host sees happening."""


def guide(kit: Kit, today: date) -> Page:
    """What the host prints for themselves; `today` is the date of the document."""
    return page_of(f"{kit.title} – le guide de l’atelier", list(_guide(kit)), today, GUIDE_PAGES)


def handout(kit: Kit, today: date) -> Page:
    """What everybody takes home, on one page."""
    return page_of(kit.handout.title, list(_handout(kit)), today)


def guide_name(kit: Kit) -> str:
    return stem(kit.title, kind="Guide")


def handout_name(kit: Kit) -> str:
    return stem(kit.title, kind="Fiche")


def lasts(minutes: int) -> str:
    """« 1 h 30 », « 45 min »."""
    hours, rest = divmod(minutes, HOUR)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def _guide(kit: Kit) -> Iterator[Block]:
    group = f"{kit.group.least} à {kit.group.most} jeunes"
    yield Block("name", kit.title)
    yield Block("detail", f"Le guide de l’atelier · {lasts(kit.minutes)} · {group}")
    yield Block("fact", "Pour qui", note=kit.audience)
    yield Block("section", "Avant")
    yield Block("fact", "Le matériel", note=" · ".join(kit.material))
    yield from (Block("bullet", text) for text in kit.prepare)
    yield Block("fact", "Le but, à dire en ouvrant")
    yield _said(kit.goal)
    yield Block("section", "Minute par minute")
    yield Block("detail", HOW_TO_SAY)
    for step in kit.plan:
        yield from _step(step)
    yield Block("section", "Accueillir")
    yield from _tips(kit.welcome)
    yield Block("section", "Ils repartent avec")
    yield from (Block("bullet", text) for text in kit.leave_with)
    yield Block("section", "Après, vous nous renvoyez")
    yield from (Block("bullet", text) for text in kit.send_back)


def _step(step: Step) -> Iterator[Block]:
    yield Block("entry", step.title, f"minute {step.at} · {lasts(step.minutes)}")
    yield Block("body", step.happens)
    yield _said(step.say)
    yield Block("fact", "À surveiller", note=step.watch)


def _tips(tips: Tips) -> Iterator[Block]:
    yield from (Block("fact", what, note=getattr(tips, name)) for name, what in TIPS.items())


def _said(text: str) -> Block:
    return Block("said", f"— {text}")


def _handout(kit: Kit) -> Iterator[Block]:
    yield Block("name", kit.handout.title)
    yield Block("body", kit.handout.intro)
    for leaf in kit.handout.parts:
        yield Block("section", leaf.title)
        yield from (Block("bullet", text) for text in leaf.points)
        yield from rows(leaf.lines)
