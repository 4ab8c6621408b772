"""Keeping the catalogs up to date with the sources, and saying what is wrong with them.

Law: a translation is never lost. It is found by its key (msgctxt) first; a changed source marks it "to review".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import escape, write_po

from bot.catalogs import (
    DOMAINS,
    LOCALES,
    NOT_REVIEWED,
    SOURCE,
    by_key,
    differing,
    entries,
    is_draft,
    is_translated,
    key_of,
    languages,
    new_catalog,
    po_path,
    read,
    shown,
)
from bot.errors import Misconfigured
from flows.extract import engine_sources, sources_of

ROOT = LOCALES.parent
FLOWS = "flows/library"
WRAP = 100
"""Characters a line of a PO file: short enough for a reviewer's screen."""

HEADER = """\
msgid ""
msgstr ""
"Language: {lang}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
{more}
"""
"""**Why** not Babel's: it writes dates and names that change without any text changing."""
_PREVIOUS = re.compile(r"^(?:#\|.*\n)+", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """One text of the source: its key (empty for a bare `gettext`), its French words, where it stands."""

    key: str
    text: str | tuple[str, str]
    path: str
    comments: tuple[str, ...] = ()


# -- extraction -----------------------------------------------------------------------------------------------
def sources(root: Path = ROOT) -> dict[str, list[Source]]:
    """All texts of the source tree by domain, in the order of files and lines."""
    return {"flows": list(_flow_sources(root)), "bot": list(_code_sources(root))}


def _flow_sources(root: Path) -> Iterator[Source]:
    paths = sorted((root / FLOWS).glob("*.yaml"))
    for path in paths:
        for found in sources_of(f"{FLOWS}/{path.name}", path.read_text("utf-8")):
            yield Source(found.key, found.text, found.file, (found.comment,) if found.comment else ())
    for found in engine_sources() if paths else ():
        yield Source(found.key, found.text, found.file, (found.comment,) if found.comment else ())


def _code_sources(root: Path) -> Iterator[Source]:
    for path in sorted((root / "bot").rglob("*")):
        if path.suffix == ".py":
            yield from _extracted("python", path, root)
        elif path.is_file() and "templates" in path.parts:
            yield from _extracted("jinja2.ext:babel_extract", path, root)


def _extracted(method: str, path: Path, root: Path) -> Iterator[Source]:
    options = {"silent": "false", "newstyle_gettext": "true", "trimmed": "true"}
    found = extract_from_file(method, path, comment_tags=("i18n:",), options=options, strip_comment_tags=True)
    for _line, text, comments, context in found:
        words = (text[0], text[1]) if isinstance(text, tuple) else text
        yield Source(context or "", words, str(path.relative_to(root)), tuple(comments))


def template(found: Iterable[Source], lang: str, domain: str) -> Catalog:
    """The catalog `found` asks for, untranslated. One key with two different texts is a mistake of the source."""
    catalog = new_catalog(lang, domain)
    seen: dict[str, str | tuple[str, str]] = {}
    problems = []
    for source in found:
        if source.key and seen.setdefault(source.key, source.text) != source.text:
            problems.append(f"{source.path}: the key {source.key} already has another text: {seen[source.key]!r}")
            continue
        catalog.add(
            source.text,
            locations=[(source.path, 0)],
            auto_comments=source.comments,
            context=source.key or None,
        )
    if problems:
        raise Misconfigured(problems)
    return catalog


# -- update ---------------------------------------------------------------------------------------------------
def update(locales: Path = LOCALES, root: Path = ROOT, langs: Sequence[str] = ()) -> dict[str, int]:
    """Bring every catalog up to date with the sources; `{path: texts still to translate or review}`.

    Translations are found by msgctxt first. When the source changed, the old translation stays, marked fuzzy, with the
    previous source beside it; a key that is gone goes to the end of the file as obsolete and comes back with its key.
    """
    found = sources(root)
    report = {}
    for lang in langs or languages(locales):
        if lang == SOURCE:
            continue
        for domain in DOMAINS:
            path = po_path(locales, lang, domain)
            old = read(path, lang, domain)
            new = merge(template(found[domain], lang, domain), old)
            _write(path, new, draft=is_draft(path))
            report[str(path.relative_to(locales))] = sum(not is_translated(m) or m.fuzzy for m in entries(new))
    return report


def merge(new: Catalog, old: Catalog) -> Catalog:
    """`new` with the translations of `old`."""
    known = by_key([*old.obsolete.values(), *entries(old)])
    by_text = {message.id: message for message in known.values() if is_translated(message)}
    for message in entries(new):
        before = known.pop(key_of(message), None)
        if before is not None:
            _take(message, before)
        elif message.id in by_text:
            _take(message, by_text[message.id])
            message.flags.add("fuzzy")
    new.obsolete.update({key_of(m): m for m in known.values() if is_translated(m) and not m.fuzzy})
    return new


def _take(message: Message, before: Message) -> None:
    if not is_translated(before) or isinstance(before.string, str) != isinstance(message.id, str):
        return
    message.string = before.string
    message.user_comments = before.user_comments
    message.flags.update(before.flags & {"fuzzy"})
    # Of one that was read over since, which French it was made for before says nothing any more.
    message.previous_id = before.previous_id if before.fuzzy else []
    if before.id != message.id:
        first = message.previous_id or ((before.id,) if isinstance(before.id, str) else before.id)
        back = tuple(first) == ((message.id,) if isinstance(message.id, str) else message.id)
        message.previous_id = [] if back else list(first)
        message.flags.discard("fuzzy") if back else message.flags.add("fuzzy")


def _write(path: Path, catalog: Catalog, *, draft: bool) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(to_po(catalog, draft=draft))


def to_po(catalog: Catalog, *, draft: bool) -> bytes:
    """The file of a catalog. `draft`: its header says that nobody says it is whole."""
    for message in entries(catalog):
        # Babel takes each « 10 % de » for a value, and msgfmt then refuses the translation that has no such one.
        if "%(" not in str(message.id):
            message.flags.discard("python-format")
    buffer = BytesIO()
    write_po(buffer, catalog, width=WRAP, omit_header=True, include_lineno=False, include_previous=True)
    plurals = dict(catalog.mime_headers)["Plural-Forms"]
    header = HEADER.format(lang=catalog.locale, plurals=plurals, more=f'{NOT_REVIEWED}\\n"\n' if draft else "")
    older = (message.previous_id for message in entries(catalog) if message.previous_id)
    body = _PREVIOUS.sub(lambda _: _previous(next(older)), buffer.getvalue().decode())
    return (header + body).encode()


def _previous(texts: Sequence[str]) -> str:
    """**Why** not Babel's lines: it breaks a long text within its quotes, and then msgfmt refuses the whole file."""
    words = ("msgid", "msgid_plural")
    return "".join(f"#| {word} {escape(text)}\n" for word, text in zip(words, texts, strict=False))


# -- what is wrong --------------------------------------------------------------------------------------------
def problems(locales: Path = LOCALES, root: Path = ROOT) -> list[str]:
    """Every missing, stale, unreviewed or broken translation, one line each: `file:line:col: key: what`.

    A draft is not whole and not reviewed: of it only what is there is looked at.
    """
    found = sources(root)
    lines: list[str] = []
    for lang in languages(locales):
        for domain in DOMAINS if lang != SOURCE else ():
            path = po_path(locales, lang, domain)
            try:
                wanted = template(found[domain], lang, domain)
                lines += _problems_of(shown(path), read(path, lang, domain), wanted, draft=is_draft(path))
            except Misconfigured as broken:
                lines += broken.problems
    return lines


def _problems_of(file: str, catalog: Catalog, wanted: Catalog, *, draft: bool) -> Iterator[str]:
    """A text that isn't there at all is told at the top of the file."""
    have = by_key(entries(catalog))
    for message in entries(wanted):
        there = have.pop(key_of(message), None)
        place = f"{file}:{there.lineno if there else 1}:1: {message.context or message.id}"
        if there is None or not is_translated(there):
            if not draft:
                yield f"{place}: not translated"
        elif there.id != message.id:
            yield f"{place}: the source changed, run the update"
        elif there.fuzzy and not draft:
            yield f"{place}: to review"
        elif wrong := differing(there):
            yield f"{place}: not the same values as the source: {', '.join(sorted(wrong))}"
    for key, left in have.items():
        yield f"{file}:{left.lineno}:1: {key}: no longer in the source, run the update"
