"""Numbers said in words, as people spell them → digits: French, English, Spanish, Portuguese, Ukrainian, Russian,
Arabic, and Arabic in Latin letters.

"quatre-vingt dix-huit" → 98, "thirty nine" → 39, "double nine" → 99, "تسعة وثلاثون" → 39, "zerosix" → 06.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from bot.mentors.contacts.plain import fold

_SMALL = {
    0: "zéro zero zro oh o cero صفر سفر زيرو sifr sifer нуль ноль нуля",
    1: "un une one uno una واحد واحدة وحدة wahed wa7ed wahid um uma один одна",
    2: "deux de2 two dos اثنا اثني اثنان اثنين إثنان تنين اتنين جوج زوج jouj juj joj zouj tnin tnayn "
    "dois duas два дві две",
    3: "trois troi trwa three tres ثلاثة ثلاث تلاتة تلاثة tlata tleta thalatha três три",
    4: "quatre katre katr quatr four cuatro أربعة أربع اربعه ربعة arba3a reb3a rb3a arbaa quatro чотири четыре",
    5: "cinq cink sink five cinco خمسة خمس khamsa 5amsa khemsa 5emsa п'ять пять",
    6: "six sis siz sisse seis ستة ست setta stta sitta meia шість шесть",
    7: "sept set cet seven siete سبعة سبع seb3a sb3a sab3a sebaa sete сім семь",
    8: "huit uit wit ui8 eight ocho ثمانية ثمان تمنية تمانية tmenya tmnya tmanya thamaniya oito вісім восемь",
    9: "neuf nef nine nueve تسعة تسع تسعود tes3a tes3oud ts3oud tis3a tesaa nove дев'ять девять",
    10: "dix diz diss ten diez عشرة عشره 3achra 3chra achra dez десять",
    11: "onze eleven once إحدى أحدعشر حداشر احداشر 7dach hdach одинадцять одиннадцать",
    12: "douze douz twelve doce اثناعشر اتناشر اطناش طناش tnach tnax doze дванадцять двенадцать",
    13: "treize treiz thirteen trece ثلاثةعشر تلتاشر تلطاش tltach tletach treze тринадцять тринадцать",
    14: "quatorze katorz fourteen catorce أربعةعشر أربعتاشر ربعطاش rb3tach catorze чотирнадцять четырнадцать",
    15: "quinze kinz fifteen quince خمسةعشر خمستاشر خمسطاش khmstach п'ятнадцять пятнадцать",
    16: "seize sez sixteen dieciséis dieciseis ستةعشر ستاشر سطاش stach settach "
    "dezesseis dezasseis шістнадцять шестнадцать",
    17: "seventeen diecisiete سبعةعشر سبعتاشر سبعطاش sb3tach dezessete dezassete сімнадцять семнадцать",
    18: "eighteen dieciocho ثمانيةعشر تمنتاشر تمنطاش tmntach dezoito вісімнадцять восемнадцать",
    19: "nineteen diecinueve تسعةعشر تسعتاشر تسعطاش ts3tach dezenove dezanove дев'ятнадцять девятнадцать",
}
_TENS = {
    20: "vingt vingts vin twenty veinte عشرون عشرين 3achrin 3chrin ichrin vinte двадцять двадцать",
    30: "trente trent thirty treinta ثلاثون ثلاثين تلاتين tlatin thlathin trinta тридцять тридцать",
    40: "quarante karante karant forty fourty cuarenta أربعون أربعين rb3in arb3in quarenta сорок",
    50: "cinquante cinkante fifty cincuenta خمسون خمسين khamsin khemsin 5amsin cinquenta п'ятдесят пятьдесят",
    60: "soixante soissante swasant sixty sesenta ستون ستين settin sttin sessenta шістдесят шестьдесят",
    70: "septante seventy setenta سبعون سبعين seb3in sb3in сімдесят семьдесят",
    80: "octante huitante eighty ochenta ثمانون ثمانين تمانين tmanin oitenta вісімдесят восемьдесят",
    90: "nonante ninety noventa تسعون تسعين tes3in ts3in дев'яносто девяносто",
}
_VEINTI = "veintiuno veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve"
_HUNDREDS = {
    1: "cien ciento cento",
    2: "doscientos doscientas duzentos duzentas",
    3: "trescientos trescientas trezentos trezentas",
    4: "cuatrocientos cuatrocientas quatrocentos quatrocentas",
    5: "quinientos quinientas quinhentos quinhentas",
    6: "seiscientos seiscientas seiscentos seiscentas",
    7: "setecientos setecientas setecentos setecentas",
    8: "ochocientos ochocientas oitocentos oitocentas",
    9: "novecientos novecientas novecentos novecentas",
}
_TWICE = {"double": 2, "doble": 2, "triple": 3}
_AND = frozenset({"et", "y", "e", "and", "w", "o", "ou", "و"})
_LINKED = frozenset({"e", "y"})
"""Also after a hundred: « seiscentos e doze »."""
_LONGEST_JOINED = 60
"""Letters of a word that is read as several numbers; more is no number but work."""


def _words(by_value: dict[int, str]) -> dict[str, int]:
    return {fold(word): value for value, words in by_value.items() for word in words.split()}


_UNITS = _words(_SMALL) | {word: 21 + at for at, word in enumerate(_VEINTI.split())}
_ROUND = _words(_TENS)
_HUNDRED = {word: value * 100 for value, words in _HUNDREDS.items() for word in words.split()}
_ARABIC_TEN = frozenset({"عشر", fold("عشرة")})
_GLUED = sorted((word for word in {*_UNITS, *_ROUND} if len(word) > 2 and word.isascii()), key=len, reverse=True)

WORDS = frozenset({*_UNITS, *_ROUND, *_HUNDRED, *_TWICE})


def number(words: Sequence[str], at: int) -> tuple[str, int]:
    """Digits of the number that begins with word `at`, and how many words it is; ("", 0) when none does."""
    word = words[at]
    following = words[at + 1] if at + 1 < len(words) else ""
    if (times := _TWICE.get(word)) and 0 <= (value := _value(following)) < 10:
        return str(value) * times, 2
    if word == "quatre" and following in ("vingt", "vingts"):
        return _with_unit(80, words, at + 2, 2)
    if word in _ROUND:
        return _with_unit(_ROUND[word], words, at + 1, 1)
    if word in _HUNDRED:
        linked = int(following in _LINKED)
        last = words[at + 1 + linked] if at + 1 + linked < len(words) else ""
        rest, used = number(words, at + 1 + linked) if last in _UNITS or last in _ROUND else ("", -linked)
        return str(_HUNDRED[word] + int(rest or 0)), 1 + linked + used
    if word in _UNITS:
        return _arabic(_UNITS[word], words, at)
    if word.startswith("و") and (word[1:] in _UNITS or word[1:] in _ROUND):
        return number([word[1:], *words[at + 1 : at + 3]], 0)
    return _joined(word), 1 if _joined(word) else 0


def _value(word: str) -> int:
    return int(word) if word.isdigit() else _UNITS.get(word, -1)


def _with_unit(tens: int, words: Sequence[str], at: int, used: int) -> tuple[str, int]:
    """French 60 and 80 go on to 19."""
    if at < len(words) and words[at] in _AND:
        at, used = at + 1, used + 1
        linked = 1
    else:
        linked = 0
    unit = _value(words[at]) if at < len(words) and len(words[at]) < 12 else -1
    if unit == 10 and tens in (60, 80) and at + 1 < len(words) and 7 <= _value(words[at + 1]) <= 9:
        return str(tens + 10 + _value(words[at + 1])), used + 2
    if 1 <= unit < (20 if tens in (60, 80) else 10):
        return str(tens + unit), used + 1
    return str(tens), used - linked


def _arabic(unit: int, words: Sequence[str], at: int) -> tuple[str, int]:
    """Units before tens ("تسعة وثلاثون"), and before ten; French "dix sept"."""
    following = words[at + 1] if at + 1 < len(words) else ""
    if unit == 10 and 7 <= _value(following) <= 9 and not following.isdigit():
        return str(10 + _value(following)), 2
    if 1 <= unit < 10 and following in _ARABIC_TEN:
        return str(10 + unit), 2
    joined = following.removeprefix("و") if following.startswith("و") else ""
    if 1 <= unit < 10 and joined in _ROUND:
        return str(_ROUND[joined] + unit), 2
    third = words[at + 2] if at + 2 < len(words) else ""
    if 1 <= unit < 10 and following in ("w", "o", "و") and third in _ROUND:
        return str(_ROUND[third] + unit), 3
    return str(unit), 1


@lru_cache(maxsize=4096)
def _joined(word: str) -> str:
    """ "zerosix" → "06"; only a word that is numbers to its last letter."""
    if not 5 <= len(word) <= _LONGEST_JOINED:
        return ""
    ways: list[tuple[str, ...] | None] = [None] * (len(word) + 1)
    ways[0] = ()
    for start in range(len(word)):
        before = ways[start]
        if before is None:
            continue
        for part in _GLUED:
            if word.startswith(part, start) and ways[start + len(part)] is None:
                ways[start + len(part)] = (*before, part)
    parts = ways[-1]
    if not parts or len(parts) < 2:
        return ""
    digits, at = "", 0
    while at < len(parts):
        said, used = number(parts, at)
        digits, at = digits + said, at + max(used, 1)
    return digits
