"""Names and other own words as they stand on a CV, from what was typed with one thumb. Only case and dots change.

Law: a text with capitals where its owner put them is left as it is; so is every script without capitals.

**Why:** one capital shows that whoever typed it thought about capitals: "McDonald's", "iPhone Repair", "SNCF" are right
and any rule would break them. All lower case is how phones are typed on, and a recruiter reads it as carelessness.
What the law leaves alone may still be a slip ("karim BENALI"): `proposed_name` says how it could stand, to be asked.
"""

from __future__ import annotations

import re

from cv_builder.chars import NBSP

_PART = re.compile(r"[^\W\d_]+")
_LONGEST_TITLED = 80
"""Characters; more is no name, and stays as typed."""
_SMALL_IN_NAMES = frozenset(("de", "du", "des"))
"""They keep their small letter inside a name: Élodie de Sousa."""
_PARTICLES = frozenset(
    (
        *("de", "du", "des", "da", "do", "dos", "di", "del", "della", "la", "le", "d", "l"),
        *("el", "al", "ben", "bin", "bint", "ibn", "ould", "van", "von", "der", "den", "ter", "y", "e"),
    )
)
"""Where somebody typed capitals elsewhere, these are small because they meant it: Fatima el AMRANI."""
_SENTENCE = re.compile(
    r"^(?:(?:j[e'’]? ?m['’ ]?app?ell?e?|mon nom (?:c['’ ]?est|cé|est|c)|m(?:oi|wa) (?:c['’ ]?est|cé|c)|c['’]est|cé|"
    r"(?-i:c)|je suis|my name(?: is|['’]s)|call me|i['’]?m|i am|мене звати|меня зовут|"
    r"(?:[أا]نا )?[إا]سمي(?: هو| هي)?|[أا]نا)\s*[:،,]?\s+)",
    re.IGNORECASE,
)
"""What comes before a name in a sentence, as thumbs spell it, too; a bare « أنا » is "I am"."""
_ONLY_A_NAME = re.compile(r"[^\W\d_]+\.?(?:[ '’ʼ-][^\W\d_]+\.?){0,6}")
"""Words and what joins them; with other signs more was typed than a name, and its capitals are for nobody to guess."""
_CAPITALS_MEANT = re.compile(r"(Ss+)+|S")
"""S a capital, s a small letter: Karim, McCoy; not karim, KARIM, kArim, KArim."""
_AT_SOMEBODYS = re.compile(r"^(chez )([^\W\d_]+)")
_AT_A_PLACE = re.compile(
    r"^(?:(?:oui|ouais|ben|bah|euh)[ ,]+|(?:c['’ ]?(?:é|e)tait|c[ée]t[ée]|ct)\s+"
    r"|(?:dans|ds)\s+(?:une?\s+|les?\s+|la\s+|l['’])?)+",
    re.IGNORECASE,
)
"""What comes before a place in a sentence: "oui ds une boulangerie"."""
_CHEZ = re.compile(r"(\b[Cc]hez )([^\W\d_]+)")
_NO_NAMES = frozenset(
    (
        "l",
        "le",
        "la",
        "les",
        "un",
        "une",
        "des",
        "du",
        "de",
        "d",
        "mon",
        "ma",
        "mes",
        "son",
        "sa",
        "ses",
        "notre",
        "nos",
    )
)
"""Words after "chez" that are no name: "chez un particulier", "chez ma tante"."""
_SMALL_IN_TOWNS = frozenset(
    ("à", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "lès", "sous", "sur")
)
"""They keep their small letter inside the name of a town: Aulnay-sous-Bois."""


def tidy_name(typed: str) -> str:
    """ "amina k" → "Amina K.", "JEAN-MARC D'ALMEIDA" → "Jean-Marc D'Almeida", "Leïla McCoy" → itself."""
    text = " ".join(typed.split())
    if len(text) > _LONGEST_TITLED or not (text.islower() or text.isupper()):
        return text
    first, *others = text.lower().split(" ")
    words = [_named(first), *(word if word in _SMALL_IN_NAMES else _named(word) for word in others)]
    titled, last = " ".join(words), words[-1]
    return f"{titled}." if len(last) == 1 and last.isupper() and titled != last else titled


