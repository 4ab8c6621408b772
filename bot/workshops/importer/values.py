"""One cell → one value: prices, seats, yes and no, languages, coordinates, text without markup.

Law: a cell that is not understood is a `ValueError` whose words are the reason of the refusal, never a guess.
"""

from __future__ import annotations

import math
import re
import unicodedata
from html.parser import HTMLParser

from bot.workshops.importer.folding import fold, wordset

LONGEST_TITLE, LONGEST_LINE, LONGEST_TEXT = 150, 300, 5_000
"""Characters: of a card's first line, of an address or a name, of what happens there."""
MOST_SEATS = 10_000
MOST_CENTS = 1_000_000
"""10,000 €: more is a slip."""
SHOWN = 40
"""Characters of a cell that a reason quotes."""

YES = wordset("oui o yes y true vrai 1 x ok")
NO = wordset("non n no false faux 0")
UNKNOWN = frozenset({"", "nsp", "ne sais pas", "je ne sais pas", "a preciser", "nc", "inconnu", "unknown"})
FREE = wordset("gratuit gratuite free 0 non aucun libre offert")
UNLIMITED = frozenset({"illimite", "illimitee", "illimitees", "unlimited", "sans limite", "libre", "entree libre"})
LANGUAGES = {
    "fr": "francais french francaise fra fre", "en": "anglais english eng", "ar": "arabe arabic ara",
    "es": "espagnol spanish spa", "pt": "portugais portuguese por", "de": "allemand german deu ger",
    "it": "italien italian ita", "ru": "russe russian rus", "uk": "ukrainien ukrainian ukr",
    "ro": "roumain romanian ron rum", "pl": "polonais polish pol", "tr": "turc turkish tur",
    "fa": "persan farsi persian fas per", "prs": "dari", "ps": "pachto pashto pachtou pus", "ur": "ourdou urdu urd",
    "bn": "bengali ben", "ta": "tamoul tamil tam", "zh": "chinois chinese mandarin zho chi", "so": "somali som",
    "ti": "tigrigna tigrinya tir", "am": "amharique amharic amh", "wo": "wolof wol", "bm": "bambara bam",
    "ff": "peul pular fulah ful", "ln": "lingala lin", "sw": "swahili swa", "sq": "albanais albanian sqi alb",
    "ka": "georgien georgian kat geo", "hy": "armenien armenian hye arm", "vi": "vietnamien vietnamese vie",
    "kab": "kabyle", "ku": "kurde kurdish kur", "fsl": "lsf langue des signes",
}  # fmt: skip
"""ISO 639 → how people write it."""
_CODES = {word: code for code, words in LANGUAGES.items() for word in (code, *words.split(), words)}
_TAG = re.compile(r"<[a-zA-Z!/][^<>]*>|&#?\w{2,8};")
_ASIDE = re.compile(r"<!--.*?(?:-->|$)|<[!?][^>]*>?", re.DOTALL)
"""Comments and declarations; of half a one Python's parser makes an error."""
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]*>", re.IGNORECASE)
_PRICE = re.compile(r"^(-?\d{1,7})(?:[.,](\d{1,2}))?$")


def shown(value: object) -> str:
    text = " ".join(str(value).split())
    return f"« {text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'} »"


def text(value: object, longest: int = LONGEST_LINE) -> str:
    """Words without markup, control characters and superfluous room. Longer than `longest`: ValueError."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    plain = _unmarked(str(value)[: 4 * LONGEST_TEXT])
    lines = [" ".join(line.split()) for line in "".join(map(_visible, plain)).split("\n")]
    found = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return found if longest == LONGEST_TEXT else " ".join(found.split())


def cut(value: object, longest: int) -> tuple[str, bool]:
    """(text, whether it was cut at a word)."""
    found = text(value, longest)
    if len(found) <= longest:
        return found, False
    return (found[: longest - 1].rsplit(maxsplit=1)[0] or found[: longest - 1]).rstrip() + "…", True


def _unmarked(raw: str) -> str:
    if not _TAG.search(raw):
        return raw
    words = _Words()
    words.feed(_ASIDE.sub("", _BREAK.sub("\n", raw)))
    words.close()
    return "".join(words.said)


class _Words(HTMLParser):
    """What a page says, without its programs and styles.

    Not to make foreign markup harmless: what is shown of it later is escaped like any other text.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._silent = tag in ("script", "style")

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(data)


def _visible(char: str) -> str:
    if char in "\n\t\r":
        return "\n" if char == "\n" else " "
    kind = unicodedata.category(char)
    # Joiners shape Arabic and emoji; other format characters turn lines around.
    return char if kind[0] != "C" or char in "\u200c\u200d\u200e\u200f" else " " if kind == "Cc" else ""


