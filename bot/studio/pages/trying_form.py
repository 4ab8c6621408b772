"""What the forms of a try-out say."""

from __future__ import annotations

from collections.abc import Sequence

from bot.studio.pretend.reader import defaults
from bot.web.inputs import TEXT, Form, clean
from flows.events import JsonValue
from flows.model import Library
from flows.supposing import Wanted, listed_by, supposed
from flows.tryout import Act, Chat

BEFORE = "before."
"""Begins the fields of what was answered before."""
LONGEST_NUMBER = 6
"""Digits."""


def number_of(form: Form, name: str) -> int:
    """A count in a form, 0 where there is none."""
    raw = str(form.get(name, ""))
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= LONGEST_NUMBER else 0


def act_of(form: Form) -> Act | None:
    """The one thing done; None: nothing."""
    if tapped := str(form.get("tap", "")):
        return Act("tap", (clean(tapped),))
    match str(form.get("send", "")):
        case "place" | "file" | "news" as kind:
            return Act(kind)
    if "many" in form:
        return Act("pick", tuple(clean(str(name)) for name in form.getall("pick", [])))
    text = clean(str(form.get("text", "")))[:TEXT]
    return Act("type", (text,)) if text.strip() else None


def answers_of(form: Form, library: Library, chat: Chat, wants: Sequence[Wanted]) -> dict[str, JsonValue]:
    """What can be an answer there; the rest counts as not answered."""
    found: dict[str, JsonValue] = {}
    for want in wants:
        words = [clean(str(word))[:TEXT] for word in form.getall(BEFORE + want.name, [])]
        made = listed_by(want.flow, want.step, chat.values, defaults())
        value = supposed(library, chat.locale, want, words, made)
        if value is not None:
            found[want.name] = value
    return found
