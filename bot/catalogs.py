"""Catalogs on disk: where they are, how they are read, what a message in them is.

One file a language and domain: `locales/<lang>/LC_MESSAGES/<domain>.po`, msgctxt = key, msgid = French source.
Domain `flows` holds what flows say (keys `flow/step/field`, `engine/name`), `bot` what code and pages say.
A text that nobody has read over is `#, fuzzy` without the `#| msgid` of an older source; a language whose files say
`X-Reviewed: no` in their header is a draft: nothing says that all of it is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import islice
from pathlib import Path
from sys import intern

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po, unescape

from bot import languages as cldr
from bot.errors import Misconfigured

ROOT = Path(__file__).resolve().parent.parent
LOCALES = ROOT / "locales"
SOURCE = "fr"
DOMAINS = ("flows", "bot")
PLURALS = {
    "ar": (6, "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5)"),
    "bm": (1, "0"),
    "en": (2, "(n != 1)"),
    "es": (2, "(n != 1)"),
    "fa": (2, "(n > 1)"),
    "ff": (2, "(n > 1)"),
    "fr": (2, "(n > 1)"),
    "pt": (2, "(n > 1)"),
    "ps": (2, "(n != 1)"),
    "ru": (3, "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"),
    "so": (2, "(n != 1)"),
    "ti": (2, "(n > 1)"),
    "tr": (2, "(n != 1)"),
    "uk": (3, "(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2)"),
    "wo": (1, "0"),
}
"""Plural forms after CLDR, whole numbers only, of the languages we bring or have tried; the others are in
`bot.languages`. **Why:** Babel's own table has one form for fa and tr, mixes up the last two of ar and lacks others."""

NOT_REVIEWED = '"X-Reviewed: no'
HEADER_LINES = 40
"""Lines at the top of a file in which its header is looked for: translators' tools write ten or so."""

_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{[\w.]+\}|https?://\S+?(?=[.,;:!?)]*(?:\s|$))")


def po_path(locales: Path, lang: str, domain: str) -> Path:
    return locales / lang / "LC_MESSAGES" / f"{domain}.po"


def languages(locales: Path = LOCALES) -> tuple[str, ...]:
    """Every language there is, the source first."""
    found = {path.parent.parent.name for path in locales.glob("*/LC_MESSAGES/*.po")}
    return (SOURCE, *sorted(found - {SOURCE}))


def is_draft(path: Path) -> bool:
    """Does the header of this file say that its language is a draft? (Babel drops headers it does not know.)"""
    if not path.exists():
        return False
    with path.open(encoding="utf-8", errors="replace") as file:
        return any(line.startswith(NOT_REVIEWED) for line in islice(file, HEADER_LINES))


def drafts(locales: Path = LOCALES) -> frozenset[str]:
    """The languages with a file that is a draft."""
    return frozenset(
        lang for lang in languages(locales) if any(is_draft(po_path(locales, lang, domain)) for domain in DOMAINS)
    )


def plural_forms(lang: str) -> tuple[int, str] | None:
    """How many, and the rule for which; None for a language nobody can begin."""
    found = cldr.known().get(lang)
    return PLURALS.get(lang) or (found.forms if found else None)


def can_begin() -> frozenset[str]:
    """Every language of which plural forms, letters and direction are known."""
    return frozenset({*cldr.known(), *PLURALS})


def new_catalog(lang: str, domain: str) -> Catalog:
    """An empty catalog with the plural forms of our own table."""
    catalog = Catalog(locale=lang, domain=domain, fuzzy=False, charset="utf-8")
    forms = plural_forms(lang.split("_")[0])
    if forms is None:
        raise Misconfigured([f"locales/{lang}: no plural forms known for this language (bot/languages.csv)"])
    catalog.mime_headers = [("Plural-Forms", f"nplurals={forms[0]}; plural={forms[1]};")]
    return catalog


