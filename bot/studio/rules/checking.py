"""What is wrong with a draft, as every check of the format sees it in the library it will stand in. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.releases.model import Texts, Written
from bot.studio.rules.reading import reading
from flows.fixing import fixed
from flows.loader import flow_sources, load
from flows.problems import Fix, Problem
from flows.reading import Reader
from flows.yamltext import Raw


@dataclass(frozen=True, slots=True)
class Finding:
    """`step`: where it is, "" for the header. `fix`: only what can be done by a tap. `elsewhere`: the other flow that
    goes wrong with this draft, "" for this one."""

    problem: Problem
    step: str = ""
    fix: Fix | None = None
    elsewhere: str = ""

    @property
    def place(self) -> str:
        """Names the problem in a form."""
        return "/".join(map(str, (self.problem.code, *self.problem.path)))


@dataclass(frozen=True, slots=True)
class Whole:
    """The library around a draft: what is served (`flow → Written`), the engine's own texts, what flows may ask for
    (`actions`) and show (`is_picture`); None where it is not looked at."""

    served: Mapping[str, Written]
    engine: Texts
    actions: Collection[str] | None = None
    is_picture: Callable[[str], bool] | None = None


def findings(whole: Whole, draft: Written, reader: Reader) -> Sequence[Finding]:
    """Of this flow in the order of its lines, errors first; then errors that it makes in other flows."""
    flows = {**whole.served, draft.flow: draft}
    texts = {f"{flow}.yaml": written.source for flow, written in flows.items()}
    before = whole.served.get(draft.flow)
    problems = load(
        texts,
        _catalogs(whole.engine, flows.values()),
        whole.actions,
        whole.is_picture,
        stale(before, draft) if before is not None else {},
        reader,
    ).problems
    own = [finding(draft, one) for one in problems if one.file == f"{draft.flow}.yaml"]
    others = [one for one in problems if one.file != f"{draft.flow}.yaml" and one.severity == "error"]
    own.sort(key=lambda one: (one.problem.severity != "error", one.problem))
    return [*own, *(Finding(one, elsewhere=one.file.removesuffix(".yaml")) for one in others)]


def finding(draft: Written, problem: Problem) -> Finding:
    fix = problem.fix
    able = fix if fix is not None and fixed(draft.source, fix) is not None else None
    return Finding(problem, step_at(draft, problem), able)


def step_at(draft: Written, problem: Problem) -> str:
    """The step that a problem is in."""
    document = reading(draft.flow, draft.source).document
    value: Raw = document.value if document is not None else ""
    steps = value.get("steps") if isinstance(value, dict) else None
    match problem.path:
        case ("steps", int(at), *_) if isinstance(steps, list) and at < len(steps):
            step = steps[at]
            id = step.get("id") if isinstance(step, dict) else None
            return id if isinstance(id, str) else ""
        case _:
            return ""


def stale(before: Written, now: Written) -> Mapping[str, Collection[str]]:
    """By language: texts whose French is another one now while their translation is the same."""
    was, is_now = (_french(one) for one in (before, now))
    changed = [key for key, text in is_now.items() if key in was and was[key] != text]
    found = {
        locale: [key for key in changed if texts.get(key) and before.texts.get(locale, {}).get(key) == texts[key]]
        for locale, texts in now.texts.items()
    }
    return {locale: keys for locale, keys in found.items() if keys}


def _french(written: Written) -> Mapping[str, str]:
    flow = reading(written.flow, written.source).flow
    return dict(flow_sources(flow)) if flow is not None else {}


def _catalogs(engine: Texts, flows: Collection[Written]) -> dict[str, dict[str, str]]:
    found = {locale: dict(texts) for locale, texts in engine.items()}
    for written in flows:
        for locale, texts in written.texts.items():
            found.setdefault(locale, {}).update(texts)
    return found
