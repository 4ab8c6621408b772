"""One tap corrects what a check found, where it knows how. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from flows import editing
from flows.problems import Fix
from flows.yamltext import Raw, read


def fixed(source: str, fix: Fix) -> str | None:
    """The flow with this done; None where it can't be."""
    if fix.do == "rename":
        return _renamed(source, fix)
    match fix.path:
        case ("steps", int(at), *rest):
            steps = editing.steps(source)
            if not rest or steps is None or at >= len(steps):
                return None
            after = _done(dict(steps[at]), rest, fix)
            return editing.change_step(source, str(steps[at].get("id", "")), after) if after is not None else None
        case (str(word), *_) if word != "steps":
            header = editing.header(source)
            after = _done(dict(header), fix.path, fix) if header is not None else None
            return editing.change_header(source, after) if after is not None else None
        case _:
            return None


def _renamed(source: str, fix: Fix) -> str | None:
    """**Why** in the text: a word that is not of the format stands in no form, and its comments stay."""
    document, _ = read("", source)
    place = document.keys.get(fix.path) if document is not None else None
    if document is None or place is None or (*fix.path[:-1], fix.value) in document.keys:
        return None
    lines, word = source.split("\n"), str(fix.path[-1])
    line, at = lines[place[0] - 1], place[1] - 1
    if not line.startswith(word, at):
        return None
    lines[place[0] - 1] = line[:at] + fix.value + line[at + len(word) :]
    return "\n".join(lines)


def _done(value: dict[str, Raw], path: Sequence[str | int], fix: Fix) -> dict[str, Raw] | None:
    word = path[0]
    if not isinstance(word, str):
        return None
    if len(path) > 1:
        inner = value.get(word)
        after = _done(dict(inner), path[1:], fix) if isinstance(inner, dict) else None
        if after is None:
            return None
        return {key: after if key == word else kept for key, kept in value.items() if after or key != word}
    match fix.do:
        case "set":
            return {**value, word: fix.value}
        case "remove":
            return {key: kept for key, kept in value.items() if key != word}
        case _:
            return None
