"""Words that are no job, whatever else they are: a shrug, a test of the robot, fingers on the keyboard."""

from __future__ import annotations

import re

from bot.people.resolvers.folding import is_latin

_SHRUGS = frozenset(
    """
    n importe koi|nimporte koi|nimporte kwa
    n importe quoi|nimporte quoi|nimporte|n importe|n importe lequel|peu importe|jsp|js pas|je sais pas|jsais pas
    chais pas|aucune idee|aucun|aucune|rien|rien du tout|nada|que dalle|test|teste|test test|essai|blabla|bla bla
    bla bla bla|lol|mdr|ptdr|xd|haha|hahaha|ok|oui|non|ouais|nan|salut|coucou|bonjour|hello|hey|slt|bjr|yo|wesh
    tout|tout et rien|truc|un truc|truc muche|machin|bidule|metier|un metier|travail|un travail|boulot|un boulot|taf
    un taf|du taf|le taf|un taff|taff|du boulot|du travail|un job|bosser|un emploi|de l emploi
    job|un job|emploi|un emploi|travailler|je cherche|de l argent|argent|la flemme|flemme|caca|pipi|prout|merde|fuck
    putain|ta gueule|ftg|nique|connard|toto|titi|foo|bar foo|foobar|lorem ipsum|xxx|idk|dunno|i dont know|i don t know
    whatever|anything|nothing|none|no idea|stuff|something|work|a job|any job|any|money|no se|ni idea
    nada|cualquier cosa|cualquiera|trabajo|algo|не знаю|будь що|будь яка
    нічого|робота|тест|привіт|ага|لا اعرف|ما بعرف|مش عارف
    اي شي|اي شيء|لا شي|لا شيء|عمل|شغل|وظيفه|اي عمل|مرحبا|سلام|تجربه
    """.replace("\n", "|").split("|")
)
_SAID = frozenset(" ".join(shrug.split()) for shrug in _SHRUGS if shrug.strip())
_ROWS = (
    "azertyuiop", "qsdfghjklm", "wxcvbn", "qwertyuiop", "asdfghjkl", "zxcvbnm", "ицукенгшщзх", "фівапролджє",
    "ضصثقفغعهخحجد", "شسيبلاتنمكط",
)  # fmt: skip
ON_A_ROW = 4
"""Neighbours on a keyboard in a row: no word of ours has so many."""
_WITHOUT_VOWEL = re.compile(r"[bcdfghjklmnpqrstvwxz]{6,}")
_OVER_AND_OVER = re.compile(r"(.{1,3})\1{2,}")


def is_nonsense(folded: str) -> bool:
    """Whether nobody could be named so; `folded` as in `folding.fold`."""
    bare = folded.replace(" ", "")
    if folded in _SAID or not any(char.isalpha() for char in bare):
        return True
    if all(len(word) > 1 == len(set(word)) for word in folded.split()) or _OVER_AND_OVER.fullmatch(bare):
        return True
    return _on_a_row(bare) or (is_latin(bare) and any(_WITHOUT_VOWEL.search(word) for word in folded.split()))


def _on_a_row(bare: str) -> bool:
    """Nothing but runs along the rows of a keyboard, there or back: "azerty", "qsdf", "poiuy"."""
    rows = (*_ROWS, *(row[::-1] for row in _ROWS))
    at = 0
    while at < len(bare):
        run = next((n for n in range(len(bare) - at, ON_A_ROW - 1, -1) if any(bare[at : at + n] in r for r in rows)), 0)
        if not run:
            return False
        at += run
    return True
