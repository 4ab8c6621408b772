"""A library of 200 flows and 2,800 steps: read, linted, and read again; a flow of 200 steps drawn.

The flows are ours, over and over under other names, with their translations: what staff write looks like this.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time

from bot.clock import Clock
from bot.library import SHIPPED
from bot.offering import flow_texts
from bot.releases.model import Written
from bot.releases.opening import parsed_value
from bot.releases.shelf import empty
from bot.releases.shipping import ship
from bot.storage.engine import Database
from cv_builder.measure import width
from flows.boxes import Look, Wording
from flows.lint import lint
from flows.loader import bound, load
from flows.picture import picture
from flows.reading import Reader
from tests.bench import studio_pages
from tests.bench.town import Broken

FLOWS, STEPS, LONG = 200, 2800, 200
CHANGED = "welcome.yaml"
_NAME = re.compile(r"^flow: (\w+)$", re.MULTILINE)
_STEP = re.compile(r"^  - id: ", re.MULTILINE)


def written() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    """`{file: YAML}` and the catalogs: at least so many flows and steps."""
    ours = {
        found[1]: text
        for path in sorted(SHIPPED.glob("*.yaml"))
        if (found := _NAME.search(text := path.read_text("utf-8")))
    }
    catalogs = flow_texts()
    texts: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {locale: {} for locale in catalogs}
    steps = 0
    for turn in count():
        if len(texts) >= FLOWS and steps >= STEPS:
            break
        names = {name: f"{name}_{turn}" if turn else name for name in ours}
        for name, text in ours.items():
            texts[f"{names[name]}.yaml"] = renamed(text, names)
            steps += len(_STEP.findall(text))
        for locale, catalog in catalogs.items():
            words[locale] |= {_key(key, names): value for key, value in catalog.items()}
    return texts, words


def renamed(text: str, names: Mapping[str, str]) -> str:
    """This flow under its other name, leading to the others under theirs."""
    flows = "|".join(names)
    text = re.sub(rf"^flow: ({flows})$", lambda found: f"flow: {names[found[1]]}", text, flags=re.MULTILINE)
    return re.sub(rf"^( +(?!heard)\w+: )({flows})$", lambda found: found[1] + names[found[2]], text, flags=re.MULTILINE)


def _key(key: str, names: Mapping[str, str]) -> str:
    flow, _, rest = key.partition("/")
    return f"{names.get(flow, flow)}/{rest}"


def long_flow() -> str:
    """One flow in which every third question leads on far below, and every seventh back."""
    steps = "flow: welcome\ntitle: Deux cents étapes\nsteps:\n"
    for at in range(LONG):
        ahead, back = min(at + 2 + at % 9, LONG - 1), max(at - 6, 0)
        ways = f"    go: {{a: s{ahead}}}\n" if at % 3 == 0 else f"    go: {{b: s{back}}}\n" if at % 7 == 0 else ""
        steps += f"  - id: s{at}\n    ask: Dans quelle ville as-tu travaillé, la fois numéro {at} ?\n"
        steps += f"    choices: {{a: Aubervilliers, b: Épinay, c: Ailleurs}}\n{ways}"
    return steps + "  - {id: fin, say: Voilà.}\n"


@dataclass(frozen=True, slots=True)
class Studio:
    """Medians over the rounds, in ms of CPU (one thread): the library read for the first time with every check, then
    again with one sentence changed; from the database, where every text is kept with what was read of it; the checks
    alone; the picture of one flow of `LONG` steps. `form_ms`, `typing_ms`: on the wall, see `studio_pages`."""

    flows: int
    steps: int
    cold_ms: float
    known_ms: float
    kept_ms: float
    lint_ms: float
    picture_ms: float
    form_ms: float
    typing_ms: float


async def measure(rounds: int) -> Studio:
    texts, words = written()
    cold, known, checked, drawn = [], [], [], []
    long = load({"welcome.yaml": long_flow()}).library
    if long is None:
        raise Broken("the long flow is none")
    look = Look(width, lambda step: f"#{step}", lambda flow: f"/{flow}", Wording("", "si"))
    steps = 0
    for turn in range(rounds):
        reader = Reader()
        cold.append(_ms(lambda: load(texts, words, reader=reader)))  # noqa: B023  called at once
        changed = texts | {CHANGED: texts[CHANGED].replace("Salut", f"Salut {turn}")}
        known.append(_ms(lambda: load(changed, words, reader=reader)))  # noqa: B023  called at once
        book, _ = bound(texts, words, reader=reader)
        checked.append(_ms(lambda: list(lint(book))))  # noqa: B023  called at once
        drawn.append(_ms(lambda: picture(long, long.flows["welcome"], look)))
        steps = sum(len(flow.steps) for flow in book.library.flows.values())
    pages = await studio_pages.measure(
        {(flow := file.removesuffix(".yaml")): _written(flow, text, words) for file, text in texts.items()}
    )
    return Studio(
        len(texts),
        steps,
        median(cold),
        median(known),
        await served(texts, words, rounds),
        median(checked),
        median(drawn),
        pages.form_ms,
        pages.typing_ms,
    )


async def served(texts: Mapping[str, str], words: Mapping[str, Mapping[str, str]], rounds: int) -> float:
    """As a process takes what is published when it starts."""
    with TemporaryDirectory(prefix="passerelle-studio-") as folder:
        database, clock = await Database.open(f"sqlite:///{folder}/bench.db"), Clock()
        try:
            flows = [
                (_written(file.removesuffix(".yaml"), text, words), parsed_value(text)) for file, text in texts.items()
            ]
            async with database.write() as db:
                await ship(db, flows, clock.now(), None)
            taken = []
            for _ in range(rounds):
                shelf, began = empty(), process_time()
                await shelf.refresh(database)
                taken.append((process_time() - began) * 1000)
                if len(shelf.library.flows) != len(texts):
                    raise Broken("not all that was published is served")
            return median(taken)
        finally:
            await database.close()


def _written(flow: str, source: str, words: Mapping[str, Mapping[str, str]]) -> Written:
    own = f"{flow}/"
    texts = {locale: {key: text for key, text in all.items() if key.startswith(own)} for locale, all in words.items()}
    return Written(flow, source, texts)


def _ms(do: Callable[[], object]) -> float:
    began = process_time()
    do()
    return (process_time() - began) * 1000
