"""The update keeps every translation it can, and says what is left to do; `problems` finds all that is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot import catalog_update
from bot.errors import Misconfigured

CODE = """
def page(t):
    # i18n: the title of the page
    return t.pgettext("page/home/title", "Bonjour {name}"), t.npgettext("page/home/n", "un jour", "%(num)s jours", 2)
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    (tmp_path / "bot" / "web" / "templates").mkdir(parents=True)
    (tmp_path / "bot" / "page.py").write_text(CODE, "utf-8")
    template = "<p>{{ pgettext('page/home/bye', 'À bientôt.') }}</p>{% trans %}Merci{% endtrans %}"
    (tmp_path / "bot" / "web" / "templates" / "home.html").write_text(template, "utf-8")
    return tmp_path


Update = Callable[[], str]


@pytest.fixture
def update(tree: Path) -> Update:
    def run() -> str:
        catalog_update.update(tree / "locales", tree, ["en"])
        return (tree / "locales" / "en" / "LC_MESSAGES" / "bot.po").read_text("utf-8")

    return run


def edit(tree: Path, path: str, before: str, after: str) -> None:
    text = (tree / path).read_text("utf-8")
    assert before in text
    (tree / path).write_text(text.replace(before, after), "utf-8")


PO = "locales/en/LC_MESSAGES/bot.po"


def place(tree: Path, line: str) -> str:
    """`file:line:col: ` of that line of the catalog."""
    lines = (tree / PO).read_text("utf-8").splitlines()
    return f"{tree / PO}:{lines.index(line) + 1}:1: "


@pytest.fixture
def translated(tree: Path, update: Update) -> Path:
    update()
    edit(tree, PO, 'msgid "Bonjour {name}"\nmsgstr ""', 'msgid "Bonjour {name}"\nmsgstr "Hello {name}"')
    edit(tree, PO, 'msgid "À bientôt."\nmsgstr ""', 'msgid "À bientôt."\nmsgstr "See you."')
    edit(tree, PO, 'msgid "Merci"\nmsgstr ""', 'msgid "Merci"\nmsgstr "Thanks"')
    edit(tree, PO, 'msgstr[0] ""\nmsgstr[1] ""', 'msgstr[0] "one day"\nmsgstr[1] "%(num)s days"')
    assert catalog_update.problems(tree / "locales", tree) == []
    return tree


def test_code_and_templates_are_read_with_keys_and_comments(update: Update) -> None:
    text = update()
    assert 'msgctxt "page/home/title"\nmsgid "Bonjour {name}"' in text
    assert 'msgid_plural "%(num)s jours"' in text
    assert 'msgctxt "page/home/bye"' in text
    assert 'msgid "Merci"' in text
    assert "#. the title of the page" in text
    assert "nplurals=2" in text


def test_the_second_update_changes_nothing(translated: Path, update: Update) -> None:
    assert update() == update()


def test_a_rewritten_source_keeps_its_translation_to_review(translated: Path, update: Update) -> None:
    edit(translated, "bot/page.py", "Bonjour {name}", "Salut {name} !")
    text = update()
    assert '#, fuzzy, python-brace-format\n#| msgid "Bonjour {name}"\n' in text
    assert 'msgid "Salut {name} !"\nmsgstr "Hello {name}"' in text
    assert catalog_update.problems(translated / "locales", translated) == [
        place(translated, 'msgid "Salut {name} !"') + "page/home/title: to review"
    ]
    edit(translated, "bot/page.py", "Salut {name} !", "Coucou {name}")
    assert '#| msgid "Bonjour {name}"\n' in update(), "the sentence that was translated stays beside it"
    edit(translated, "bot/page.py", "Coucou {name}", "Bonjour {name}")
    assert "fuzzy" not in update(), "the old source is back, and its translation fits again"


def test_a_text_that_leaves_and_returns_keeps_its_translation(translated: Path, update: Update) -> None:
    edit(translated, "bot/page.py", "page/home/title", "page/home/greeting")
    text = update()
    assert '#~ msgctxt "page/home/title"' in text
    assert "#, fuzzy" in text.split('msgctxt "page/home/greeting"')[0].splitlines()[-2:][0] + text
    edit(translated, "bot/page.py", "page/home/greeting", "page/home/title")
    assert 'msgctxt "page/home/title"\nmsgid "Bonjour {name}"\nmsgstr "Hello {name}"' in update()
    assert catalog_update.problems(translated / "locales", translated) == []


@pytest.mark.parametrize(
    ("before", "after", "where", "said"),
    [
        ('msgstr "See you."', 'msgstr ""', 'msgid "À bientôt."', "page/home/bye: not translated"),
        ("Hello {name}", "Hello", 'msgid "Bonjour {name}"',
         "page/home/title: not the same values as the source: {name}"),
        ("Hello {name}", "Hello {nom}", 'msgid "Bonjour {name}"',
         "page/home/title: not the same values as the source: {name}, {nom}"),
        ('"%(num)s days"', '"%(n)s days"', 'msgid "un jour"',
         "page/home/n: not the same values as the source: %(n)s"),
        ('msgid "Merci"', 'msgid "Merci bien"', 'msgid ""', "Merci: not translated"),
        ('msgid "À bientôt."', 'msgid "Salut."', 'msgid "Salut."', "page/home/bye: the source changed, run the update"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(translated: Path, before: str, after: str, where: str, said: str) -> None:
    edit(translated, PO, before, after)
    assert place(translated, where) + said in catalog_update.problems(translated / "locales", translated)


def test_a_leftover_is_said(translated: Path) -> None:
    edit(translated, "bot/page.py", '"page/home/title"', '"page/home/other"')
    said = catalog_update.problems(translated / "locales", translated)
    gone = place(translated, 'msgid "Bonjour {name}"') + "page/home/title: no longer in the source, run the update"
    assert [gone] == [line for line in said if "no longer" in line]
    assert place(translated, 'msgid ""') + "page/home/other: not translated" in said


def test_one_key_has_one_text(tree: Path, update: Update) -> None:
    (tree / "bot" / "second.py").write_text('t.pgettext("page/home/title", "Autre chose")', "utf-8")
    with pytest.raises(Misconfigured, match="the key page/home/title already has another text"):
        update()


def test_a_broken_file_is_named(translated: Path, update: Update) -> None:
    edit(translated, PO, 'msgid "Merci"', 'mgsid "Merci"')
    with pytest.raises(Misconfigured, match=r"bot\.po"):
        update()
    there = place(translated, 'mgsid "Merci"')
    assert there + "Unknown or misformatted keyword" in catalog_update.problems(translated / "locales", translated)


def test_a_language_without_plural_forms_is_refused(tree: Path) -> None:
    with pytest.raises(Misconfigured, match="no plural forms"):
        catalog_update.update(tree / "locales", tree, ["tlh"])