def read(path: Path, lang: str, domain: str) -> Catalog:
    """The catalog at `path`, empty when there is none; what is wrong in it becomes one line for staff."""
    if not path.exists():
        return new_catalog(lang, domain)
    try:
        return parsed(path.read_bytes(), lang, domain)
    except (ValueError, PoFileError) as problem:
        raise Misconfigured([_problem(path, problem)]) from problem


def parsed(data: bytes, lang: str, domain: str) -> Catalog:
    """A PO file. Raises ValueError or PoFileError."""
    catalog = read_po(BytesIO(data), locale=lang, domain=domain, abort_invalid=True)
    for message in entries(catalog):
        _read_previous(message)
    return catalog


def shown(path: Path) -> str:
    """As staff know a file: from the root of the project, where it is one of ours."""
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def _problem(path: Path, problem: Exception) -> str:
    if isinstance(problem, UnicodeDecodeError):
        line = problem.object[: problem.start].count(b"\n") + 1
        return f"{shown(path)}:{line}:1: not UTF-8"
    line = problem.lineno + 1 if isinstance(problem, PoFileError) else 1
    return f"{shown(path)}:{line}:1: {str(problem).removesuffix(f' on {line - 1}')}"


def made_for(message: Message) -> str:
    """The French (singular) that a translation was made for: of a stale one, the older sentence."""
    now = message.id if isinstance(message.id, str) else message.id[0]
    return str(message.previous_id[0] if message.fuzzy and message.previous_id else now)


def _read_previous(message: Message) -> None:
    """**Why:** Babel writes `#| msgid "…"` and reads it back as a comment of a translator."""
    lines = [line.removeprefix("|").strip() for line in message.user_comments if line.startswith("|")]
    parts = re.split(r"msgid(?:_plural)? ", " ".join(lines))[1:]
    message.previous_id = [unescape(f'"{"".join(_QUOTED.findall(part))}"') for part in parts]
    message.user_comments = [line for line in message.user_comments if not line.startswith("|")]


def entries(catalog: Catalog) -> Iterator[Message]:
    """Every message but the header."""
    return (message for message in catalog if message.id)


def compiled(catalog: Catalog) -> BytesIO:
    """The catalog as the stdlib reads it (MO). A fuzzy text is kept while it takes the same values as its source:
    yesterday's sentence in one's own language beats today's in a foreign one."""
    usable = new_catalog(str(catalog.locale), str(catalog.domain))
    for message in entries(catalog):
        if is_translated(message) and not differing(message):
            usable.add(message.id, message.string, context=message.context)
    buffer = BytesIO()
    write_mo(buffer, usable)
    buffer.seek(0)
    return buffer


def unread(catalog: Catalog) -> frozenset[str]:
    """Keys of texts that are there and that nobody has read over."""
    return frozenset(
        key_of(message)
        for message in entries(catalog)
        if message.fuzzy and not message.previous_id and is_translated(message)
    )


# -- what a message is -----------------------------------------------------------------------------------------
def key_of(message: Message) -> str:
    return intern(str(message.context or (message.id if isinstance(message.id, str) else message.id[0])))


def by_key(messages: Iterable[Message]) -> dict[str, Message]:
    return {key_of(message): message for message in messages}


def forms(message: Message) -> tuple[str, ...]:
    """Its translation: one text, or one a plural form."""
    return (message.string,) if isinstance(message.string, str) else tuple(message.string or ())


def is_translated(message: Message) -> bool:
    return bool(forms(message)) and all(forms(message))


def placeholders(text: str) -> Mapping[str, int]:
    """`{name}`, `%(name)s` and web addresses with how often they stand there."""
    found = _PLACEHOLDER.findall(text)
    return {item: found.count(item) for item in found}


def differing(message: Message) -> set[str]:
    """The placeholders that a translation lacks or invents."""
    if isinstance(message.id, str):
        ours, theirs = placeholders(message.id), placeholders(str(message.string))
        return {item for item in {*ours, *theirs} if ours.get(item) != theirs.get(item)}
    allowed = set(placeholders(message.id[0])) | set(placeholders(message.id[1]))
    return {item for form in forms(message) for item in placeholders(form) if item not in allowed}
