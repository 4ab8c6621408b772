"""Looking for a workshop: where somebody is, what there is, what there is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select

from bot.ports import Action, Line, Outcome, Turn
from bot.storage.tables.cvs import cvs
from bot.storage.tables.people import people
from bot.workshops import cards
from bot.workshops.cards import Words
from bot.workshops.model import TAKEN
from bot.workshops.rules.suggest import COMMON, LEAD, MOST, About, Found, Suggestion, fits, suggest
from bot.workshops.store import seats, wishes
from bot.workshops.store.search import Wanted, nearest
from bot.workshops.store.wishes import Place
from bot.workshops.store.workshops import load, online
from flows.events import JsonValue

Answers = Mapping[str, JsonValue]
Located = Callable[[str], tuple[float, float] | None]
"""INSEE code → where that commune is (WGS84 degrees)."""
Named = Callable[[JsonValue, str], bool]
"""Whether a text speaks of an occupation, as an answer holds it."""

ASKED, KNOWN = "workshop.place", "town"
"""Saves: the place they looked around, and the town of their CV."""
JOB, HAD, NEVER = "looking", "had_job", "none"
"""Saves: the job they look for, and whether they have worked; the answer that they have not."""
HERE = frozenset({*TAKEN, "waiting"})
LOOKED_AT, FURTHER = 12, 200
"""Nearest workshops of which three are shown; and where some of these are for others, by age."""


@dataclass(frozen=True, slots=True)
class Looking:
    """`where`, `find`, `details`, `town`, `unmet`, `wish`."""

    words: Words
    located: Located
    named: Named

    async def where(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """`name`: the place looked around; `circle`: near, wide, online, none, or unknown for a place we can't find."""
        name = named(answers)
        if name and self._place(answers) is None:
            return Outcome({"name": name, "circle": "unknown"})
        found = await self._look(turn, answers)
        return Outcome({"name": name, "circle": found.circle})

    async def find(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The cards, and a list to choose from: [] when there is nothing."""
        found, words = await self._look(turn, answers), self.words(turn.locale)
        lines = [Line(cards.intro(found, named(answers), words))]
        lines += [Line(cards.brief(one, words, number)) for number, one in enumerate(found.cards, 1)]
        options: list[JsonValue] = [
            {
                "id": f"w{one.workshop.id}",
                "label": f"{number} · {cards.button(one.workshop.draft, words)}",
                "value": one.workshop.id,
            }
            for number, one in enumerate(found.cards, 1)
        ]
        return Outcome(options, tuple(lines))

    async def details(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The same cards with all that is known: the street, the stop, the map, for whom."""
        found, words = await self._look(turn, answers), self.words(turn.locale)
        shown = [
            Line(cards.card(one, words, number), location=cards.location(one.workshop.draft))
            for number, one in enumerate(found.cards, 1)
        ]
        return Outcome("yes", tuple(shown))

    async def town(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """The place they looked around, for a CV: they said yes to it."""
        return Outcome(answers.get(ASKED))

    async def unmet(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """Counts that somebody looked here in vain."""
        if place := self._place(answers):
            await wishes.looked_in_vain(
                turn.db, turn.now, turn.person_id, place, " ".join(spoken(turn.locale, answers))
            )
        return Outcome("yes" if place else None)

    async def wish(self, turn: Turn, answers: Answers, args: Answers) -> Outcome:
        """They want to hear when there is one."""
        if place := self._place(answers):
            await wishes.wants_news(turn.db, turn.now, turn.person_id, place, " ".join(spoken(turn.locale, answers)))
        return Outcome("yes" if place else None)

    def actions(self) -> Mapping[str, Action]:
        return {
            "workshops.where": self.where,
            "workshops.find": self.find,
            "workshops.details": self.details,
            "workshops.town": self.town,
            "workshops.unmet": self.unmet,
            "workshops.wish": self.wish,
        }

    def _place(self, answers: Answers) -> Place | None:
        insee = part(answers, "insee")
        at = self.located(insee) if insee else None
        return Place(insee, *at) if at else None

    async def _look(self, turn: Turn, answers: Answers) -> Suggestion:
        about = await self._about(turn, answers)
        languages = {*about.languages, COMMON}
        found: list[Found] = []
        if place := self._place(answers):
            for with_full in (False, True):
                wanted = Wanted(place.lat, place.lon, languages, turn.now + LEAD, with_full=with_full)
                found += await _fitting(turn, wanted, about)
        far = await online(turn.db, languages, turn.now + LEAD, LOOKED_AT)
        return suggest(list({one.id: (one, km) for one, km in found}.values()), far, about, turn.now)

    async def _about(self, turn: Turn, answers: Answers) -> About:
        query = select(people.c.age_band, cvs.c.version).outerjoin(cvs, cvs.c.person_id == people.c.id)
        row = (await turn.db.execute(query.where(people.c.id == turn.person_id))).first()
        own = await seats.of_person(turn.db, turn.person_id)
        return About(
            spoken(turn.locale, answers),
            row is not None and row.version is not None,
            row.age_band if row else None,
            codes(answers, "looking_kind"),
            answers.get(HAD) == NEVER,
            partial(self.named, answers.get(JOB)),
            {one.workshop_id: "list" if one.state == "waiting" else "seat" for one in own if one.state in HERE},
        )


def part(answers: Answers, part: str) -> str:
    """**Why** not the town when another place was asked for and could not be found: never a wrong town in silence."""
    value = answers[ASKED] if answers.get(ASKED) is not None else answers.get(KNOWN)
    found = value.get(part) if isinstance(value, Mapping) else None
    return found if isinstance(found, str) else ""


def named(answers: Answers) -> str:
    return cards.cut(part(answers, "name"), cards.TITLE)


def spoken(locale: str, answers: Answers) -> tuple[str, ...]:
    """The chat's language first, then those they said they speak."""
    said = (*codes(answers, "languages"), *codes(answers, "languages.more"))
    return tuple(dict.fromkeys([locale.replace("-", "_").split("_")[0], *said]))


def codes(answers: Answers, name: str) -> tuple[str, ...]:
    """Of a question with several answers; () when it was not answered."""
    said = answers.get(name)
    return tuple(code for code in said if isinstance(code, str)) if isinstance(said, list) else ()


async def _fitting(turn: Turn, wanted: Wanted, about: About) -> list[Found]:
    """The nearest that they can go to. **Why** more and more: where the first are for others, theirs come behind."""
    for most in LOOKED_AT, FURTHER:
        near = await nearest(turn.db, wanted, most)
        known = await load(turn.db, [one.workshop_id for one in near])
        found = [(known[one.workshop_id], one.km) for one in near if fits(known[one.workshop_id], about, turn.now)]
        if len(found) == len(near) or len(found) >= MOST or len(near) < most:
            break
    return found
