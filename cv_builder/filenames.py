"""What a document is called: CV_Amina_Konate_Serveuse.pdf."""

from __future__ import annotations

import re
import unicodedata

from cv_builder.chars import clean

MOST_LETTERS = 60
"""Of the whole stem: every mail program and disk takes that, in any script."""
SMALL_WORD = 4
"""Letters: a title that was cut does not end in "de" or "pour"."""
_ARABIC_VOWELS = re.compile("[\u0640\u064b-\u065f\u0670]")
"""Vowel signs and stretching strokes: nobody types them to find a file."""


def file_name(name: str, extension: str, title: str = "", kind: str = "CV") -> str:
    """ "CV_Amina_Konate_Serveuse.pdf"."""
    return f"{stem(name, title, kind)}.{extension}"


def stem(name: str, title: str = "", kind: str = "CV") -> str:
    """A name that is safe on every disk and in every mail: letters and digits, Latin ones without accents.

    `title`: the job looked for, as the CV words it; of its words as many as there is room for. One in other letters
    than a Latin name is left out: such a file name is shown in another order by every program.

    **Why** other scripts stay: the name in somebody's own letters is right, while Arabic in Latin letters would be
    guesswork ("Smyrh Alkhtyb"). "CV_" before and ".pdf" after keep their places around it.
    """
    whose = "_".join([kind, *_words(name)])[:MOST_LETTERS].rstrip("_")
    job = [] if whose.isascii() and _words(name) and not "".join(_words(title)).isascii() else _words(title)
    while job and len(whose) + 1 + len("_".join(job)) > MOST_LETTERS:
        job.pop()
        while job and len(job[-1]) <= SMALL_WORD:
            job.pop()
    return "_".join([whose, *job])


def _words(text: str) -> list[str]:
    letters = "".join(map(_bare, _ARABIC_VOWELS.sub("", unicodedata.normalize("NFC", clean(text)))))
    spaced = "".join(char if char.isalnum() or _is_mark(char) else " " for char in letters)
    return [part for part in spaced.split() if any(map(str.isalnum, part))]


def _is_mark(char: str) -> bool:
    """A vowel sign of Hindi, Tamil, Thai …: part of the word, though no letter."""
    return unicodedata.category(char).startswith("M")


def _bare(char: str) -> str:
    """é → e, œ → oe; letters of other scripts stay (their marks are part of the word)."""
    if char in _LIGATURES:
        return _LIGATURES[char]
    base = unicodedata.normalize("NFD", char)[0]
    return base if base.isascii() else char


_LIGATURES = {
    "œ": "oe",
    "Œ": "OE",
    "æ": "ae",
    "Æ": "AE",
    "ß": "ss",
    "ø": "o",
    "Ø": "O",
    "ł": "l",
    "Ł": "L",
    "’": " ",
    "'": " ",
}
