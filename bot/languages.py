"""The languages that can be begun: their names in themselves and their plural forms, out of CLDR as Babel has it.

`python -m bot.languages` writes the table anew. **Why** a table: Babel reads a megabyte a language to say its name.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from babel import Locale
from babel.localedata import locale_identifiers
from babel.plural import PluralRule, to_gettext

from cv_builder.fonts import covered
from flows.text import is_rtl

TABLE = Path(__file__).with_name("languages.csv")
COUNTED = range(1001)
"""Numbers that texts count; the forms that some languages have for millions alone are left out."""
TAGS = ("zero", "one", "two", "few", "many", "other")
"""The forms of CLDR, in the order in which a catalog holds them."""


class Known(NamedTuple):
    """`forms`: how many, and which of them a number takes, as a PO file's header says it."""

    locale: str
    name: str
    forms: tuple[int, str]


@cache
def known() -> Mapping[str, Known]:
    """By locale; no countries, no scripts."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        return {locale: Known(locale, name, (int(count), plural)) for locale, name, count, plural in rows}


# -- how the table is made ------------------------------------------------------------------------------------
def made() -> Iterator[Known]:
    """Those whose letters our documents can draw, and whose direction our pages know."""
    for locale in sorted(tag for tag in locale_identifiers() if "_" not in tag):
        babel = Locale.parse(locale)
        name = babel.get_display_name(locale)
        if name and covered(name) and (babel.text_direction == "rtl") == is_rtl(locale):
            yield Known(locale, name, forms(babel.plural_form))


def forms(rule: PluralRule) -> tuple[int, str]:
    """Of whole numbers.

    **Why** not as Babel gives it: that has forms for fractions and millions, which translators would have to fill in,
    and signs no catalog knows.
    """
    _, _, text = to_gettext(rule).removesuffix(";").partition("plural=")
    ways = [tuple(way.split(" ? ")) for way in text.removeprefix("(").removesuffix(")").split(" : ")]
    every = [tag for tag in TAGS if tag in {*rule.tags, "other"}]
    used = [tag for tag in TAGS if tag in {rule(number) for number in COUNTED}]
    conditions = {every[int(way[1])]: way[0] for way in ways if len(way) == 2}
    kept = [tag for tag in conditions if tag in used]
    last = "other" if "other" in used else kept.pop()
    chain = "".join(f"{conditions[tag]} ? {used.index(tag)} : " for tag in kept)
    return len(used), f"({chain}{used.index(last)})" if chain else "0"


def write() -> None:
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows((one.locale, one.name, *one.forms) for one in made())


if __name__ == "__main__":
    write()
