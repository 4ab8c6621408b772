"""The command line: `python -m bot run | chat | check`."""

from __future__ import annotations

import asyncio
import logging
import sys
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated

import typer

from bot import app, config
from bot.errors import Misconfigured

if sys.platform != "win32":
    import uvloop

cli = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help=__doc__)


@cli.command()
def run(
    port: Annotated[int | None, typer.Option(help="Port of the web server (default: PASSERELLE_PORT, 8080).")] = None,
    demo: Annotated[bool, typer.Option(help="Say on every page that this is a demonstration.")] = False,
) -> None:
    """The whole service: web chat, and Telegram where a token is set."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    settings = config.load(port=port)
    with asyncio.Runner(loop_factory=_event_loop) as runner:
        runner.run(app.run(settings, demo=demo, announce=lambda address: typer.echo(f"Passerelle: {address}")))


@cli.command()
def chat(
    lang: Annotated[str, typer.Option(help="Language to be greeted in.")] = "fr",
    out: Annotated[Path, typer.Option(help="Folder the documents land in.")] = Path(),
    fresh: Annotated[bool, typer.Option(help="A throwaway conversation; nothing is kept afterwards.")] = False,
) -> None:
    """The chat in this terminal; also reads a pipe, one answer a line."""
    with tempfile.TemporaryDirectory(prefix="passerelle-") as throwaway:
        settings = config.load(data_dir=throwaway) if fresh else config.load()
        asyncio.run(app.chat(settings, _lines(), typer.echo, (lang,), out))


@cli.command()
def check(
    path: Annotated[Path | None, typer.Argument(help="Flow file or folder (default: the flows we ship).")] = None,
) -> None:
    """Lints flows, catalogs and helplines: file:line:column, exit 1 when something is wrong."""
    report = asyncio.run(app.check(config.load(), path))
    for line in report.lines:
        typer.echo(line)
    raise typer.Exit(1 if report.failed else 0)


def _event_loop() -> asyncio.AbstractEventLoop:
    """uvloop where there is one: fewer microseconds a turn (see `make bench`)."""
    return uvloop.new_event_loop() if sys.platform != "win32" else asyncio.new_event_loop()


async def _lines() -> AsyncIterator[str]:
    """Lines of standard input, read beside the event loop; a prompt only where somebody sits."""
    while True:
        line = await asyncio.to_thread(_read_line)
        if line is None:
            return
        yield line


def _read_line() -> str | None:
    if sys.stdin.isatty():
        sys.stdout.write("> ")
        sys.stdout.flush()
    # Bytes of another encoding must not end the chat: they become "�".
    raw = sys.stdin.buffer.readline()
    return raw.decode("utf-8", "replace").rstrip("\r\n") if raw else None


def main() -> None:
    try:
        cli()
    except Misconfigured as error:
        for problem in error.problems:
            typer.echo(problem, err=True)
        sys.exit(1)
