"""The command line: `python -m bot run | chat | check | cv | import | export | invite | forget | audit`, and copies."""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import tempfile
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from bot import app, auditing, config, erasing, exchange, kept, logs
from bot import backup as copies
from bot.accounts.model import ROLES
from bot.convert import convert
from bot.errors import Misconfigured, Unavailable
from bot.i18n import Translator, translator
from bot.invite import from_outside
from bot.received.child import read
from bot.workshops.importer.report import Report

if sys.platform != "win32":
    import uvloop

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)


@cli.command()
def run(
    port: Annotated[int | None, typer.Option(help="Port of the web server (default: PASSERELLE_PORT, 8080).")] = None,
    demo: Annotated[bool, typer.Option(help="Say on every page that this is a demonstration.")] = False,
) -> None:
    """The whole service: web chat, and Telegram where a token is set. A demo prints links to sign in."""
    logs.set_up(logging.INFO)
    settings = config.load(port=port)
    with asyncio.Runner(loop_factory=_event_loop) as runner:
        runner.run(app.run(settings, demo=demo, announce=typer.echo))


@cli.command()
def chat(
    lang: Annotated[str, typer.Option(help="Language to be greeted in.")] = "fr",
    out: Annotated[Path, typer.Option(help="Folder the documents land in.")] = Path(),
    fresh: Annotated[bool, typer.Option(help="A throwaway conversation; nothing is kept afterwards.")] = False,
) -> None:
    """The chat in this terminal; also reads a pipe, one answer a line (`/file PATH` sends a file)."""
    logs.set_up(logging.WARNING)
    settings = config.load()
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Misconfigured([f"--out {out}: {error.strerror}"]) from None
    with tempfile.TemporaryDirectory(prefix="passerelle-") as throwaway:
        if fresh:
            settings = settings.model_copy(update={"data_dir": Path(throwaway), "database_url": None})
        asyncio.run(app.chat(settings, _lines(), typer.echo, (lang,), out))


@cli.command()
def check(
    path: Annotated[Path | None, typer.Argument(help="Flow file or folder (default: the flows we ship).")] = None,
) -> None:
    """Lints flows, catalogs and helplines: file:line:column, exit 1 when something is wrong."""
    logs.set_up(logging.WARNING)
    report = asyncio.run(app.check(config.load(), path))
    for line in report.lines:
        typer.echo(line)
    raise typer.Exit(1 if report.failed else 0)


@cli.command()
def cv(
    source: Annotated[Path, typer.Option("--from", help="JSON Resume, our PDF or Word, or a Europass CV.")],
    out: Annotated[Path, typer.Option(help="Folder the documents land in.")],
    lang: Annotated[str | None, typer.Option(help="Language of the CV (default: that of the file).")] = None,
    theme: Annotated[str | None, typer.Option(help="Design of the page.")] = None,
) -> None:
    """A CV from a file: Word, PDF, picture and JSON Resume; says what was left out."""
    logs.set_up(logging.WARNING)
    for line in asyncio.run(convert(source, out, lang, theme, read)):
        typer.echo(line)


@cli.command("import")
def import_(
    kind: Annotated[str, typer.Argument(help="What is in the file: workshops.")],
    file: Annotated[Path, typer.Argument(help="iCalendar, CSV, Excel, OpenAgenda, data·inclusion, schema.org.")],
    as_json: Annotated[bool, typer.Option("--json", help="The report as JSON.")] = False,
    source: Annotated[str, typer.Option(help="Where it comes from (default: told from earlier files).")] = "",
    lang: Annotated[str, typer.Option(help="Language of the report.")] = "fr",
) -> None:
    """Brings a file in and reports each row; exit 1 when the file can't be read at all."""
    logs.set_up(logging.WARNING)
    exchange.known(kind)
    settings = config.load()

    async def bring_in() -> Report:
        async with exchange.opened(settings, kept.database_url(settings)) as opened:
            return await opened.bring_in(file, source)

    report = asyncio.run(bring_in())
    for line in [json.dumps(report.json(), ensure_ascii=False)] if as_json else _read_out(report, translator(lang)):
        typer.echo(line)
    raise typer.Exit(1 if report.failed else 0)


@cli.command()
def export(
    kind: Annotated[str, typer.Argument(help="What to write: workshops.")],
    file: Annotated[Path, typer.Argument(help=".ics, .csv, .json (data·inclusion) or .jsonld (schema.org).")],
) -> None:
    """Writes what is public and still to come into a file; its ending tells the format."""
    logs.set_up(logging.WARNING)
    exchange.known(kind)
    settings = config.load()

    async def take_out() -> int:
        async with exchange.opened(settings, kept.database_url(settings)) as opened:
            return await opened.take_out(file)

    typer.echo(f"{file}: {asyncio.run(take_out())}")


