"""Excel workbooks → rows of cells. Read as a stream; what would blow up is refused before it is unpacked."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from openpyxl import load_workbook

from bot.errors import Refused
from bot.workshops.importer.headers import is_header
from bot.workshops.importer.table import HEADER_WITHIN, MOST_COLUMNS, Broken, Line

MOST_UNPACKED = 80 * 1024 * 1024
"""Bytes of all parts together: 20,000 rows are some 20 MB."""
MOST_PARTS = 2_000
RATIO = 200
"""Times a part may grow when unpacked; tables grow ten to thirty times."""
SMALL = 4 * 1024 * 1024
"""Below this a part may grow as it likes."""
MOST_EMPTY = 2_000
"""Empty rows in a row, after which nothing more is expected."""
FORMULA = Broken("une cellule est une formule : copiez les valeurs")


def is_xlsx(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04")


def lines(data: bytes) -> Iterator[Line]:
    """Raises `Refused`. Of several sheets, the first that has a header."""
    _inspect(data)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what openpyxl does not support has no place in a table of workshops
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        except Exception as error:
            # A library for files of others raises whatever it stumbles over.
            raise Refused("workbook", "ce classeur Excel est abîmé") from error
        sheets: list[Any] = list(book.worksheets)
        if not sheets:
            raise Refused("workbook", "ce classeur Excel n’a pas de feuille")
        yield from _rows(next((sheet for sheet in sheets if _has_header(sheet)), sheets[0]))


def _inspect(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise Refused("workbook", "ce classeur Excel est trop gros une fois ouvert")
            for part in parts:
                if part.file_size > SMALL and part.file_size > RATIO * max(1, part.compress_size):
                    raise Refused("workbook", "ce classeur Excel est trop gros une fois ouvert")
                if part.flag_bits & 1:
                    raise Refused("workbook", "ce classeur Excel est fermé par un mot de passe")
                _no_entities(package, part)
            if "[Content_Types].xml" not in package.namelist():
                raise Refused("workbook", "ce fichier n’est pas un classeur Excel")
    except Refused:
        raise
    except Exception as error:
        raise Refused("workbook", "ce classeur Excel est abîmé") from error


def _no_entities(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    if part.filename.endswith((".xml", ".rels", ".vml")):
        with package.open(part) as file:
            head = file.read(4096)
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise Refused("workbook", "ce classeur Excel est piégé (DOCTYPE)")


def _has_header(sheet: Any) -> bool:
    return any(
        is_header([str(cell) for cell in cells if cell is not None]) for _, cells, _ in _rows(sheet, HEADER_WITHIN)
    )


def _rows(sheet: Any, most: int | None = None) -> Iterator[Line]:
    sheet.reset_dimensions()  # what the file says of its size may be a lie
    empty = 0
    try:
        for number, row in enumerate(sheet.iter_rows(max_row=most, max_col=MOST_COLUMNS), 1):
            cells = [_value(cell) for cell in row]
            while cells and cells[-1] is None:
                cells.pop()
            empty = 0 if cells else empty + 1
            if empty > MOST_EMPTY:
                return
            yield number, cells, ""
    except Refused:
        raise
    except Exception as error:
        raise Refused("workbook", "ce classeur Excel est abîmé") from error


def _value(cell: object) -> object:
    value, kind = getattr(cell, "value", None), getattr(cell, "data_type", "")
    if kind == "f":
        return FORMULA
    if kind == "e":
        return Broken(f"une cellule contient l’erreur {value}")
    if isinstance(value, datetime | date | time | timedelta | int | float | bool | str):
        return value
    return None if value is None else str(value)
