"""Words of young people, and stiff ones of ours, found in a line. They stand in YAML files that staff edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal, cast, get_args

from bot.mentors.slang.folding import fold
from flows.yamltext import Document
from flows.yamltext import read as read_yaml

DATA = Path(__file__).parent / "data"
LANGUAGES = ("fr", "en", "ar")
"""In which every entry is explained; a console in another language shows the first."""
DRAFTS = frozenset({"es", "pt", "uk"})
"""Languages of sentences for mentors that nobody who grew up with them has read: the console says so."""
LONGEST = 6
"""Words of the longest form; longer ones are no words any more."""
Care = Literal["depends", "insult", "danger", "drugs", "faith"]
"""`depends`: kind among friends, hurtful elsewhere. `danger`: to be taken seriously. `faith`: said by many."""
CARES: tuple[Care, ...] = get_args(Care)


@dataclass(frozen=True, slots=True)
class Entry:
    """`forms`: as written, the first one names it. `means`: by language."""

    forms: tuple[str, ...]
    means: Mapping[str, str] = field(hash=False)
    care: Care | None = None

    @property
    def word(self) -> str:
        return self.forms[0]


def explain(text: str) -> tuple[Entry, ...]:
    """The words of young people in a line, each once, in order; the longest form wins."""
    return tuple(dict.fromkeys(_search(fold(text), _index("slang"))))


def stiff(text: str) -> tuple[Entry, ...]:
    """Words of a mentor's line that may not say what they mean."""
    return tuple(dict.fromkeys(_search(fold(text), _index("stiff"))))


def slang() -> tuple[Entry, ...]:
    return _entries("slang")


def stiff_words() -> tuple[Entry, ...]:
    return _entries("stiff")


def _search(words: Sequence[str], index: Mapping[tuple[str, ...], Entry]) -> Iterator[Entry]:
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + LONGEST), at, -1)
        end, found = next(((end, e) for end in ends if (e := index.get(tuple(words[at:end])))), (at + 1, None))
        if found is not None:
            yield found
        at = end


@cache
def _index(name: str) -> Mapping[tuple[str, ...], Entry]:
    return {fold(form): entry for entry in reversed(_entries(name)) for form in entry.forms}


@cache
def _entries(name: str) -> tuple[Entry, ...]:
    document, _ = read_yaml(f"{name}.yaml", (DATA / f"{name}.yaml").read_text("utf-8"))
    return read(document) if document is not None else ()


def read(document: Document) -> tuple[Entry, ...]:
    """What can be used of a file; what can't is a problem of `problems`."""
    found = []
    for key, value in _mapping(document.value).items():
        entry = {name: str(text) for name, text in _mapping(value).items()}
        care = entry.pop("care", None)
        found.append(Entry(_forms(key), entry, care if care in CARES else None))
    return tuple(found)


def sentences(name: str) -> Mapping[str, Mapping[str, str]]:
    """A file of sentences: id → language → text."""
    return {entry.word: entry.means for entry in _entries(name)}


def lists(name: str) -> Mapping[str, tuple[str, ...]]:
    """A file of lists of phrases."""
    document, _ = read_yaml(f"{name}.yaml", (DATA / f"{name}.yaml").read_text("utf-8"))
    value = _mapping(document.value) if document is not None else {}
    return {key: tuple(str(one) for one in phrases) for key, phrases in value.items() if isinstance(phrases, list)}


# -- what staff can get wrong ---------------------------------------------------------------------------------
def lint() -> list[str]:
    """Every problem of every file, as `file:line:col: sentence`."""
    return [line for path in sorted(DATA.glob("*.yaml")) for line in problems(path.name, path.read_text("utf-8"))]


def problems(file: str, text: str) -> list[str]:
    document, found = read_yaml(file, text)
    lines = [str(problem) for problem in found if problem.severity == "error"]
    if document is None or file == "tone.yaml":
        return lines
    seen: dict[tuple[str, ...], str] = {}
    for key, value in _mapping(document.value).items():
        entry = _mapping(value)
        lines += [
            str(document.problem((key,), "words", f"Il manque le sens en « {language} ».", warning=False))
            for language in LANGUAGES
            if not str(entry.get(language, "")).strip()
        ]
        if (care := entry.get("care")) is not None and care not in CARES:
            lines.append(str(document.problem((key,), "words", f"« {care} » n'est pas une des notes : {CARES}.")))
        for form in _forms(key):
            if (other := seen.setdefault(fold(form), key)) != key:
                lines.append(str(document.problem((key,), "words", f"« {form} » est déjà dans « {other} ».")))
            if not 0 < len(fold(form)) <= LONGEST:
                lines.append(str(document.problem((key,), "words", f"« {form} » ne peut pas être trouvé.")))
    return lines


def _forms(key: str) -> tuple[str, ...]:
    return tuple(form.strip() for form in key.split(",") if form.strip())


def _mapping(value: object) -> Mapping[str, object]:
    return cast("Mapping[str, object]", value) if isinstance(value, dict) else {}
