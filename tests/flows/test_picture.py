"""The picture of a flow: every step and way is there, nothing written is more than text, every line fits its box."""

from __future__ import annotations

from functools import cache
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bot.offering import flow_texts
from cv_builder.measure import width
from flows.arrows import SKIPPED, arrows
from flows.boxes import PAD, SIZE, WIDE, Look, Note, Wording
from flows.loader import load
from flows.model import Flow, Library
from flows.picture import picture
from tests.flows.talk import library

OURS = Path(__file__).parents[2] / "flows" / "library"
SVG = "{http://www.w3.org/2000/svg}"
WORDS = Wording("De haut en bas", "si", {"@menu": "Le menu"}, {"": "Autre réponse"})
XSS = "</text><script>alert(1)</script>\"'&"


@cache
def ours() -> Library:
    files = {path.name: path.read_text("utf-8") for path in sorted(OURS.glob("*.yaml"))}
    found = load(files, flow_texts()).library
    assert found
    return found


def drawing(
    flows: Library, flow: Flow, locale: str = "fr", notes: dict[str, Note] | None = None
) -> ElementTree.Element:
    """Read back as XML: what is not well-formed fails."""
    look = Look(width, lambda step: f"#{step}", lambda flow: f"/{flow}", WORDS, locale, locale == "ar")
    return ElementTree.fromstring(picture(flows, flow, look, notes))


def texts(svg: ElementTree.Element, kind: str = "") -> list[str]:
    return [one.text or "" for one in svg.iter(f"{SVG}text") if not kind or f"p-{kind}" in one.get("class", "").split()]


@pytest.mark.parametrize("locale", ["fr", "ar"])
@pytest.mark.parametrize("name", sorted(path.stem for path in OURS.glob("*.yaml")))
def test_every_step_and_way_of_ours_is_there(name: str, locale: str) -> None:
    flow = ours().flows[name]
    svg = drawing(ours(), flow, locale)
    assert [step.id for step in flow.steps] == [one.get("href", "")[1:] for one in links(svg, "#")]
    lines = [one for one in svg.iter(f"{SVG}path") if "p-way" in one.get("class", "")]
    ways = {(way.source, way.target) for way in arrows(ours(), flow) if way.target in flow.index}
    assert len(lines) >= len(ways)
    for text in svg.iter(f"{SVG}text"):
        if text.get("class") != "p-number":
            assert width(text.text or "") * SIZE <= WIDE - 2 * PAD, text.text


def links(svg: ElementTree.Element, start: str) -> list[ElementTree.Element]:
    return [one for one in svg.iter(f"{SVG}a") if one.get("href", "").startswith(start)]


def test_a_choice_says_where_it_leads_and_its_arrow_has_its_number() -> None:
    flows = library(
        {
            "a.yaml": "flow: welcome\ntitle: A\nsteps:\n  - id: x\n    ask: Tu veux quoi ?\n"
            "    choices: {cv: Mon CV, suite: La suite, rien: Rien}\n    dontknow: no\n"
            "    go: {cv: cv, rien: '@menu'}\n  - {id: y, say: B}\n  - {id: z, say: C}",
            "cv.yaml": "flow: cv\ntitle: Ton CV\nsteps:\n  - {id: n, say: N}",
        }
    )
    svg = drawing(flows, flows.flows["welcome"])
    assert sorted(texts(svg, "row")) == ["1 · Mon CV → Ton CV", "2 · Rien → Le menu", "3 · La suite → y", "→ @end"]
    assert [one.get("href") for one in links(svg, "/")] == ["/cv"]
    assert texts(svg, "number") == ["3"]


def test_a_step_that_is_passed_by_has_a_dashed_way() -> None:
    flows = library(
        "flow: welcome\ntitle: A\nsteps:\n  - {id: n, ask: A, type: number}\n"
        "  - {id: x, say: B, when: n > 3, go: z}\n  - {id: y, say: C}\n  - {id: z, say: D}"
    )
    assert SKIPPED in {answer for way in arrows(flows, flows.flows["welcome"]) for answer in way.answers}
    svg = drawing(flows, flows.flows["welcome"])
    assert sum("p-skip" in one.get("class", "") for one in svg.iter(f"{SVG}path")) == 1
    assert texts(svg, "when") == ["si n > 3"]


def test_a_way_back_goes_round_by_the_left() -> None:
    flows = library(
        "flow: welcome\ntitle: A\nsteps:\n  - {id: x, ask: A, type: text}\n  - {id: y, ask: B, type: yes_no, repeat: x}"
    )
    svg = drawing(flows, flows.flows["welcome"])
    backs = [one for one in svg.iter(f"{SVG}path") if "p-back" in one.get("class", "")]
    assert len(backs) == 1
    assert "H-6.0" in backs[0].get("d", "")


def test_what_is_written_stays_text() -> None:
    flows = library(
        "flow: welcome\ntitle: |-\n  " + XSS + "\nsteps:\n  - id: x\n    ask: |-\n      " + XSS + "\n"
        "    choices:\n      a: |-\n        " + XSS + "\n      b: B\n    go:\n      a: x"
    )
    drawn = picture(flows, flows.flows["welcome"], Look(width, lambda _: '"><b>', lambda _: "", WORDS))
    assert "<script" not in drawn
    assert "<b>" not in drawn
    svg = ElementTree.fromstring(drawn)
    assert unescape(XSS) in svg.findtext(f"{SVG}title", "")


def test_a_long_text_is_cut_and_read_out_whole() -> None:
    long = "Un mot très long " * 20
    flows = library(f"flow: welcome\ntitle: A\nsteps:\n  - id: x\n    say: {long}\n  - id: y\n    say: {'m' * 200}")
    svg = drawing(flows, flows.flows["welcome"])
    said = texts(svg, "said")
    assert len(said) == 4
    assert said[2].endswith("…")
    assert said[3].endswith("…")
    heard = [one.text or "" for one in svg.iter(f"{SVG}title")]
    assert any(long.strip() in one for one in heard)


def test_arabic_is_set_from_the_right_and_ids_are_not() -> None:
    svg = drawing(ours(), ours().flows["welcome"], "ar")
    turned = {one.get("class", "").split()[0]: one.get("direction") for one in svg.iter(f"{SVG}text")}
    assert turned["p-asked"] == "rtl"
    assert turned["p-row"] == "rtl"
    assert turned["p-id"] is None
    assert any("←" in text for text in texts(svg, "row"))


def test_what_is_known_of_a_step_stands_in_its_box() -> None:
    svg = drawing(ours(), ours().flows["welcome"], notes={"depart": Note("120 personnes", 0.5), "bonjour": Note("240")})
    assert texts(svg, "note") == ["240", "120 personnes"]
    bars = [one for one in svg.iter(f"{SVG}rect") if one.get("class") == "p-share"]
    assert [float(one.get("width", "")) for one in bars] == [(WIDE - 2 * PAD) / 2]
