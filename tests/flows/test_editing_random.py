"""Any file, however it was mangled, is read without a crash and its faults have a place; any value is written and read
back, and no comment elsewhere is lost."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows import editing
from flows.loader import load
from flows.schema import KEYWORDS
from flows.splicing import cleaned
from flows.yamltext import Raw

LIBRARY = Path(__file__).parents[2] / "flows" / "library"
FILES = tuple(path.read_text("utf-8") for path in sorted(LIBRARY.glob("*.yaml")) if path.stat().st_size < 6_000)
SIGNS = "abé '\"#:-|>{}[]&*!%@`?,\n\t \u2028\x85\ufeff\0👋مـ0129~=<"
CHAOS = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
QUICK = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A file of ours after a few accidents."""
    lines = draw(st.sampled_from(FILES)).split("\n")
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 5)):
            case 0:
                del lines[at]
                lines = lines or [""]
            case 1:
                lines.insert(at, lines[draw(st.integers(0, len(lines) - 1))])
            case 2:
                lines[at] = draw(st.text(SIGNS, max_size=3)) + lines[at]
            case 3:
                lines[at] = lines[at][draw(st.integers(0, 4)) :]
            case 4:
                cut = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:cut] + draw(st.text(SIGNS, max_size=6)) + lines[at][cut:]
            case _:
                lines[at] = draw(st.text(max_size=12))
    return "\n".join(lines)


@CHAOS
@given(mangled())
def test_a_mangled_file_is_read_and_its_faults_have_a_place(source: str) -> None:
    loaded = load({"x.yaml": source})
    for problem in loaded.problems:
        assert problem.file in ("x.yaml", ".")
        assert problem.line >= 1
        assert problem.col >= 1
        assert problem.sentence
    assert loaded.library is not None or loaded.problems
    known = editing.steps(source)
    for fields in (known or ())[:3]:
        id = str(fields.get("id", ""))
        for after in (
            editing.change_step(source, id, {**fields, "say": "Autre chose"}),
            editing.move_step(source, id),
            editing.remove_step(source, id),
            editing.duplicate_step(source, id, "zz_copie"),
            editing.add_step(source, {"id": "zz", "say": "A"}, id),
        ):
            assert after is None or editing.steps(after) is not None
    header = editing.header(source)
    assert header is None or editing.change_header(source, {**header, "title": "T"}) != ""


TEXT = st.text(st.sampled_from(SIGNS + "xyz") | st.characters(), max_size=40).map(cleaned).filter(bool)
ID = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
LONG: st.SearchStrategy[Raw] = st.fixed_dictionaries({"label": TEXT}, optional={"synonyms": TEXT, "explain": TEXT})
VALUES: dict[str, st.SearchStrategy[Raw]] = {
    "say": TEXT, "ask": TEXT, "retry": TEXT, "alt": TEXT, "label": TEXT, "when": TEXT, "do": TEXT, "type": TEXT,
    "save": ID, "go": TEXT | st.dictionaries(ID, TEXT, min_size=1, max_size=3),
    "choices": st.dictionaries(ID, st.one_of(TEXT, LONG), min_size=1, max_size=4),
    "explain": st.dictionaries(ID, TEXT, min_size=1, max_size=2),
    "with": st.dictionaries(ID, TEXT, min_size=1, max_size=2),
    "score": TEXT | st.dictionaries(ID, TEXT, min_size=1, max_size=2),
    "end": st.sampled_from(["yes", "no"]), "alone": TEXT, "hears": TEXT,
}  # fmt: skip
FIELDS = st.fixed_dictionaries({}, optional=VALUES)
BASE = """\
# en haut
flow: a
title: A
steps:
  # avant
  - id: un  # sur la ligne
    say: |-
      Salut # pas un commentaire
    # dedans
    choices: {a: A}
  # entre

  - id: deux
    # au milieu
    ask: Quoi ?   # derrière
    type: text
    go: un
  # après
  - id: trois
    say: Fin
# en bas
"""
OUTSIDE = (
    "# en haut",
    "  # avant",
    "  # entre",
    "  # après",
    "# en bas",
    "  - id: un  # sur la ligne",
    "  - id: trois",
)


@QUICK
@given(FIELDS)
def test_any_value_is_written_and_read_back_beside_the_comments(values: dict[str, Raw]) -> None:
    wanted: dict[str, Raw] = {"id": "deux", **values}
    after = editing.change_step(BASE, "deux", wanted)
    assert after is not None
    assert editing.step(after, "deux") == wanted
    lines = after.split("\n")
    assert [line for line in OUTSIDE if line not in lines] == []
    assert editing.step(after, "un") == editing.step(BASE, "un")
    assert editing.step(after, "trois") == editing.step(BASE, "trois")
    assert editing.change_step(after, "deux", wanted) == after, "nothing changes twice"


@QUICK
@given(FIELDS, FIELDS)
def test_from_any_step_to_any_other_and_back(first: dict[str, Raw], second: dict[str, Raw]) -> None:
    one: dict[str, Raw] = {"id": "neuf", **first}
    two: dict[str, Raw] = {"id": "neuf", **second}
    begun = editing.add_step(BASE, one, "deux")
    assert begun is not None
    changed = editing.change_step(begun, "neuf", two)
    assert changed is not None
    assert editing.step(changed, "neuf") == two
    back = editing.change_step(changed, "neuf", one)
    assert back is not None
    assert editing.step(back, "neuf") == one
    assert editing.remove_step(back, "neuf") == BASE


def test_the_words_of_these_tests_are_words_of_the_format() -> None:
    assert set(VALUES) <= set(KEYWORDS["step"])
