"""The same CV without whose it is: what in France is called « CV anonyme ».

Law: identity and ways to reach somebody go (name, phone, e-mail, town; photo, birth date, nationality and family were
never there); what somebody did and learned stays, places included, so that a recruiter can weigh it. Jobs are named
without gender. Initials stay: they tell one file from the next.

**Why** a list of what stays: a field added to the model tomorrow must not slip through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from cv_builder.chars import clean
from cv_builder.leaves import map_leaves
from cv_builder.model import CV, Contact, Line
from cv_builder.wording import find_occupation
from cv_builder.wording.occupation import fold

STAYS = (
    "locale",
    "design",
    "pages",
    "kept",
    "updated",
    "headline",
    "seeking",
    "work",
    "education",
    "skills",
    "qualities",
    "languages",
    "licences",
    "interests",
)
"""Fields taken over as they are; `name`, `contact` and `extras` are made anew, every other field is left out."""
DEEDS = ("volunteer", "projects", "awards")
"""Further sections that stay: of what was done. Publications, referees and profiles name somebody."""
SHORTEST_NAME = 3
"""Letters; shorter words of a name ("de", "El", "Li") stand in too many other places."""
_WORD = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"\S+@\S+|(?:https?://|www\.)\S+|\+?\d(?:[\s.\-]?\d){8,}")
"""An e-mail or web address or a phone number in free text."""
_ARTICLE = re.compile(r"^ال(?=\w)")
"""Arabic writes it in one word with the name, of which it is not the first letter."""


def anonymous(cv: CV) -> CV:
    """`cv` with initials for a name, no contact but the department, jobs named in the neutral form."""
    kept = CV(**{field: getattr(cv, field) for field in STAYS})
    kept = replace(
        kept,
        headline=_neutral(cv.headline, cv.locale),
        work=tuple(replace(job, title=_neutral(job.title, cv.locale)) for job in cv.work),
        extras=tuple(extra for extra in cv.extras if extra.section.code in DEEDS),
        contact=Contact(department=cv.contact.department),
    )
    names = _names(cv.name) | _names(cv.name_own)
    return replace(map_leaves(kept, lambda _, text: _without(text, names)), name=initials(cv.name))


def tells(text: str, names: Iterable[str]) -> bool:
    """Whether it says whose it is or how to reach them; `names`: what somebody is called, as they wrote it."""
    return _without(text, frozenset(word for name in names for word in _names(name))) != clean(text)


def initials(name: str) -> str:
    """ "Amina Konaté" → "A. K.", "Jean-Noël O’Cœur" → "J.-N. O.", "سميرة الخطيب" → "س. خ."; "" for want of letters.

    A script that writes a word with one sign has no initials: "王小明" → "".
    """
    parts = (_initial(word) for word in clean(name).split())
    return " ".join(part for part in parts if part)


def _initial(word: str) -> str:
    pieces = (_ARTICLE.sub("", piece) for piece in word.split("-"))
    letters = [found[0][0] for piece in pieces if (found := _WORD.search(piece))]
    return "-".join(f"{letter.upper()}." for letter in letters if not _writes_words(letter))


def _writes_words(letter: str) -> bool:
    """Chinese, Japanese, Korean: one sign is a whole name already."""
    return "\u2e80" <= letter <= "\u9fff" or "\uac00" <= letter <= "\ud7af" or letter >= "\U00020000"


def _neutral(title: Line, locale: str) -> Line:
    known = find_occupation(title.code)
    return known.title(locale) if known else title


def _names(name: str) -> frozenset[str]:
    return frozenset(fold(word) for word in _WORD.findall(clean(name)) if len(word) >= SHORTEST_NAME)


def _without(text: str, names: frozenset[str]) -> str:
    """ "Boulangerie Konaté" → "Boulangerie K." for somebody of that name; addresses and numbers go."""
    if not text:
        return text
    bare = clean(_ADDRESS.sub("", text))
    return _WORD.sub(lambda word: f"{word[0][0]}." if fold(word[0]) in names else word[0], bare)
