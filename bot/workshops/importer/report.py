"""What an import did, row by row: as JSON for programs, as sentences for people.

Law: rows = new + updated + unchanged + cancelled + refused. A workshop of the same source that the file no longer holds
is a row, too, and counted among the cancelled; `vanished` says how many those are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from bot.workshops.importer.model import WHOLE_FILE, Note, Parsed, Refusal
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

    def words(self) -> Iterator[str]:
        """Lines in French: staff read them."""
        if self.mapping:
            pairs = (f"{column} → {name or '(non lue)'}" for column, name in self.mapping if column)
            yield f"Colonnes : {' ; '.join(pairs)}"
        counts = (
            (self.new, "nouveau(x)"), (self.updated, "mis à jour"), (self.unchanged, "inchangé(s)"),
            (self.cancelled, "annulé(s)"), (len(self.refused), "refusé(s)"),
        )  # fmt: skip
        kind = f" ({self.kind})" if self.kind else ""
        yield f"{self.rows} ligne(s) lue(s){kind} : " + ", ".join(f"{count} {what}" for count, what in counts)
        if self.vanished:
            yield f"{self.vanished} n’étai(en)t plus dans le fichier : annulé(s), les inscrits sont prévenus"
        for note in sorted(self.notes, key=lambda one: one.number):
            yield f"{_named(note.number)} : {note.text}"
        for refusal in sorted(self.refused, key=lambda one: one.number):
            yield f"{_named(refusal.number)} refusé(e) : {refusal.reason}"


def _named(number: int) -> str:
    return "Fichier" if number == WHOLE_FILE else f"Ligne {number}"