@cli.command()
def invite(
    role: Annotated[str, typer.Argument(help=f"{', '.join(ROLES)}; staff means admin.")],
    name: Annotated[str, typer.Argument(help="As people know them; an account of that name gets the role as well.")],
    without_code: Annotated[bool, typer.Option("--without-code", help="Also takes their second proof away.")] = False,
) -> None:
    """Prints a link that lets somebody in, once, within 7 days: a host, a mentor, staff."""
    logs.set_up(logging.WARNING)
    settings = config.load()
    url = kept.database_url(settings)
    typer.echo(asyncio.run(from_outside(settings, url, role, name, without_code=without_code)))


@cli.command()
def forget(
    who: Annotated[str, typer.Argument(help="A person's number, or their chat: `telegram:123456`.")],
) -> None:
    """Erases all that is kept of one person, at once and for good; the service may be running."""
    logs.set_up(logging.WARNING)
    typer.echo(f"{asyncio.run(erasing.forget(config.load(), who))}: erased")


@cli.command()
def backup(
    file: Annotated[Path, typer.Argument(help="Where the copy goes; it must not be there yet.")],
) -> None:
    """Copies the whole database into one file, while the service runs. Copy master.key and tombstones as well."""
    logs.set_up(logging.WARNING)
    copies.backup(config.load(), file)
    typer.echo(f"{file}: copied. It opens only with the master key: keep that elsewhere.")


@cli.command()
def restore(
    file: Annotated[Path, typer.Argument(help="A copy that `backup` made.")],
) -> None:
    """Puts a copy in the place of the database; whoever was erased since is erased from it. The service must be off."""
    logs.set_up(logging.WARNING)
    again = asyncio.run(copies.restore(config.load(), file))
    typer.echo(f"{file}: restored; {again} people erased again.")
    typer.echo("What was there before lies beside it, with the ending .before: delete it once all is well.")


@cli.command()
def audit(
    deed: Annotated[str, typer.Argument(help="What to do: verify.")],
    known: Annotated[str, typer.Option(help="A seal you noted earlier: it must still be in the chain.")] = "",
) -> None:
    """Looks whether anybody changed what accounts read and did; exit 1 when. Note the last seal elsewhere."""
    logs.set_up(logging.WARNING)
    verdict = asyncio.run(auditing.verify(config.load(), deed, known))
    for problem in verdict.problems:
        typer.echo(problem)
    typer.echo(f"{verdict.entries} entries under {verdict.seals} seals; {verdict.unsealed} not sealed yet.")
    if verdict.last:
        typer.echo(f"Last seal: {verdict.last.digest} ({verdict.last.seal.at:%Y-%m-%d %H:%M} UTC)")
    raise typer.Exit(1 if verdict.problems else 0)


def _read_out(report: Report, words: Translator) -> Iterator[str]:
    if pairs := report.columns(words):
        shown = " ; ".join(
            f"{column} → {name or words.pgettext('import/unread', '(non lue)')}" for column, name in pairs
        )
        yield words.pgettext("import/columns", "Colonnes : {pairs}").format(pairs=shown)
    yield from report.words(words)


def _event_loop() -> asyncio.AbstractEventLoop:
    """uvloop where there is one: fewer microseconds a turn (see `make bench`)."""
    return uvloop.new_event_loop() if sys.platform != "win32" else asyncio.new_event_loop()


async def _lines() -> AsyncIterator[str]:
    """Lines of standard input, read beside the event loop; a prompt only where somebody sits.

    **Why** a thread nobody waits for: Ctrl-C must end the chat at once, not after one more Enter.
    """
    loop = asyncio.get_running_loop()
    queue: asyncio.Queue[bytes] = asyncio.Queue()

    def read() -> None:
        # Not `sys.stdin`: Python takes that apart at exit while this thread may still hold it.
        with open(sys.stdin.fileno(), "rb", closefd=False) as source, suppress(RuntimeError):  # the chat has ended
            while raw := source.readline():
                loop.call_soon_threadsafe(queue.put_nowait, raw)
            loop.call_soon_threadsafe(queue.put_nowait, b"")

    threading.Thread(target=read, daemon=True).start()
    while True:
        if sys.stdin.isatty():
            typer.echo("> ", nl=False)
        raw = await queue.get()
        if not raw:
            return
        # Bytes of another encoding must not end the chat: they become "�".
        yield raw.decode("utf-8", "replace").rstrip("\r\n")


def main() -> None:
    try:
        cli()
    except Exception as error:
        for line in dict.fromkeys(_told(error)):
            typer.echo(line, err=True)
        sys.exit(1)


def _told(error: BaseException) -> Iterator[str]:
    """One clear line for each thing that went wrong; of our own mistakes, where they are and no person's words."""
    match error:
        case BaseExceptionGroup():
            for one in error.exceptions:
                yield from _told(one)
        case Misconfigured():
            yield from error.problems
        case Unavailable():
            yield str(error)
        case BrokenPipeError():
            sys.stdout = None  # whoever read us has gone: nothing is left to say, nor to flush
        case _:
            yield f"Passerelle stopped: {logs.described(error)}"
