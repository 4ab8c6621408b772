"""What publishing does to who stands where."""

from __future__ import annotations

from bot.releases.model import Written
from bot.studio.rules.fates import Standing, fates, gone, lost_deeds
from bot.studio.rules.reading import reading
from flows import editing
from flows.model import Flow
from tests.bot.studio.house import CV


def flow(source: str | None) -> Flow:
    found = reading("cv", source or "").flow
    assert found
    return found


def test_stays_asked_finishes() -> None:
    after = flow(editing.remove_step(CV.replace("job: Oui", "job: Oui, bien sûr"), "metier"))
    there = {("nom", 1): 3, ("nom", 2): 1, ("travail", 2): 2, ("metier", 2): 1, ("ancien", 1): 5}
    assert fates(flow(CV), after, there) == [
        Standing("nom", 4, "stays"),
        Standing("travail", 2, "asked"),
        Standing("metier", 1, "finishes"),
    ]
    assert gone(flow(CV), after) == ["metier"]
    assert fates(None, after, {}) == []
    assert gone(None, after) == []
    assert fates(flow(CV), None, {("nom", 1): 1}) == [Standing("nom", 1, "finishes")]


def test_flows_that_protect_lose_no_action() -> None:
    source = "flow: consent\ntitle: A\nsteps:\n  - id: x\n    do: people.agree\n  - id: y\n    say: A\n"
    written = Written("consent", source, {})
    before, after = flow(source), flow(editing.remove_step(source, "x"))
    assert lost_deeds(before, after, written, ("consent",)) == ["people.agree"]
    assert lost_deeds(before, before, written, ("consent",)) == []
    assert lost_deeds(before, after, written, ("filet",)) == []
    assert lost_deeds(before, None, written, ("consent",)) == []
