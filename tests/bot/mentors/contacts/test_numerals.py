from __future__ import annotations

import re

import pytest

from bot.mentors.contacts.atoms import rows
from bot.mentors.contacts.numerals import number
from bot.mentors.contacts.plain import fold


def digits(said: str) -> str:
    words, out, at = re.findall(r"\w+", fold(said).replace("-", " ")), "", 0
    while at < len(words):
        read, used = number(words, at)
        out, at = out + (read or "?"), at + max(used, 1)
    return out


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("zéro six douze trente-quatre", "061234"),
        ("quatre-vingt-dix-huit soixante et onze", "9871"),
        ("soixante dix huit quatre vingt", "7880"),
        ("vingt et un dix sept dix", "211710"),
        ("trente 9", "39"),
        ("z r o", "??0"),
        ("zerosix zerosixdouze", "060612"),
        ("oh six thirty nine double nine", "063999"),
        ("double zero triple five", "00555"),
        ("treinta y nueve veintidós seiscientos doce", "3922612"),
        ("تسعة وثلاثون ثمانية وتسعون", "3998"),
        ("اثنا عشر صفر ستة", "1206"),
        ("tes3a w tlatin", "39"),
        ("zero seis trinta e nove meia dezoito", "0639618"),
        ("seiscentos e doze trezentos", "612300"),
        ("seiscientos doce trescientos cuarenta y cinco", "612345"),
        ("нуль шість тридцять три двадцять", "06" + "33" + "20"),
        ("ноль шесть девяносто восемь", "0698"),
        ("septembre huitaine", "??"),
    ],
)
def test_numbers_as_people_say_them(said: str, expected: str) -> None:
    assert digits(said) == expected


def test_digits_of_one_number_are_one_row() -> None:
    def read(text: str) -> list[str]:
        return ["".join(atom.digits for atom in row) for row in rows(text, [])]

    assert read("06 puis trente neuf et 98") == ["063998"]
    assert read("j'ai 17 ans et 3 freres") == ["17", "3"]
    assert read("06\nlol\n39") == ["0639"]
    assert read(fold("нуль шість дев’ять п'ятнадцять дев'яносто п’ять")) == ["0691595"]
    assert read("o6 1o 1l2 5€ 7") == ["06101125", "7"]
