"""Other ways to show the same CV: a picture of each design to choose from, and the version without a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.cvs.papers.press import Maker
from bot.ports import Line, Words
from bot.storage.papers import Paper
from cv_builder.anonymous import anonymous
from cv_builder.design import DESIGNS
from cv_builder.documents import Document
from cv_builder.filenames import file_name
from cv_builder.model import CV
from cv_builder.wording import phrases

PREVIEWS = "cvs.designs"
"""Kind of the effect that draws the CV in each design."""
ANONYMOUS = "cvs.anonymous"
"""Kind of the effect that makes the version without a name."""
NUMBERS = "cvs.numbers"
"""Kind of the effect that draws the CV with a number beside each line."""
ANONYMOUS_FORMATS = ("pdf", "docx")
NUMBERED = "page"
"""Label of that picture."""


async def previews(maker: Maker, cv: CV) -> Sequence[tuple[str, Document]]:
    """A picture in each design."""
    drawn = []
    for name in DESIGNS:
        made = await maker.make(replace(cv, design=name), ("png",))
        drawn.append((name, made.files[0]))
    return drawn


def show_previews(papers: Mapping[str, Paper], words: Words) -> Sequence[Line]:
    """One line a design, in the order of the buttons that follow."""
    said = {
        "sober": words.pgettext("cvs/design_sober", "1. Sobre\u00a0: tout en noir, bien rangé."),
        "colour": words.pgettext("cvs/design_colour", "2. En couleur\u00a0: ton nom sur un bandeau bleu."),
        "first": words.pgettext(
            "cvs/design_first", "3. Premier emploi\u00a0: tes forces en premier, le travail après."
        ),
    }
    return [Line(text, (papers[name].ref(text),)) for name, text in said.items() if name in papers]


async def nameless(maker: Maker, cv: CV) -> Sequence[tuple[str, Document]]:
    """PDF and DOCX without a name in them or on them."""
    bare = anonymous(cv)
    made = await maker.make(bare, ANONYMOUS_FORMATS)
    whose = phrases(cv.locale).say("anonymous")
    return [(file.format, replace(file, name=file_name(whose, file.format, bare.headline.text))) for file in made.files]


def hand_nameless(papers: Mapping[str, Paper], words: Words) -> Sequence[Line]:
    text = words.pgettext(
        "cvs/anonymous",
        "Voilà ton CV anonyme\u00a0: tes initiales, sans contact ni ville. Tes boulots et tes écoles y restent.",
    )
    return [Line(text, tuple(papers[name].ref() for name in ANONYMOUS_FORMATS if name in papers))]


async def numbered(maker: Maker, cv: CV) -> Sequence[tuple[str, Document]]:
    """The picture on which lines are chosen."""
    made = await maker.make(cv, ("numbered",))
    return [(NUMBERED, made.files[0])]


def show_numbered(papers: Mapping[str, Paper], words: Words) -> Sequence[Line]:
    alt = words.pgettext("cvs/numbered_alt", "Ton CV, avec un numéro devant chaque ligne")
    text = words.pgettext("cvs/numbered", "Chaque ligne a son numéro.")
    return [Line(text, (papers[NUMBERED].ref(alt),))]


PAPERS = (
    (PREVIEWS, previews, show_previews),
    (ANONYMOUS, nameless, hand_nameless),
    (NUMBERS, numbered, show_numbered),
)
"""Kind, how it is made, how it is handed over."""
