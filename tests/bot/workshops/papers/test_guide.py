"""The guide of each kit on one sheet, its handout on one page, the same in PDF and DOCX."""

from __future__ import annotations

from datetime import date

import pytest
import typst

from bot.workshops.kits.model import Kit, Tips
from bot.workshops.kits.reader import kits
from bot.workshops.papers.guide import GUIDE_PAGES, TIPS, guide, guide_name, handout, handout_name, lasts
from cv_builder.readback import squeezed
from tests.bot.workshops.papers.reading import check_paper

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("kit", kits(), ids=lambda kit: kit.slug)
def test_the_guide(kit: Kit, compiler: typst.Compiler) -> None:
    read = check_paper(compiler, guide(kit, TODAY), GUIDE_PAGES)
    said = [kit.title, kit.audience, *kit.material, *kit.prepare, kit.goal]
    said += [text for step in kit.plan for text in (step.title, step.happens, step.say, step.watch)]
    said += [*kit.welcome.model_dump().values(), *kit.leave_with, *kit.send_back]
    assert [text for text in said if squeezed(text) not in read] == []


@pytest.mark.parametrize("kit", kits(), ids=lambda kit: kit.slug)
def test_the_handout(kit: Kit, compiler: typst.Compiler) -> None:
    read = check_paper(compiler, handout(kit, TODAY), 1)
    said = [text for leaf in kit.handout.parts for text in (leaf.title, *leaf.points, *leaf.lines)]
    assert [text for text in said if squeezed(text) not in read] == []


def test_every_tip_has_its_heading() -> None:
    assert list(TIPS) == list(Tips.model_fields)


def test_names_of_files() -> None:
    names = [name(kit) for kit in kits() for name in (guide_name, handout_name)]
    assert len({*names}) == 2 * len(kits())
    assert all(name.isascii() for name in names)


@pytest.mark.parametrize(("minutes", "said"), [(45, "45 min"), (60, "1 h"), (65, "1 h 05"), (90, "1 h 30")])
def test_how_long(minutes: int, said: str) -> None:
    assert lasts(minutes) == said
