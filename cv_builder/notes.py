"""What has to be told about a document: a code, where, and the words concerned."""

from __future__ import annotations

from dataclasses import dataclass

SENTENCES = {
    "dropped": "{where}: left out for lack of room: {text}",
    "cut": "{where}: shortened for lack of room: {text}",
    "unprintable": "{where}: these characters are in none of our fonts: {text}",
    "missing": "{where}: not found in the document: {text}",
    "order": "{where}: not in its place in the document: {text}",
    "pages": "{where}: has more than one page: {text}",
    "broken": "{where}: can't be read back: {text}",
    "language": "{where}: has the wrong language: {text}",
    "carries": "{where}: holds more than it should: {text}",
    "title": "{where}: has the wrong title: {text}",
}


@dataclass(frozen=True, slots=True)
class Note:
    """`code` is a key of `SENTENCES`; `where` a field of the CV ("work 2 task 1") or a format ("pdf")."""

    code: str
    where: str
    text: str

    def __str__(self) -> str:
        return SENTENCES[self.code].format(where=self.where, text=self.text)
