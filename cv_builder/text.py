"""The CV as plain text: for an e-mail, a form, a chat."""

from __future__ import annotations

from cv_builder.layout import Page
from cv_builder.style import BULLET


def render_text(page: Page) -> str:
    """One line a paragraph, an empty line before each section."""
    lines: list[str] = []
    for block in page.blocks:
        if block.kind == "section":
            lines += ["", block.text.upper()]
            continue
        text = f"{BULLET} {block.text}" if block.kind == "bullet" else block.text
        text += f" – {block.note}" if block.note else ""
        lines.append(f"{text} ({block.side})" if block.side else text)
    return "\n".join(lines).strip() + "\n"
