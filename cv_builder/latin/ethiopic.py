"""Names in Tigrinya and Amharic: each sign is a syllable, which its Unicode name spells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

NAMES: Mapping[str, tuple[str, ...]] = {
    "ሰላም": ("Selam",), "ተስፋይ": ("Tesfay",), "ተስፋዬ": ("Tesfaye",), "ሃይለ": ("Haile",), "ኃይለ": ("Haile",),
    "ዮሃንስ": ("Yohannes",), "ዮሐንስ": ("Yohannes",), "ሳሙኤል": ("Samuel",), "ዳዊት": ("Dawit",), "ዳንኤል": ("Daniel",),
    "ብርሃነ": ("Berhane", "Birhane"), "ሚካኤል": ("Mikael", "Michael"), "ማርያም": ("Mariam", "Maryam"),
    "ኪዳነ": ("Kidane",), "ሃጎስ": ("Hagos",), "ሓጎስ": ("Hagos",), "መብራህቱ": ("Mebrahtu",), "ክብሮም": ("Kibrom",),
    "ፍሬወይኒ": ("Freweini",), "ትርሓስ": ("Tirhas",), "ሰምሃር": ("Semhar",), "ሄለን": ("Helen",), "ሳራ": ("Sara",),
    "ሩት": ("Ruth", "Rut"), "ኤልሳ": ("Elsa",), "ኤርሚያስ": ("Ermias",), "ዮናስ": ("Yonas",), "ገብረ": ("Gebre",),
    "ወልደ": ("Welde", "Wolde"), "ተክለ": ("Tekle",), "አበበ": ("Abebe",), "ብርሃኑ": ("Berhanu",), "መሐመድ": ("Mohammed",),
    "ኣሕመድ": ("Ahmed",), "ኢብራሂም": ("Ibrahim",), "አማኑኤል": ("Amanuel",), "ኣማኑኤል": ("Amanuel",),
}  # fmt: skip
"""The commonest, as those who bear them write them."""

_SYLLABLE = re.compile(
    r"ETHIOPIC SYLLABLE (?:(GLOTTAL|PHARYNGEAL) )?([BCDFGHJKLMNPQRSTVXYZ]*W?)(AA|EE|A|E|I|O|U|OA|WA)"
)
_CONSONANTS: Mapping[str, str] = {
    "HH": "h", "X": "h", "SZ": "s", "Q": "k", "QH": "k", "C": "ch", "CH": "ch", "TH": "t", "PH": "p", "TS": "ts",
    "TZ": "ts", "NY": "gn", "KX": "kh", "DD": "d", "GG": "g",
}  # fmt: skip
_VOWELS: Mapping[str, str] = {
    "A": "e", "AA": "a", "EE": "e", "E": "", "I": "i", "O": "o", "U": "u", "OA": "oa", "WA": "wa",
}  # fmt: skip


def read(words: Sequence[str]) -> list[tuple[tuple[str, ...], bool]]:
    """(spellings, is a guess) of each word."""
    return [(NAMES[word], False) if word in NAMES else ((_sounded(word),), True) for word in words]


def _sounded(word: str) -> str:
    """**Why** "i" after a first sign without vowel: Kibrom, Birhane."""
    out = ""
    for char in word:
        found = _SYLLABLE.fullmatch(unicodedata.name(char, ""))
        if found is None:
            continue
        consonant = _CONSONANTS.get(found[2], found[2].lower())
        vowel = "a" if found[1] and found[3] == "A" else _VOWELS[found[3]]
        if found[1] and found[3] == "E":
            vowel = "i"
        if out and len(out) < 3 and not set(out) & set("aeiou") and consonant:
            out += "i"
        out += consonant + vowel
    return out
