"""One spelling for what many people spell differently: case, accents, scripts' variants, digits, punctuation."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 120
"""Characters of an answer worth understanding; nobody's town, job, phone or date is longer."""

_LETTERS = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i", "đ": "d",
        "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ی": "ي", "ې": "ي", "ئ": "ي", "ؤ": "و",
        "ة": "ه", "ۀ": "ه", "ە": "ه", "ک": "ك", "گ": "ك", "ـ": None, "ء": None,
    }
    | dict(
        zip(
            "爾聖萊韋維訥亞蘭薩羅馬魯盧奧敘謝納圖內濱岡茲達貝夢來蓋紹濟熱島庫凱萬歐華烏費蘇揚倫農賽鴿諾叢邁區",
            "尔圣莱韦维讷亚兰萨罗马鲁卢奥叙谢纳图内滨冈兹达贝梦来盖绍济热岛库凯万欧华乌费苏扬伦农赛鸽诺丛迈区",
            strict=True,
        )
    )
)  # fmt: skip
"""Letters that NFKD leaves apart; Arabic ones that people swap; traditional Chinese signs of French towns."""
_INSIDE = re.compile("(?<=[\u0400-\u04ff])['’ʼ`](?=[\u0400-\u04ff])")
"""The apostrophe of a Ukrainian word, which is no end of a word there and often left out."""
_ACCENTS = re.compile("[\u0300-\u036f]+")
_SIGNS = {code: " " for code in range(128) if not chr(code).isalnum()}


def fold(text: str) -> str:
    """Lower-case words without accents and punctuation, separated by one space; any digits become 0–9.

    >>> fold("L’Haÿ-les-Roses ٩٤")
    'l hay les roses 94'
    """
    decomposed = _ACCENTS.sub("", _decomposed(_INSIDE.sub("", text)))
    if decomposed.isascii():
        return " ".join(decomposed.translate(_SIGNS).split())
    out: list[str] = []
    for char in decomposed:
        kind = unicodedata.category(char)
        if kind == "Nd":
            out.append(str(unicodedata.digit(char)))
        elif kind[0] == "L":
            out.append(char)
        elif kind[0] != "M" and kind != "Cf":
            out.append(" ")
    return " ".join("".join(out).translate(_LETTERS).split())


def _decomposed(text: str) -> str:
    """**Why twice:** fancy letters ("𝑨") become letters first and lower-case then."""
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS))


def is_latin(folded: str) -> bool:
    """Whether a folded text has no letter outside a–z."""
    return all(char < "\u0250" for char in folded)