def proposed_name(typed: str) -> str:
    """How a name could stand, for its owner to say: "karim BENALI" → "Karim BENALI", "je m’appelle ana" → "Ana".

    A family name in capitals stays, as papers write it, unless a word in small letters comes after it ("KARIM benali"):
    then nobody can tell which is which. Small particles stay, and capitals inside ("McCoy").
    """
    text = without_lead_in(typed)
    if text.islower() or text.isupper() or len(text) > _LONGEST_TITLED or not _ONLY_A_NAME.fullmatch(text):
        return tidy_name(text)
    typed_words = text.split(" ")
    small = [at for at, word in enumerate(typed_words) if word.islower() and word not in _PARTICLES]
    words = [_mended(word, keeps=at > max(small, default=-1)) for at, word in enumerate(typed_words)]
    mended, last = " ".join(words), words[-1]
    return f"{mended}." if len(last) == 1 and last.isupper() and mended not in (last, text) else mended


def proposed_place(typed: str) -> str:
    """How the name of a place could stand, for its owner to say: "le resto chez paul" → "Le resto chez Paul"."""
    text = " ".join(typed.split())
    text = _AT_A_PLACE.sub("", text) or text
    first = text.split(" ")[0]
    text = _titled(text) if first.islower() else text
    return _CHEZ.sub(lambda at: at[0] if at[2] in _NO_NAMES else at[1] + _titled(at[2]), text)


def without_lead_in(typed: str) -> str:
    """A name without the sentence around it, in any script: « اسمي سلمى » → « سلمى »; nothing else changes."""
    text = " ".join(typed.split())
    return _SENTENCE.sub("", text) or text


def unbroken_name(name: str) -> str:
    """Particles on the line of what follows them: "Al Zahraoui" with a space that does not break."""
    words = name.split(" ")
    spaces = (NBSP if word.casefold() in _PARTICLES else " " for word in words[:-1])
    return "".join(part for pair in zip(words, spaces, strict=False) for part in pair) + words[-1]


def _mended(word: str, keeps: bool) -> str:
    """One word of a name that has capitals somewhere. `keeps`: one in capitals may be a family name."""
    if keeps and word.isupper() and len(word) > 1:
        return word
    return "-".join(map(_mended_piece, word.split("-")))


def _mended_piece(piece: str) -> str:
    return _PART.sub(lambda part: _mended_part(part[0], piece), piece)


def _mended_part(part: str, piece: str) -> str:
    """Small letters after an apostrophe are meant where the capital before it is: N’diaye, never o’neil."""
    shape = "".join("S" if letter.isupper() else "s" for letter in part)
    meant = part in _PARTICLES or _CAPITALS_MEANT.fullmatch(shape) or (part.islower() and piece[0].isupper())
    return part if meant else _titled(part.lower())


def _named(word: str) -> str:
    """Each part between hyphens and apostrophes with its capital."""
    return _PART.sub(lambda part: _titled(part[0]), word)


def tidy_words(typed: str) -> str:
    """ "boulangerie du marché" → "Boulangerie du marché", "chez momo" → "Chez Momo"; see the law above."""
    if not typed.islower():
        return typed
    named = _AT_SOMEBODYS.sub(lambda at: at[0] if at[2] in _NO_NAMES else at[1] + _titled(at[2]), typed)
    return _titled(named)


def tidy_town(typed: str) -> str:
    """ "aulnay-sous-bois" → "Aulnay-sous-Bois"; see the law above."""
    if not typed.islower():
        return typed
    return _titled(_PART.sub(lambda part: part[0] if part[0] in _SMALL_IN_TOWNS else _titled(part[0]), typed))


def _titled(word: str) -> str:
    """With a capital first letter, the rest as it is."""
    return _capital(word[0]) + word[1:]


def _capital(letter: str) -> str:
    """ß has no capital of one letter, and no name begins with it: it stays."""
    capital = letter.title()
    return capital if len(capital) == 1 else letter
