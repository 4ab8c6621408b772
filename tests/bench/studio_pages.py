"""How long who edits waits, beside a library of 200 flows: a step's form, and what is said of it while it is typed.

Over HTTP, as a browser asks; the process that answers is this one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from bot.releases.model import Written
from bot.storage.engine import Database
from flows import editing
from tests.bench.town import Broken
from tests.bot.studio.forms import form
from tests.bot.studio.house import House, house
from tests.bot.web.rooms import Visitor

FLOW = "cv"
"""Our longest flow."""
MOST_STEPS = 30
"""Of it, from its first on."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Medians in ms on the wall: the form of a step, and the answer while one of its sentences is typed."""

    form_ms: float
    typing_ms: float


async def measure(flows: Mapping[str, Written]) -> Pages:
    """`flows`: by name."""
    steps = [str(step["id"]) for step in editing.steps(flows[FLOW].source) or ()][:MOST_STEPS]
    with TemporaryDirectory(prefix="passerelle-studio-") as folder:
        database = await Database.open(f"sqlite:///{folder}/bench.db")
        try:
            async with house(database, list(flows.values())) as made:
                return await _asked(made, steps)
        finally:
            await database.close()


async def _asked(made: House, steps: list[str]) -> Pages:
    shown, told = list[float](), list[float]()
    async with made.someone("editor") as she:
        for step in (steps[0], *steps):
            path = f"/staff/flows/{FLOW}/step/{step}"
            began = perf_counter()
            if await she.open(path) != 200:
                raise Broken(f"{path} is not there")
            shown.append((perf_counter() - began) * 1000)
            told.append(await _typed(she, path))
    return Pages(median(shown[1:]), median(told[1:]))


async def _typed(she: Visitor, path: str) -> float:
    fields = {**form(she.html, "was"), "token": she.token, "note": "Relu ce matin."}
    began = perf_counter()
    async with she.session.post(f"{path}/check", data=fields, headers={"Origin": she.base}) as answer:
        if answer.status != 200 or "fields" not in await answer.json():
            raise Broken(f"{path} is not looked at")
    return (perf_counter() - began) * 1000
