"""Documents off the event loop, in one thread."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from cv_builder.formats import FORMATS
from cv_builder.model import CV
from cv_builder.quiz import cv_from_answers
from cv_builder.renderer import Renderer
from cv_builder.times import render_times
from tests.cv_builder.people import AMINA, SAMIRA


@pytest.fixture
def renderer() -> Iterator[Renderer]:
    renderer = Renderer()
    renderer.start()
    yield renderer
    renderer.close()


@pytest.mark.parametrize(
    ("format", "magic"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("png", b"\x89PNG"), ("json", b"{"), ("txt", b"Amina")]
)
async def test_every_format_is_had_by_its_name(renderer: Renderer, format: str, magic: bytes) -> None:
    assert (await renderer.render(cv_from_answers(AMINA), format)).startswith(magic)


async def test_many_people_at_once_each_get_their_own(renderer: Renderer) -> None:
    people = [CV(name=f"Personne {i}") for i in range(20)]
    made = await asyncio.gather(*(renderer.make(cv) for cv in people))
    assert [documents.page.cv for documents in made] == people
    assert all(not documents.problems for documents in made)


async def test_files_come_with_their_names_and_types(renderer: Renderer) -> None:
    made = await renderer.make(cv_from_answers(SAMIRA, "ar"), list(FORMATS))
    assert [file.name for file in made.files] == [f"CV_سميرة_الخطيب_نادلة.{format}" for format in FORMATS]
    assert [file.type for file in made.files] == [format.type for format in FORMATS.values()]


async def test_the_loop_goes_on_while_a_document_is_made(renderer: Renderer) -> None:
    task = asyncio.create_task(renderer.make(cv_from_answers(AMINA)))
    turns = 0
    while not task.done():
        turns += 1
        await asyncio.sleep(0)
    assert turns > 10


async def test_starting_and_closing_twice_is_no_harm(renderer: Renderer) -> None:
    renderer.start()
    await renderer.warm()
    renderer.close()
    renderer.close()
    with pytest.raises(RuntimeError, match="start"):
        await renderer.render(CV(), "pdf")
    renderer.start()
    assert await renderer.render(CV(name="A"), "pdf")


async def test_an_unknown_format_is_our_mistake(renderer: Renderer) -> None:
    with pytest.raises(KeyError):
        await renderer.render(CV(), "odt")


def test_the_bench_gets_a_figure_for_every_step() -> None:
    times = render_times(rounds=1)
    assert set(times) == {"compose", "docx", "pdf", "png", "read back"}
    assert all(figure > 0 for figure in times.values())
