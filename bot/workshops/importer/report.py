"""What an import did, row by row: as JSON for programs, as sentences for people.

Law: rows = new + updated + unchanged + cancelled + refused. A workshop of the same source that the file no longer holds
is a row, too, and counted among the cancelled; `vanished` says how many those are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.ports import Words
from bot.workshops.importer.model import WHOLE_FILE, Note, Parsed, Refusal
from bot.workshops.importer.sentences import field_name, isolated, told
from flows.events import JsonValue


@dataclass(slots=True)
class Report:
    kind: str = ""
    source: str = ""
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    cancelled: int = 0
    vanished: int = 0
    refused: list[Refusal] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    mapping: tuple[tuple[str, str | None], ...] = ()

    @classmethod
    def of(cls, parsed: Parsed) -> Report:
        return cls(parsed.kind, refused=[*parsed.refused], notes=[*parsed.notes], mapping=parsed.mapping)

    @property
    def rows(self) -> int:
        return self.new + self.updated + self.unchanged + self.cancelled + len(self.refused)

    @property
    def failed(self) -> bool:
        """The file as a whole could not be read; nothing was done."""
        return any(refusal.number == WHOLE_FILE for refusal in self.refused)

    def json(self) -> dict[str, JsonValue]:
        refused = sorted(self.refused, key=lambda one: one.number)
        return {
            "rows": self.rows,
            "new": self.new,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "cancelled": self.cancelled,
            "refused": [{"row": one.number, "reason": one.reason} for one in refused],
            "vanished": self.vanished,
            "notes": [{"row": one.number, "note": one.text} for one in sorted(self.notes, key=lambda one: one.number)],
            "mapping": [{"column": column, "field": name} for column, name in self.mapping],
            "format": self.kind,
            "source": self.source,
        }

    def columns(self, words: Words) -> list[tuple[str, str]]:
        """Each column of a table, and what it was taken for; "" for nothing."""
        return [(column, field_name(name, words) if name else "") for column, name in self.mapping if column]

    def words(self, words: Words) -> Iterator[str]:
        """Lines in the reader's language, without the columns."""
        read = words.pgettext(
            "import/read",
            "{rows} ligne(s) lue(s){kind} : {new} nouveau(x), {updated} mis à jour, {unchanged} inchangé(s), "
            "{cancelled} annulé(s), {refused} refusé(s)",
        )
        kind = f" ({isolated(self.kind, read)})" if self.kind else ""
        counts = {
            "rows": self.rows, "kind": kind, "new": self.new, "updated": self.updated, "unchanged": self.unchanged,
            "cancelled": self.cancelled, "refused": len(self.refused),
        }  # fmt: skip
        yield read.format(**counts)
        if self.vanished:
            gone = words.pgettext(
                "import/vanished", "{number} n’étai(en)t plus dans le fichier : annulé(s), les inscrits sont prévenus"
            )
            yield gone.format(number=self.vanished)
        for note in sorted(self.notes, key=lambda one: one.number):
            yield _noted(note.number, words).format(number=note.number, text=told(note.text, words))
        for refusal in sorted(self.refused, key=lambda one: one.number):
            text = told(refusal.reason, words)
            yield _refused(refusal.number, words).format(number=refusal.number, text=text)


def _noted(number: int, words: Words) -> str:
    if number == WHOLE_FILE:
        return words.pgettext("import/file", "Fichier : {text}")
    return words.pgettext("import/line", "Ligne {number} : {text}")


def _refused(number: int, words: Words) -> str:
    if number == WHOLE_FILE:
        return words.pgettext("import/file_refused", "Fichier refusé : {text}")
    return words.pgettext("import/line_refused", "Ligne {number} refusée : {text}")
