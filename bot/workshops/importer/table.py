"""Rows of cells → rows of fields: the header is found, its columns named, empty and overlong rows told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.workshops.importer.headers import is_header, mapping
from bot.workshops.importer.model import CUT, MOST_ROWS, OURS, OWN_KEY, Raw, Refusal
from bot.workshops.importer.values import shown

HEADER_WITHIN = 20
"""Rows in which the names of columns are looked for: titles and logos stand above."""
MOST_COLUMNS = 200
FORMULA = ("=", "@")
"""How a cell begins that a spreadsheet would run."""
RUN = (*FORMULA, "+", "-")
"""These two are also phone numbers and lists: taken as they are, and never written so by us."""
NEEDED = "aucune ligne d’en-têtes : il faut au moins un titre et une date (par exemple : titre ; date ; heure ; ville)"

Line = tuple[int, Sequence[object], str]
"""Number of the row, its cells, and why it can't be read (empty: it can)."""


@dataclass(slots=True)
class Table:
    """`read` gives rows and refusals; `columns` is known once it was begun."""

    columns: tuple[tuple[str, str | None], ...] = ()
    problem: str = ""
    _seen: list[str] = field(default_factory=list)

    def read(self, lines: Iterable[Line]) -> Iterator[Raw | Refusal]:
        looked, count = 0, 0
        for number, cells, broken in lines:
            if not broken and not any(_has(cell) for cell in cells):
                continue
            if not self.columns:
                looked += 1
                names = [str(cell).strip() if _has(cell) else "" for cell in cells[:MOST_COLUMNS]]
                if not broken and is_header(names):
                    self.columns = mapping(names)
                elif looked >= HEADER_WITHIN:
                    break
                self._seen = self._seen or [name for name in names if name]
                continue
            count += 1
            if count > MOST_ROWS:
                yield Refusal(number, f"plus de {MOST_ROWS} lignes : la suite n’a pas été lue", CUT)
                return
            yield Refusal(number, broken, CUT) if broken else self._row(number, cells)
        if not self.columns:
            self.problem = NEEDED
            self.columns = tuple((name, None) for name in self._seen)

    def _row(self, number: int, cells: Sequence[object]) -> Raw | Refusal:
        padded = [*cells, *[None] * (len(self.columns) - len(cells))]
        found: dict[str, object] = {
            name: cell for (_, name), cell in zip(self.columns, padded, strict=False) if name is not None
        }
        over = [cell for cell in cells[len(self.columns) :] if _has(cell)]
        if over:
            return Refusal(
                number, f"plus de cellules que de colonnes : {shown(over[0])}", title=str(found.get("title") or "")
            )
        found = {name: _plain(cell) for name, cell in found.items()}
        errors = [str(cell) for cell in found.values() if isinstance(cell, Broken)]
        if errors:
            return Refusal(number, errors[0], title=str(found.get("title") or ""))
        key = found.pop("key", None)
        return Raw(number, _key(key), found)


class Broken(str):
    """A cell that can't be used; its text is the reason."""

    __slots__ = ()


def _plain(cell: object) -> object:
    """A cell that a spreadsheet would run is no text. An apostrophe before it is how our tables keep it from that."""
    if not isinstance(cell, str) or isinstance(cell, Broken):
        return cell
    text = cell.strip()
    if text.startswith("'") and text.lstrip("'").lstrip().startswith(RUN):
        return text[1:]
    return Broken(f"{shown(text)} commence comme une formule") if text.startswith(FORMULA) else cell


def _key(cell: object) -> str:
    """The name of a row; that of our own tables names the workshop itself."""
    name = str(cell).removesuffix(".0").strip() if _has(cell) else ""
    ours = OURS.match(name)
    # A name that begins with "=" would pass for one of ours.
    return OWN_KEY + ours[1] if ours else name.lstrip(OWN_KEY)


def _has(cell: object) -> bool:
    return cell is not None and str(cell).strip() != ""
