"""Many short texts kept as one, for tables of which a question needs a few lines.

**Why:** the names of 35,000 communes take 34 MB as Python objects in dicts, 3 MB so; searching all takes 0.2 ms.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from rapidfuzz import process
from rapidfuzz.distance import OSA


class Lines:
    """Texts without line breaks, each known by its number. UTF-8: a part of a text is a part of its bytes."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._bytes = bytearray(b"\n")
        self._starts = array("I", [0])
        """Where the break before each one is, and the last break."""
        for text in texts:
            self.add(text)

    def add(self, text: str) -> None:
        self._bytes += f"{text}\n".encode()
        self._starts.append(len(self._bytes) - 1)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, number: int) -> str:
        return self._bytes[self._starts[number] + 1 : self._starts[number + 1]].decode()

    def __iter__(self) -> Iterator[str]:
        return iter(self._bytes.decode().split("\n")[1:-1])

    def exactly(self, text: str) -> list[int]:
        return list(self._search(f"\n{text}\n"))

    def beginning(self, text: str) -> list[int]:
        return list(self._search(f"\n{text}"))

    def holding(self, text: str) -> list[int]:
        return list(self._search(text))

    def within(self, slips: int, text: str) -> list[tuple[int, int]]:
        """(number, slips) of those that are at most so many wrong, missing or swapped letters away, closest first."""
        close = process.extract(text, list(self), scorer=OSA.distance, score_cutoff=slips, limit=None)
        return [(number, int(away)) for _, away, number in close]

    def _search(self, text: str) -> Iterator[int]:
        part = text.encode("utf-8", "surrogatepass")
        at = self._bytes.find(part)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield number
            at = self._bytes.find(part, self._starts[number + 1])
