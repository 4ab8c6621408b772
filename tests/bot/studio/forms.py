"""The forms of a page as a browser without script would send them."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser


class _Forms(HTMLParser):
    """Reads every form: its action, its fields in their order."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[tuple[str, list[tuple[str, str]]]] = []
        self._inside = False
        self._text: tuple[str, list[str]] | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = dict(attrs)
        if tag == "form":
            self.forms.append((has.get("action") or "", []))
            self._inside = True
        if not self._inside:
            return
        name = has.get("name") or ""
        if tag == "input" and name:
            if has.get("type") == "checkbox" and "checked" not in has:
                return
            self.forms[-1][1].append((name, has.get("value") or ""))
        elif tag == "textarea":
            self._text = (name, [])
        elif tag == "select":
            self._select = name
            self.forms[-1][1].append((name, ""))
        elif tag == "option" and self._select and "selected" in has:
            self.forms[-1][1][-1] = (self._select, has.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text is not None:
            name, parts = self._text
            # A browser drops one line end after the tag, and sends others as Windows does.
            self.forms[-1][1].append((name, "".join(parts).removeprefix("\n").replace("\n", "\r\n")))
            self._text = None
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._inside = False


def forms(html: str) -> Iterator[tuple[str, dict[str, str]]]:
    reader = _Forms()
    reader.feed(html)
    for action, fields in reader.forms:
        yield action, {name: value for name, value in fields if name != "token"}


def form(html: str, having: str) -> dict[str, str]:
    """The fields of the form that has a field of this name."""
    return next(fields for _, fields in forms(html) if having in fields)
