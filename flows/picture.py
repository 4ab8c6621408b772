"""The picture of a flow as one SVG text: its steps from top to bottom, an arrow for every way, each step a link.

Pure. Everything written is escaped; colours are left to the page (classes `p-…`), so that it can be dark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import takewhile

from flows.arrows import SKIPPED, Arrow, arrows
from flows.boxes import PAD, WIDE, Drawn, Line, Look, Note, drawn
from flows.layers import GAP_Y, Box, Layout, laid_out
from flows.model import Flow, Library

MARGIN = 24.0
"""Around the picture, in px."""
ROUND = 8.0
"""Of the corners of an arrow that goes back."""
HEAD = 6.0
"""Of the point of an arrow."""
BAR = 4.0
"""Height of the bar that shows a share."""


def picture(library: Library, flow: Flow, look: Look, notes: Mapping[str, Note] | None = None) -> str:
    """The SVG of this flow. `notes`: by step, such as how many stop there."""
    ways: dict[str, list[Arrow]] = {step.id: [] for step in flow.steps}
    for arrow in arrows(library, flow):
        ways[arrow.source].append(arrow)
    boxes = {
        step.id: drawn(library, flow, step, ways[step.id], look, (notes or {}).get(step.id)) for step in flow.steps
    }
    inner = [(way.source, way.target) for own in ways.values() for way in own if way.target in flow.index]
    layout = laid_out([Box(id, WIDE, box.height) for id, box in boxes.items()], inner)
    paper = Paper(layout, boxes, ways, flow.index, look)
    left = min([0.0, *layout.backs.values()]) - MARGIN
    wide, high = layout.width - left + MARGIN, layout.height + 2 * MARGIN
    drawing = [*paper.arrows(), *(part for box in boxes.values() for part in paper.box(box))]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="p-picture" role="group" aria-labelledby="p-title p-about" '
        f'width="{wide:.0f}" height="{high:.0f}" viewBox="{left:.0f} {-MARGIN:.0f} {wide:.0f} {high:.0f}">'
        f'<title id="p-title">{escape(flow.title)}</title><desc id="p-about">{escape(look.words.about)}</desc>'
        f"{''.join(drawing)}</svg>"
    )


@dataclass(frozen=True, slots=True)
class Paper:
    """Writes boxes and arrows where the layout has them. `ways`: by step, in the order of its rows."""

    layout: Layout
    boxes: Mapping[str, Drawn]
    ways: Mapping[str, Sequence[Arrow]]
    order: Mapping[str, int]
    look: Look

    # -- boxes ------------------------------------------------------------------------------------------------
    def box(self, box: Drawn) -> Iterator[str]:
        x, y = self.layout.spots[box.id]
        inside = [line for line in box.lines if not line.href]
        yield f'<g class="p-step" transform="translate({x:.1f} {y:.1f})">'
        body = f"<title>{escape(box.whole)}</title>"
        body += f'<rect class="p-box" width="{WIDE:.0f}" height="{box.height:.1f}" rx="10"/>'
        body += "".join(self._line(line) for line in inside) + self._bar(box)
        yield _link(self.look.step(box.id), body)
        linked = [line for line in box.lines if line.href]
        for at, line in enumerate(linked):
            if line.touch is not None:
                later = takewhile(lambda one: one.touch is None, linked[at + 1 :])
                top, high = line.touch
                room = f'<rect class="p-touch" y="{top:.1f}" width="{WIDE:.0f}" height="{high:.1f}"/>'
                yield _link(line.href, room + "".join(self._line(one) for one in (line, *later)))
        yield "</g>"

    def _line(self, line: Line) -> str:
        """Ids and conditions are read from left to right in every language."""
        turned = self.look.rtl and line.kind not in ("id", "when")
        place = f'x="{WIDE - PAD:.0f}" direction="rtl"' if turned else f'x="{PAD:.0f}"'
        kind = f"p-{line.kind} p-link" if line.href else f"p-{line.kind}"
        return f'<text class="{kind}" {place} y="{line.y:.1f}">{escape(line.text)}</text>'

    def _bar(self, box: Drawn) -> str:
        if box.note is None or box.note.share is None:
            return ""
        share = min(1.0, max(0.0, box.note.share))
        place = f'x="{PAD:.0f}" y="{box.height - BAR - 2:.1f}" height="{BAR:.0f}"'
        room = WIDE - 2 * PAD
        return (
            f'<rect class="p-room" {place} width="{room:.0f}" rx="2"/>'
            f'<rect class="p-share" {place} width="{room * share:.1f}" rx="2"/>'
        )

    # -- arrows -----------------------------------------------------------------------------------------------
    def arrows(self) -> Iterator[str]:
        """**Why** each lane once: arrows to one step run together, so that many stay readable."""
        lanes: set[tuple[str, int]] = set()
        led: dict[str, None] = {}
        for source, own in self.ways.items():
            inner = [(number, way) for number, way in enumerate(own, 1) if way.target in self.boxes]
            led |= {way.target: None for _, way in inner}
            yield from self._out_of(source, inner, lanes)
        for target in led:
            x, y = self._top(target)
            yield f'<path class="p-head" d="M{x - HEAD:.1f} {y - HEAD - 2:.1f}h{2 * HEAD:.0f}L{x:.1f} {y:.1f}z"/>'

    def _out_of(self, source: str, inner: list[tuple[int, Arrow]], lanes: set[tuple[str, int]]) -> Iterator[str]:
        """Its arrows side by side under the box, in the order in which they go apart."""
        spot, box = self.layout.spots[source], self.boxes[source]
        foot = spot.y + box.height
        inner.sort(key=lambda one: self._aim(one[1])[0])
        for at, (number, way) in enumerate(inner, 1):
            x = spot.x + WIDE * at / (len(inner) + 1)
            dashed = " p-skip" if way.answers == (SKIPPED,) else ""
            if self._goes_back(way):
                yield f'<path class="p-way p-back" d="{self._back(way, x, foot)}"/>'
            else:
                yield f'<path class="p-way{dashed}" d="{self._down(way, x, foot)}"/>'
                yield from self._lanes(way, lanes)
            if len(self.ways[source]) > 1 and way.answers and not dashed:
                yield f'<circle class="p-badge" cx="{x:.1f}" cy="{foot + 11:.1f}" r="8"/>'
                yield f'<text class="p-number" x="{x:.1f}" y="{foot + 15:.1f}">{number}</text>'

    def _goes_back(self, way: Arrow) -> bool:
        return self.order[way.target] <= self.order[way.source]

    def _aim(self, way: Arrow) -> tuple[float, float]:
        """Where an arrow is after the gap under its step."""
        if self._goes_back(way):
            return self.layout.backs[way.target], 0.0
        following = self.layout.layer[way.source] + 1
        if following == self.layout.layer[way.target]:
            return self._top(way.target)
        return self.layout.lanes[way.target, following], self.layout.tops[following]

    def _top(self, target: str) -> tuple[float, float]:
        spot = self.layout.spots[target]
        return spot.x + WIDE / 2, spot.y

    def _down(self, way: Arrow, x: float, foot: float) -> str:
        bottom = self.layout.bottoms[self.layout.layer[way.source]]
        return f"M{x:.1f} {foot:.1f}V{bottom:.1f}{_curve(x, bottom, *self._aim(way))}"

    def _lanes(self, way: Arrow, drawn: set[tuple[str, int]]) -> Iterator[str]:
        """From the layer under its step to its target, as far as no other arrow has been there."""
        end = self.layout.layer[way.target]
        for at in range(self.layout.layer[way.source] + 1, end):
            if (way.target, at) in drawn:
                return
            drawn.add((way.target, at))
            x, top, bottom = self.layout.lanes[way.target, at], self.layout.tops[at], self.layout.bottoms[at]
            last = at + 1 == end
            after = self._top(way.target) if last else (self.layout.lanes[way.target, at + 1], self.layout.tops[at + 1])
            yield f'<path class="p-way" d="M{x:.1f} {top:.1f}V{bottom:.1f}{_curve(x, bottom, *after)}"/>'

    def _back(self, way: Arrow, x: float, foot: float) -> str:
        """Round by the left: down into the gap, out, up or down, and in above its target."""
        lane = self.layout.backs[way.target]
        apart = 4 + (-lane) % (GAP_Y / 3)
        low = self.layout.bottoms[self.layout.layer[way.source]] + GAP_Y / 2 + apart / 2
        aim, top = self._top(way.target)
        high = top - HEAD - 6 - apart
        turn = ROUND if high > low else -ROUND
        return (
            f"M{x:.1f} {foot:.1f}V{low - ROUND:.1f}q0 {ROUND:.0f} {-ROUND:.0f} {ROUND:.0f}H{lane + ROUND:.1f}"
            f"q{-ROUND:.0f} 0 {-ROUND:.0f} {turn:.0f}V{high - turn:.1f}q0 {turn:.0f} {ROUND:.0f} {turn:.0f}"
            f"H{aim - ROUND:.1f}q{ROUND:.0f} 0 {ROUND:.0f} {ROUND:.0f}V{top:.1f}"
        )


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    half = (y + to_y) / 2
    return f"V{to_y:.1f}" if abs(x - to_x) < 0.5 else f"C{x:.1f} {half:.1f} {to_x:.1f} {half:.1f} {to_x:.1f} {to_y:.1f}"


def _link(href: str, inside: str) -> str:
    return f'<a href="{escape(href)}">{inside}</a>' if href else f"<g>{inside}</g>"
