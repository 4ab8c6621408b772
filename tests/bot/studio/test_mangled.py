"""However a flow was mangled, the studio shows it: its cards, forms, problems, differences, picture and try-out never
crash, and every problem has a file, a line and a column."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings

from bot.releases.model import Written
from bot.storage.engine import Database
from bot.studio.pages.header import HEADER
from bot.studio.pages.picture import in_plain_words
from bot.studio.pages.step import in_words
from bot.studio.pages.stepform import mark
from bot.studio.pretend.reader import deeds
from bot.studio.rules.cards import cards
from bot.studio.rules.checking import check, check_alone, uploaded
from bot.studio.rules.differing import changes, lines
from bot.studio.rules.fates import fates
from bot.studio.rules.fixing import fixed
from bot.studio.rules.form import fields_of, filled_of
from bot.studio.rules.kept import plainly, played
from bot.studio.rules.plain import Plain
from bot.studio.rules.reading import reading, texts
from bot.studio.rules.references import references
from bot.studio.rules.tried import library_with, read
from cv_builder.measure import width
from flows import editing
from flows.boxes import Look, Wording
from flows.loader import load
from flows.model import BUILT_IN, Library
from flows.picture import picture
from flows.problems import Problem
from flows.supposing import wanted
from flows.tryout import Act, Chat
from tests.bot.studio.house import CV, SERVED, WELCOME, house
from tests.bot.studio.pages.test_trying import draft
from tests.flows.talk import NOON
from tests.flows.test_editing_random import mangled

CHAOS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
WORDS = Wording("De haut en bas", "si", {}, {})
OURS = Written("cv", CV, {})
STANDING = {("travail", 1): 2, ("metier", 1): 1}


@cache
def served() -> Library:
    found = load({"cv.yaml": CV, "welcome.yaml": WELCOME}).library
    assert found
    return found


def placed(problems: Iterable[Problem], source: str) -> bool:
    """Whether each of them says where: within the file, or right behind its end."""
    most = len(source.splitlines()) + source.count("\n") + 2
    return all(one.file and 1 <= one.line <= most and one.col >= 1 and one.sentence.strip() for one in problems)


@CHAOS
@given(mangled())
def test_it_is_read_and_checked(source: str) -> None:
    found = reading("cv", source)
    assert placed(found.problems, source)
    assert found.flow is not None or found.problems
    assert len(cards(found.steps, frozenset(served().flows), frozenset(BUILT_IN))) == len(found.steps)
    assert placed(uploaded("cv", source), source)
    written = Written("cv", source, {"en": {"cv/nom/ask": "Your name?"}})
    whole, alone = check(served(), written, {"cvs.make"}, ()), check_alone(served(), written, {"cvs.make"})
    for checked in (whole, alone):
        assert placed(checked.mine, source)
        assert checked.library is not None or checked.stops
    for problem in whole.mine:
        after = fixed(source, problem.fix) if problem.fix else None
        assert after is None or placed(reading("cv", after).problems, after)


@CHAOS
@given(mangled())
def test_its_forms_open_and_save(source: str) -> None:
    header = editing.header(source)
    assert header is None or fields_of(filled_of(header, HEADER), header, HEADER) == header
    found = reading("cv", source)
    for fields in (editing.steps(source) or [])[:6]:
        id = str(fields.get("id", ""))
        again = fields_of(filled_of(fields), fields)
        assert mark(again) == mark(fields), "sent back as it is, nothing changes"
        assert in_words(served(), found.flow, id).keys() == {"when", "do", "type"}
        assert all(one.word for one in references(found.steps, id, served().flows))
        after = editing.change_step(source, id, {**again, "say": "Autre chose"})
        assert after is None or editing.steps(after) is not None


@CHAOS
@given(mangled())
def test_it_is_compared_drawn_and_tried(source: str) -> None:
    written = Written("cv", source, {})
    assert changes(OURS, written)
    assert [*lines(CV, source)]
    found, known = read("cv", source), reading("cv", source).flow
    assert placed(found.problems, source)
    assert (found.flow is None) == (library_with(served(), written) is None)
    assert all(text for _, text in texts(known)) if known else found.problems
    assert {one.step for one in fates(served().flows["cv"], known, STANDING)} == {"travail", "metier"}
    library = library_with(served(), written)
    if library is None:
        return
    flow = library.flows["cv"]
    look = Look(width, lambda step: f"#{step}", str, in_plain_words(WORDS, Plain(library, flow, deeds())), "fr", False)
    assert picture(library, flow, look).startswith("<svg")
    for step in ("", flow.steps[-1].id, "nulle_part"):
        chat = Chat("cv", step, "fr", acts=(Act("type", ("oui",)), Act("type", ("Amina",))))
        tried = played(library, chat, NOON, plainly)
        assert tried.turns or tried.session is None
        assert step in flow.index or not step or tried.session is None
        assert all(want.name for want in wanted(library, flow, step)) if step in flow.index else True


NASTY = {
    "empty": "",
    "a list": "- a\n- b\n",
    "no steps": "flow: cv\ntitle: A\nsteps: []\n",
    "steps that are none": "flow: cv\ntitle: A\nsteps:\n  - 1\n  - [2]\n  - {}\n  - null\n",
    "another flow": CV.replace("flow: cv", "flow: autre"),
    "a misspelt word": CV.replace("    ask: Quel", "    aks: Quel"),
    "half a file": CV[: len(CV) // 2],
    "no title": CV.replace("title: Mon CV\n", ""),
    "one name twice": CV.replace("id: metier", "id: nom"),
    "no name": CV.replace("  - id: metier\n    ask", "  - ask"),
    "an anchor": "flow: &a cv\ntitle: *a\nsteps:\n  - {id: x, say: *a}\n",
    "deep": "flow: cv\ntitle: A\nsteps: " + "[" * 400 + "]" * 400 + "\n",
    "signs": "flow: cv\ntitle: \u202e\u2066<b>&\"'\nsteps:\n  - {id: x, say: '\u200f\ufeff{x}{', show: ../../etc}\n",
    "no way on": CV.replace("go: {none: fin}", "go: {none: nulle, job: cv}"),
}
PAGES = (
    "", "/picture", "/try", "/try?framed=1&step=metier", "/texts", "/stops", "/publish", "/history", "/tests",
    "/header", "/new", "/step/metier", "/step/metier/more",
)  # fmt: skip
GONE = frozenset({"/step/metier", "/step/metier/more"})
"""Pages of a step that may not be there any more."""


@pytest.fixture
def dialect() -> str:
    return "sqlite"


@pytest.mark.parametrize("name", NASTY)
async def test_every_page_shows_it(name: str, database: Database) -> None:
    async with house(database, (*SERVED, Written("autre", CV.replace("flow: cv", "flow: autre"), {}))) as studio:
        await draft(studio, NASTY[name])
        async with studio.someone("publisher") as she:
            for page in PAGES:
                status = await she.open(f"/staff/flows/cv{page}")
                assert status == 200 or (page in GONE and status == 404), (page, status)
            assert await she.open("/staff/flows?q=prenom") == 200
