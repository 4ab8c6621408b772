"""Makes the pictures of the README and of the guide from the real service: `python -m tests.screenshots [FOLDER]`.

The talks of tests/conversations are played in a browser of phone size, so the pictures show what people see.
"""

from __future__ import annotations

import asyncio
import os
import pty
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser, Page, async_playwright

from tests.bench.bots import ROOT, free_port
from tests.bench.idle import hello, shipped
from tests.staff_screens import staff_screens

SCREENS = ROOT / "bot/docs/screens"
TALKS = ROOT / "tests/conversations/chats"
CHROMIUM = "/usr/bin/chromium"
PHONE = {"width": 390, "height": 780}
SHARPNESS = 1.5
"""Dots per point: readable on a good screen, small enough for a README."""
MOST_BYTES = 150_000
PATIENCE = 20_000
"""Milliseconds until an answer, or the rendered CV, must be on the page."""
IN_TERMINAL = 4
"""Acts of a talk shown as a terminal's text."""
PROMPT = b"> "

INVISIBLE = "\\u2066\\u2067\\u2068\\u2069"
PLAIN = f"s => s.replace(/[{INVISIBLE}]/g, '').replace(/[\\u00a0\\u202f]/g, ' ').trim()"
FIND = f"""([selector, label]) => {{ const plain = {PLAIN};
  return [...document.querySelectorAll(selector)].find(e => plain(e.textContent) === label) ?? null }}"""
PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 500)))"
"""A page so long is painted a moment after it was scrolled."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture of the page after the acts of `talk` up to the one before the line `until` (None: all of them)."""

    name: str
    talk: str
    until: str | None
    locale: str = "fr"
    dark: bool = False
    document: bool = False
    """The picture of the CV itself, not of the page."""


SHOTS = (
    Shot("chat-fr", "cv_un_boulot", "> [Oui, un emploi]"),
    Shot("chat-ar", "arabe", "> [أعمال صغيرة]", locale="ar"),
    Shot("chat-dark", "cv_un_boulot", "> [Très bien]", dark=True),
    Shot("cv-in-chat", "cv_un_boulot", None),
    Shot("cv", "cv_un_boulot", None, document=True),
)


def acts(talk: str, until: str | None) -> list[str]:
    """What the person does, line by line, after the conversation was opened."""
    lines = [line for line in (TALKS / f"{talk}.talk").read_text("utf-8").splitlines() if line.startswith("> ")]
    wanted = lines[1:] if until is None else lines[1 : lines.index(until)]
    return [line.removeprefix("> ") for line in wanted]


async def press(page: Page, selector: str, label: str) -> None:
    found = (await page.evaluate_handle(FIND, [selector, label])).as_element()
    if found is None:
        raise SystemExit(f"no {selector} says {label!r}")
    await found.click()


async def act(page: Page, line: str) -> None:
    """One line of a talk, done with the page: a button, boxes, a control, or typed words."""
    before = await page.locator("#log .line").count()
    if line.startswith("+"):
        for label in re.findall(r"\[([^\]]*)\]", line):
            await press(page, "#answers .box", label)
        await page.locator("#answers .done").click()
    elif line.startswith("["):
        await press(page, "#answers .choice", line.strip("[]"))
    elif line.startswith("("):
        await press(page, "#answers .control", line.strip("()"))
    else:
        await page.locator("#text").fill(line)
        await page.locator("#say .send").click()
    await page.wait_for_function(
        "n => document.querySelectorAll('#log .line').length >= n + 2 && document.querySelector('#typing').hidden",
        arg=before,
        timeout=PATIENCE,
    )


async def play(page: Page, address: str, shot: Shot) -> None:
    await page.goto(f"{address}/?lang={shot.locale}")
    await page.locator("button.begin").click()
    await page.locator("#answers .choice").first.wait_for(timeout=PATIENCE)
    for line in acts(shot.talk, shot.until):
        await act(page, line)
    if shot.until is None:
        await page.get_by_text(".docx").last.wait_for(timeout=PATIENCE)
        await page.locator("#answers .choice").first.wait_for(timeout=PATIENCE)
        picture = page.locator("#log .picture img").last
        await picture.evaluate("image => image.decode()")
        await picture.scroll_into_view_if_needed()
        await page.evaluate(PAINTED)


async def take(browser: Browser, address: str, shot: Shot) -> bytes:
    context = await browser.new_context(
        viewport={"width": PHONE["width"], "height": PHONE["height"]},
        device_scale_factor=SHARPNESS,
        locale=shot.locale,
        color_scheme="dark" if shot.dark else "light",
        reduced_motion="reduce",
        is_mobile=True,
        has_touch=True,
    )
    try:
        page = await context.new_page()
        await play(page, address, shot)
        if shot.document:
            picture = page.locator("#log .picture img").last
            source = await picture.get_attribute("src")
            return await (await context.request.get(f"{address}{source}")).body()
        await page.evaluate("document.fonts.ready")
        await page.mouse.move(0, 0)
        return await page.screenshot()
    finally:
        await context.close()


def terminal(folder: Path) -> str:
    """The beginning of a chat in a terminal, as somebody at the keyboard sees it."""
    said = [line.strip("[]()") for line in acts("cv_un_boulot", None)[:IN_TERMINAL]]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "bot", "chat", "--fresh", "--lang", "fr", "--out", str(folder)],
        env=shipped(folder, free_port()),
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
    )
    os.close(theirs)
    try:
        shown = b""
        for line in [*said, None]:
            while not shown.endswith(PROMPT):
                shown += os.read(ours, 4096)
            if line:
                os.write(ours, f"{line}\n".encode())
                shown += os.read(ours, 4096)
    finally:
        process.terminate()
        process.wait()
        os.close(ours)
    return shown.decode().replace("\r\n", "\n").removesuffix(PROMPT.decode()).rstrip() + "\n"


def keep(folder: Path, name: str, picture: bytes) -> None:
    if len(picture) > MOST_BYTES:
        raise SystemExit(f"{name} has {len(picture):,} bytes, at most {MOST_BYTES:,}")
    (folder / name).write_bytes(picture)


async def main(arguments: Sequence[str]) -> None:
    folder = Path(arguments[0]) if arguments else SCREENS
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="passerelle-screens-") as data:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", "run"), env=shipped(Path(data), port), cwd=data
        )
        try:
            await hello(port, process)
            async with async_playwright() as tool:
                browser = await tool.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
                for shot in SHOTS:
                    keep(folder, f"{shot.name}.png", await take(browser, f"http://127.0.0.1:{port}", shot))
                screens = staff_screens(browser, f"http://127.0.0.1:{port}", shipped(Path(data), port), Path(data))
                async for name, picture in screens:
                    keep(folder, f"{name}.png", picture)
                await browser.close()
            (folder / "terminal.txt").write_text(await asyncio.to_thread(terminal, Path(data)), "utf-8")
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
