"""The built-in lists: ☰, change an answer, language, menu, welcome back, "tu veux dire…"."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from flows import show as words
from flows.events import Button, JsonValue, Say
from flows.model import HUMAN, Flow, Option, for_team
from flows.phrases import LANGUAGE_WORDS, language_name
from flows.saved import source_of, spot_of
from flows.session import Entry, Journal, Overlay
from flows.turn import Turn, buttons
from flows.wire import base36

PAGE = 8
"""Answers shown at once in the list of what can be changed."""
SHORT = 40
"""Characters of an answer (or of a question without `label`) in that list."""


def options_of(turn: Turn, overlay: Overlay) -> list[Option]:
    """What this list offers now."""
    match overlay.kind:
        case "more":
            return [_named(turn, name) for name in _more(turn)]
        case "lang":
            return [
                Option(locale, language_name(locale), locale, LANGUAGE_WORDS.get(locale, ()))
                for locale in turn.library.offered
            ]
        case "change":
            return _changeable(turn, _page(overlay))
        case "menu":
            return _menu(turn)
        case "hello":
            return [_named(turn, "goon"), _named(turn, "menu")]
        case "offer":
            return _offered(turn, overlay)
        case "heard":
            return _likely(turn, overlay)


def say_of(turn: Turn, overlay: Overlay, before: str = "") -> Say:
    options = options_of(turn, overlay)
    if overlay.kind == "offer" and len(overlay.options) <= 1:
        text = turn.word("unknown_ask", typed=str(overlay.options[-1]))
    elif overlay.kind == "heard":
        text = turn.word("heard_ask" if len(overlay.options) == 2 else "heard_which", typed=str(overlay.options[-1]))
    else:
        text = turn.word(f"{overlay.kind}_ask")
    return Say(
        f"{before}\n{text}" if before else text,
        choices=buttons(overlay.number, options),
        controls=(*_controls(turn, overlay), turn.control("sos"), *_human(turn, options)),
        expects="choice",
    )


def _controls(turn: Turn, overlay: Overlay) -> tuple[Button, ...]:
    step = turn.step
    if overlay.kind in ("offer", "heard") and step is not None:
        skip = (turn.control("dontknow", turn.walk.asked),) if step.dontknow else ()
        return (*skip, turn.control("more"))
    return ()


def _human(turn: Turn, options: list[Option]) -> tuple[Button, ...]:
    """A human is one touch away, in a list as in a question; the last, for first means that nothing was understood."""
    there = any(option.id == "human" for option in options) or turn.walk.root == HUMAN or for_team(turn.walk.root)
    return () if there else (turn.control("human"),)


def open(turn: Turn, kind: str, before: str = "") -> None:
    """Shows one of the lists that need no more than a name."""
    match kind:
        case "more":
            turn.show("more")
        case "lang":
            turn.show("lang")
        case "hello":
            turn.show("hello")
        case "menu":
            turn.show("menu")
        case _:
            if not _entries(turn):
                turn.ask(turn.word("nothing_to_change"))
                return
            turn.show("change", (0,))
    if turn.overlay:
        turn.out.append(say_of(turn, turn.overlay, before))


def _named(turn: Turn, name: str) -> Option:
    return Option(name, turn.word(name), name, tuple(turn.library.texts.said(turn.walk.locale, name)))


def _more(turn: Turn) -> list[str]:
    names = ["back"] if _asked(turn.walk.root, turn.walk.journal) else []
    names += ["change"] if _entries(turn) else []
    if len(turn.library.offered) > 1:
        names.append("lang")
    names += ["pause", "human", "menu"]
    return [*names, "goon"] if turn.step is not None or turn.waits else names


def _answers_news(flow: Flow) -> bool:
    """Its first action is what the news brought: nobody opens it by themselves."""
    return bool(flow.steps) and bool(flow.steps[0].do) and flow.steps[0].once


def _menu(turn: Turn) -> list[Option]:
    """Flows that have a `menu:` label (all by their title when none has), language, human."""
    flows = [flow for flow in turn.library.flows.values() if not for_team(flow.id)]
    listed = [flow for flow in flows if flow.menu] or [flow for flow in flows if not _answers_news(flow)]
    texts, locale = turn.library.texts, turn.walk.locale
    found = [
        Option(f"flow:{flow.id}", texts.get(locale, f"{flow.id}//{'menu' if flow.menu else 'title'}"), flow.id)
        for flow in listed
    ]
    names = ["lang", "human"] if len(turn.library.offered) > 1 else ["human"]
    if turn.step is not None:
        names.append("goon")
    return found + [_named(turn, name) for name in names]


class Answered(NamedTuple):
    """An answer that can be changed."""

    root: str
    key: str
    entry: Entry


def _entries(turn: Turn) -> list[Answered]:
    """Questions answered, newest first, in this root flow and then in the others; those that are only a consent or a
    crossroads aside. **Why** the others too: from the menu, "change" means the CV."""
    walk = turn.walk
    here = _asked(walk.root, walk.journal)
    there = [one for root, journal in walk.journals.items() if root != walk.root for one in _asked(root, journal)]
    there.sort(key=lambda one: one.entry.number, reverse=True)
    return [one for one in (*here, *there) if _is_told(turn, one)] or here


def _asked(root: str, journal: Journal) -> list[Answered]:
    found = [Answered(root, key, entry) for key, entry in journal.items() if entry.number and not entry.void]
    return found[::-1]


def _is_told(turn: Turn, one: Answered) -> bool:
    spot = spot_of(turn.library, one.root, one.key)
    if spot is None:
        return False
    step = spot.step
    return bool(step.dontknow or step.label or (step.save and not step.go_by))


def answered(turn: Turn) -> int:
    """How many answers can be changed."""
    return len(_entries(turn))


def _changeable(turn: Turn, page: int) -> list[Option]:
    entries = _entries(turn)
    first = page * PAGE if page * PAGE < len(entries) else 0
    shown = entries[first : first + PAGE]
    found = [Option(base36(one.entry.number), label_of(turn, one), one.entry.number) for one in shown]
    if len(entries) > PAGE:
        found.append(_named(turn, "further"))
    if turn.step is not None:
        found.append(_named(turn, "goon"))
    return found


def label_of(turn: Turn, one: Answered) -> str:
    """ "Prénom : Amina K.", or the answer alone, or the question when there is no answer."""
    library, locale = turn.library, turn.walk.locale
    root, key, entry = one
    spot = spot_of(library, root, key)
    if spot is None:
        return turn.word("no_answer")
    texts = library.texts
    journal = turn.walk.journal if root == turn.walk.root else turn.walk.journals[root]
    listed = source_of(journal, key, spot.step.source)
    answer = _cut(words.worded(library, locale, (spot.flow, spot.step), entry.value, lambda name: listed))
    name = texts.get(locale, f"{spot.flow.id}/{spot.step.id}/label") if spot.step.label else ""
    if not name and not answer:
        name = _question(turn, spot.flow.id, spot.step.id)
    if not name:
        return answer
    colon = " : " if locale.startswith("fr") else ": "
    return f"{name}{colon}{answer or turn.word('no_answer')}"


def _question(turn: Turn, flow: str, step: str) -> str:
    parts = turn.library.texts.template(turn.walk.locale, f"{flow}/{step}/ask")
    text = "".join(part for at, part in enumerate(parts) if at % 2 == 0).strip(" ·\u00a0").strip()
    return _cut(text)


def _cut(text: str) -> str:
    """**Why** cut: this list only reminds; the whole answer is in the chat above."""
    return text if len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"


def _offered(turn: Turn, overlay: Overlay) -> list[Option]:
    """Readings of what was typed, then keeping it as it is."""
    found = _readings(overlay)
    step = turn.step
    if step is not None and step.kind is not None and step.kind.name in ("place", "occupation"):
        found.append(_named(turn, "keep_typed"))
    return found


def _readings(overlay: Overlay) -> list[Option]:
    """`[value, label]` each; the words they are readings of come last."""
    found: list[Option] = []
    for rank, option in enumerate(overlay.options[:-1], 1):
        if isinstance(option, list | tuple) and len(option) == 2:
            value: JsonValue = option[0]
            found.append(Option(f"o{rank}", str(option[1]), value))
    return found


def _likely(turn: Turn, overlay: Overlay) -> list[Option]:
    """Readings of what was said in passing, then none of them; of a single one "oui" and "non" say which."""
    readings, other = _readings(overlay), _named(turn, "other")
    if len(readings) != 1:
        return [*readings, other]
    yes, no = (tuple(turn.library.texts.said(turn.walk.locale, name)) for name in ("yes", "no"))
    return [replace(readings[0], words=yes), replace(other, words=(*other.words, *no))]


def _page(overlay: Overlay) -> int:
    page = overlay.options[0] if overlay.options else 0
    return page if isinstance(page, int) else 0
