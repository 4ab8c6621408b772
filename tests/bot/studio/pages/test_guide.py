"""The guide of the studio: every word of the format is in it, every picture is made by our script, and it is served."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.studio.model import READERS
from bot.studio.pages.guide import DOCS, FILE, guide, read
from flows.schema import KEYWORDS
from tests.bot.studio.house import House
from tests.staff_screens import SCREENS

FORMAT = Path(__file__).parents[4] / "flows" / "FORMAT.md"
WORDS = {word for words in KEYWORDS.values() for word in words}
ROW = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)
"""A word explained in a table."""


@pytest.mark.parametrize("file", [FORMAT, FILE], ids=["FORMAT.md", "studio.md"])
def test_every_word_of_the_format_is_explained_and_no_other(file: Path) -> None:
    explained = set(ROW.findall(file.read_text("utf-8"))) - set(READERS)
    assert explained == WORDS


def test_the_law_finds_a_word_that_is_missing_and_one_too_many() -> None:
    rows = "".join(f"| `{word}` | … |\n" for word in WORDS)
    assert set(ROW.findall(rows)) == WORDS
    assert set(ROW.findall(rows.replace("| `say` |", "| say |"))) == WORDS - {"say"}
    assert set(ROW.findall(rows + "| `old` | … |\n")) == WORDS | {"old"}


def test_its_pictures_are_those_that_the_script_makes() -> None:
    shown = re.findall(r"!\[([^\]]+)\]\(screens/([a-z-]+)\.png\)", FILE.read_text("utf-8"))
    assert sorted(name for _, name in shown) == sorted(screen.name for screen in SCREENS)
    assert all((DOCS / "screens" / f"{name}.png").is_file() for _, name in shown)


async def test_whoever_may_look_reads_it(studio: House) -> None:
    for who, status in (("host", 403), ("reader", 200), ("translator", 200), ("admin", 200)):
        async with studio.someone(who) as they:
            assert await they.open("/staff/guide") == status
            async with they.session.get("/staff/guide/screens/studio-steps.png") as picture:
                assert picture.status == status
                assert picture.content_type == ("image/png" if status == 200 else "text/html")
    async with studio.someone("reader") as she:
        await she.open("/staff/flows")
        assert 'href="/staff/guide?lang=' in she.html
        await she.open("/staff/guide")
        assert "Changer ce que dit le robot" in she.text
        assert '<img src="/staff/guide/screens/studio-steps.png"' in she.html
        for chapter in guide().chapters:
            assert f'<a href="#{chapter.mark}">' in she.html
            assert f'<h2 id="{chapter.mark}">' in she.html


async def test_only_its_own_pictures_are_given(studio: House) -> None:
    async with studio.someone("reader") as she:
        for name in ("chat-fr.png", "studio-gone.png", "..%2Fstudio.md", "studio-steps.png%00", "x" * 3000):
            assert await she.open(f"/staff/guide/screens/{name}") in (404, 414, 400)


def test_what_is_written_is_text() -> None:
    made = read("# A <b>\n\n## <script>x</script>\n\n<img src=x onerror=y> [a](javascript:alert(1))\n")
    assert made.title == "A <b>"
    assert made.chapters[0].title == "<script>x</script>"
    assert not re.search(r"<(script|b|img)", made.body)
    assert 'href="javascript' not in made.body
