"""What a file holds, as lines of JSON between two processes."""

from __future__ import annotations

import json
from collections.abc import Iterator

from bot.workshops.importer.model import Note, Parsed, Refusal, Row


def written(parsed: Parsed) -> Iterator[bytes]:
    """One line a row: the whole is never in memory twice."""
    yield _line(["parsed", parsed.kind, [[*pair] for pair in parsed.mapping]])
    for row in parsed.rows:
        yield _line(["row", row.number, row.key, dict(row.fields), row.place, row.loose, row.cancelled, row.local])
    for refusal in parsed.refused:
        yield _line(["refused", refusal.number, refusal.reason, refusal.key, refusal.title])
    for note in parsed.notes:
        yield _line(["note", note.number, note.text])


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode() + b"\n"


def understood(lines: bytes) -> Parsed:
    """Raises `ValueError` for what `written` did not write."""
    kind = ""
    mapping: tuple[tuple[str, str | None], ...] = ()
    rows: list[Row] = []
    refused: list[Refusal] = []
    notes: list[Note] = []
    for line in lines.splitlines():
        match json.loads(line):
            case ["parsed", str(kind), list(pairs)]:
                mapping = tuple((str(name), field) for name, field in pairs)
            case ["row", *values]:
                rows.append(Row(*values))
            case ["refused", *values]:
                refused.append(Refusal(*values))
            case ["note", *values]:
                notes.append(Note(*values))
            case _:
                raise ValueError("not ours")
    return Parsed(kind, tuple(rows), tuple(refused), tuple(notes), mapping)