def yes_no(value: object) -> bool | None:
    """None: not said."""
    if isinstance(value, bool) or value is None:
        return value
    raw = str(value).strip()
    if raw in ("✓", "✔", "☑", "✅"):
        return True
    if raw in ("✗", "✘", "❌", "☐", "-"):
        return False
    words = fold(raw.removesuffix(".0"))
    if words in UNKNOWN:
        return None
    first = words.split()[0]
    if first in YES or first in NO:
        return first in YES
    raise ValueError(f"{shown(value)} n’est ni oui ni non")


def seats(value: object) -> int | None:
    """None: as many as come."""
    words = fold(str(value)) if value is not None else ""
    if words in UNKNOWN or words in UNLIMITED:
        return None
    match = re.fullmatch(r"(-?\d{1,7})(?:[.,]0+)?\s*(?:places?|seats?|personnes?|pers\.?)?", str(value).strip().lower())
    if match is None or isinstance(value, bool):
        raise ValueError(f"nombre de places incompris : {shown(value)}")
    number = int(match[1])
    if number < 1:
        raise ValueError(f"{number} place{'s' if number < -1 else ''} : il en faut au moins une")
    if number > MOST_SEATS:
        raise ValueError(f"{number} places : c’est plus de {MOST_SEATS}")
    return number


def price(value: object) -> int:
    """Cents."""
    if isinstance(value, bool):
        return 0 if not value else _no_price(value)
    bare = re.sub(r"\s|€|eur(?:os?)?$", "", str(value).strip().lower())
    if not bare or fold(bare) in FREE:
        return 0
    match = _PRICE.match(bare)
    if match is None:
        return _no_price(value)
    cents = int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0"))
    if bare.startswith("-"):
        raise ValueError(f"prix négatif : {shown(value)}")
    if cents > MOST_CENTS:
        raise ValueError(f"prix trop grand pour être vrai : {shown(value)}")
    return cents


def _no_price(value: object) -> int:
    raise ValueError(f"prix incompris : {shown(value)}")


def languages(value: object) -> tuple[str, ...]:
    parts = value if isinstance(value, list | tuple) else re.split(r"[,;/+&|]|\bet\b|\band\b|\n", str(value))
    if len(parts) == 1 and all(word in _CODES for word in str(parts[0]).split()):
        parts = str(parts[0]).split()
    found: dict[str, None] = {}
    for part in parts:
        words = fold(str(part))
        if not words:
            continue
        code = _CODES.get(words) or _CODES.get(words.split()[0])
        if code is None:
            raise ValueError(f"langue inconnue : {shown(part)}")
        found[code] = None
    return tuple(found)


# -- where ----------------------------------------------------------------------------------------------------
FRANCE = (
    (41.2, 51.2, -5.3, 9.7), (15.7, 18.2, -63.3, -60.9), (14.3, 15.0, -61.4, -60.7), (2.0, 6.0, -54.7, -51.5),
    (-21.5, -20.8, 55.1, 55.9), (-13.1, -12.5, 44.9, 45.4), (46.6, 47.3, -56.5, -56.0), (-23.0, -19.4, 163.4, 168.3),
    (-28.0, -7.5, -155.0, -134.0), (-14.5, -13.0, -178.3, -176.0),
)  # fmt: skip
"""South, north, west, east of what is France, near and far."""


def in_france(lat: float, lon: float) -> bool:
    return any(south <= lat <= north and west <= lon <= east for south, north, west, east in FRANCE)


def degrees(value: object) -> float | None:
    if value is None or isinstance(value, bool) or not str(value).strip():
        return None
    try:
        found = float(str(value).strip().rstrip("°").replace(",", "."))
    except ValueError:
        raise ValueError(f"coordonnées incomprises : {shown(value)}") from None
    if not math.isfinite(found):
        raise ValueError(f"coordonnées incomprises : {shown(value)}")
    return found


def coordinates(lat: object, lon: object) -> tuple[float, float, bool] | None:
    """(lat, lon, whether they stood the other way round); None: none are given.

    **Why** only for France: swapped, a place elsewhere may be anywhere else.
    """
    north, east = degrees(lat), degrees(lon)
    if north is None and east is None:
        return None
    if north is None or east is None:
        raise ValueError("une seule des deux coordonnées est donnée")
    if north == 0 and east == 0:
        raise ValueError("coordonnées 0, 0 : c’est dans l’océan")
    if not in_france(north, east) and in_france(east, north):
        return east, north, True
    if abs(north) > 90 or abs(east) > 180:
        raise ValueError(f"ces coordonnées n’existent pas : {north:g}, {east:g}")
    return north, east, False
