"""In the place of a job stands something that is none."""

from __future__ import annotations

from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet

CODE = "no_such_job"
NONE = frozenset(
    {
        "rien", "jsp", "sais pas", "je sais pas", "je ne sais pas", "n'importe quoi", "nimporte quoi",
        "n'importe", "tout", "non", "oui", "aucun", "aucune", "boulot", "un boulot", "travail", "du travail",
        "taf", "un taf", "argent", "thune", "salaire", "ok", "test", "azerty", "azertyuiop", "qsdf",
        "qsdfghjkl", "aaa", "abc", "xxx", "lol", "mdr", "nothing", "anything", "whatever", "no", "yes", "none",
        "work", "a job", "job", "money", "i don't know", "idk", "qwerty", "asdf", "لا شيء", "أي شيء",
        "لا أعرف", "عمل", "شغل", "لا", "نعم", "مال",
    }
)  # fmt: skip


def check(sheet: Sheet) -> Iterator[Advice]:
    for typed in sheet.typed:
        if typed.save in ("looking", "job.title") and _is_none(typed.text):
            yield Advice(CODE, typed.save, typed.round, typed.text)


def _is_none(text: str) -> bool:
    folded = text.casefold().replace("’", "'").strip(" .!?")
    return folded in NONE or not any(char.isalpha() for char in text) or len(set(folded)) == 1


CASES = (
    Case({"looking": {"label": "n’importe quoi"}}, "looking"),
    Case({"looking": {"label": "Taf !"}}, "looking"),
    Case({"job.title": [{"code": "x", "label": "vente"}, {"label": "123"}]}, "job.title", 1),
    Case({"job.title": [{"label": "aaaa"}]}, "job.title"),
    Case({"looking": {"label": "أي شيء"}}, "looking"),
    Case({"looking": {"label": "whatever"}}, "looking"),
    Case({"looking": {"label": "éleveur d’escargots"}}),
    Case({"looking": {"label": "travail du bois"}}),
    Case({"looking": {"code": "x", "label": "rien"}}),
    Case({"looking": {"label": "DJ"}}),
    Case({"looking": {"label": "نجار"}}),
    Case({"looking": None}),
)
