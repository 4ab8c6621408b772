"""What one tap does about a problem: the fix it carries, written into the file, every other line as it was."""

from __future__ import annotations

from flows import editing
from flows.problems import Fix, Path
from flows.yamltext import Raw, read


def fixed(source: str, fix: Fix) -> str | None:
    """The text of the flow with this fix in it; None where the place is no longer what it was, or is one of a step
    written on one line (`{id: …}`), which nobody changes word by word."""
    if fix.do == "rename":
        return _renamed(source, fix)
    match fix.path:
        case ("steps", int(position), *inside) if inside:
            steps = editing.steps(source) or ()
            step = steps[position] if position < len(steps) else None
            wanted = _done(dict(step), tuple(inside), fix) if step is not None else None
            if step is None or not isinstance(wanted, dict):
                return None
            return editing.change_step(source, str(step.get("id", "")), wanted)
        case _:
            return None


def _renamed(source: str, fix: Fix) -> str | None:
    """**Why** in the text: a word that is not of the format stands in no form."""
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


def _done(value: Raw, path: Path, fix: Fix) -> Raw | None:
    """The value with the fix at `path`; None where there is nothing to remove."""
    if not isinstance(value, dict):
        return None
    name, inside = str(path[0]), path[1:]
    if inside:
        inner = _done(value.get(name, ""), inside, fix)
        return None if inner is None else value | {name: inner}
    if fix.do == "set":
        return value | {name: fix.value}
    return {key: kept for key, kept in value.items() if key != name} if name in value else None
