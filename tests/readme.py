"""The tables of the README that come from the code: `python -m tests.readme` writes them, a test compares them."""

from __future__ import annotations

import re
from pathlib import Path

import typer
from pydantic import SecretStr

from bot.cli import cli
from bot.config import PREFIX, Settings
from bot.i18n import language_name
from tests.rates import ALL, distress, rates

README = Path(__file__).parents[1] / "README.md"


def settings() -> str:
    """One line a setting: name, default, what it is."""
    rows = ["| setting | default | |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        value = field.default
        shown = "" if value in (None, (), "") or isinstance(value, SecretStr) else f"`{value}`"
        rows.append(f"| `{PREFIX}{name.upper()}` | {shown} | {field.description} |")
    return "\n".join(rows)


def commands() -> str:
    """One line a command: how it is called, what it does."""
    rows = ["| command | |", "|---|---|"]
    group = typer.main.get_command(cli)
    context = group.make_context("python -m bot", [], resilient_parsing=True)
    for name in group.list_commands(context):  # type: ignore[attr-defined]  # a group: typer types it as a command
        command = group.get_command(context, name)  # type: ignore[attr-defined]  # a group, as above
        own = command.make_context(name, [], parent=context, resilient_parsing=True)
        usage = " ".join(piece for piece in command.collect_usage_pieces(own) if piece != "[OPTIONS]")
        options = " ".join(f"[{option.opts[0]}]" for option in command.params if option.opts[0].startswith("--"))
        called = " ".join(part for part in ("python -m bot", name, usage, options) if part)
        rows.append(f"| `{called}` | {(command.help or '').strip()} |")
    return "\n".join(rows)


def net() -> str:
    """One line a language: what the net for words of distress holds, on phrases that no rule was tuned on."""
    rows = ["| langue | détresse remarquée | fausses alertes |", "|---|---|---|"]
    for rate in rates(distress()):
        name = "toutes" if rate.language == ALL else language_name(rate.language)
        rows.append(f"| {name} | {rate.recall} | {rate.false_alarms} |")
    return "\n".join(rows)


def filled(text: str) -> str:
    """`text` with the tables as the code has them now."""
    for name, table in (("settings", settings()), ("commands", commands()), ("net", net())):
        place = re.search(rf"(?<=<!-- {name} -->\n).*?(?=<!-- /{name} -->)", text, re.DOTALL)
        assert place is not None, name
        text = f"{text[: place.start()]}{table}\n{text[place.end() :]}"
    return text


if __name__ == "__main__":
    README.write_text(filled(README.read_text("utf-8")), "utf-8")
