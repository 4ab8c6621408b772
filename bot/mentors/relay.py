"""What a person says while a human talks, and the buttons of this room at any time.

Law: it all happens in the person's own turn. What they say is in the transcript already; here it is only noted that
they wait for an answer. The bot itself speaks when what was sent can't reach the mentor, and when the person ends it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace

from bot.channels.model import Said
from bot.i18n import Translator
from bot.mentors import contacts, passing
from bot.mentors import words as say
from bot.mentors.model import Handoff
from bot.mentors.news import look_at, when_gone
from bot.mentors.outlook import Outlook
from bot.mentors.store import handoffs, people, queue, reports
from bot.mentors.store.lines_before import said_before
from bot.ports import RELAYED, Line, Outcome, Turn
from bot.storage.sealed import Sealer
from flows.events import Adopted, Located, Picked, Received, Tapped, Typed, Unsupported

Deed = Callable[[Turn, str], Awaitable[Outcome]]
"""What a button of ours does; what stands behind the first dot of its id is given."""


ERASE = "erase"
"""The flow in which somebody has everything erased."""


def nothing(locale: str, text: str) -> str:
    """No words ask anything of the bot."""
    return ""


@dataclass(frozen=True, slots=True)
class MentorRelay:
    """Implements `ports.Relay`. `may_release`: the association lets people show a mentor what was masked.

    `called`: what words typed in that language ask of the bot (`ERASE`, `menu`), "" for anything else.
    `more`: buttons of other files of this room, by the name behind `RELAYED`."""

    sealer: Sealer
    words: Callable[[str], Translator]
    outlook: Outlook
    may_release: bool = False
    called: Callable[[str, str], str] = nothing
    more: Mapping[str, Deed] = field(default_factory=dict)

    def label(self, locale: str, id: str) -> str | None:
        return say.label(id, self.words(locale)) if id.startswith(RELAYED) else None

    def line(self, locale: str, said: Said) -> str | None:
        """What was edited is a line of its own, so that what it adds is seen, and masked, like any other."""
        meant = _meant(said)
        text = meant.text if isinstance(meant, Typed) else meant.caption if isinstance(meant, Received) else None
        if text is not None and isinstance(said, Unsupported) and said.kind == "edit":
            return say.edited(text, self.words(locale))
        return text

    async def __call__(self, turn: Turn, said: Said, seq: int) -> Outcome:
        if isinstance(said, Tapped) and said.id.startswith(RELAYED):
            name, _, rest = said.id.removeprefix(RELAYED).partition(".")
            own: Mapping[str, Deed] = {
                "leave": self.leave, "report": self.report, "why": self.why, "smile": self.smile,
                "release": self.release, "erase": self.erase,
            }  # fmt: skip
            deed = {**own, **self.more}
            return await deed.get(name, self.unknown)(turn, rest)
        return await self.hear(turn, said, seq)

    # -- what they say ----------------------------------------------------------------------------------------
    async def hear(self, turn: Turn, said: Said, seq: int) -> Outcome:
        held = await handoffs.open_of(turn.db, turn.person_id)
        if held is not None and held.state == "waiting" and isinstance(_meant(said), Received):
            return await self._kept(turn, _meant(said), seq)
        if held is None or held.mentor_id is None or not await handoffs.still_talks(turn.db, held, turn.now):
            return await self._alone(turn, held)
        words, meant = self.words(turn.locale), _meant(said)
        alias = await people.mentor_alias(turn.db, held.mentor_id)
        if line := self._for_the_bot(turn.locale, meant, alias):
            return Outcome(lines=(line,))
        if isinstance(meant, Unsupported | Located):
            return Outcome(lines=(Line(_cannot(meant, alias, words)),))
        owed_since = await handoffs.heard(turn.db, turn.now, held.id, held.mentor_id)
        events = (when_gone(held.id, owed_since),) if owed_since else ()
        effects = await passing.begin(turn, meant, seq) if isinstance(meant, Received) else ()
        lines = list[Line]()
        if isinstance(meant, Received) and not effects:
            lines.append(Line(say.not_passed("too_many", alias, words)))
        if await self._hides(turn, held, meant, seq):
            show = (say.button(f"{say.RELEASE}.{seq}", words),) if self.may_release else ()
            lines.append(Line(say.masked(alias, words), choices=show, controls=(say.SOS,)))
        return Outcome(lines=tuple(lines), events=events, effects=effects)

    async def _kept(self, turn: Turn, recording: Said, seq: int) -> Outcome:
        """Whoever comes listens to it; the bot goes on meanwhile."""
        words = self.words(turn.locale)
        effects = await passing.begin(turn, recording, seq) if isinstance(recording, Received) else ()
        text = say.kept_recording(words) if effects else say.not_passed("too_many", "", words)
        return Outcome(lines=(Line(text),), effects=effects, resume=True)

    def _for_the_bot(self, locale: str, meant: Said, alias: str) -> Line | None:
        """What the mentor has nothing to do with: buttons of questions, commands, « menu », « effacer »."""
        words = self.words(locale)
        end, called = say.button(say.LEAVE, words), ""
        if isinstance(meant, Typed):
            called = self.called(locale, meant.text)
            is_robot = meant.text.strip().casefold() in say.robots(words)
            called = "menu" if is_robot else called if called in (ERASE, "menu") else ""
            if called == ERASE:
                erase = say.button(say.ERASE, words)
                return Line(say.erase_or_end(alias, words), choices=(erase,), controls=(say.SOS,))
        if called or isinstance(meant, Tapped | Picked) or (isinstance(meant, Typed) and meant.text.startswith("/")):
            return Line(say.with_a_human(alias, words), choices=(end,), controls=(say.SOS,))
        return None

    async def _hides(self, turn: Turn, held: Handoff, meant: Said, seq: int) -> bool:
        """Whether the mentor's view of this line lacks something; a number may have begun in the lines before."""
        text = meant.text if isinstance(meant, Typed) else meant.caption if isinstance(meant, Received) else ""
        if not text:
            return False
        before = await said_before(turn.db, self.sealer, turn.person_id, held.first_seq, seq, contacts.MOST_BEFORE)
        return bool(contacts.found(text, before))

    async def _alone(self, turn: Turn, last: Handoff | None) -> Outcome:
        """Nobody hears them any more and they were not told yet: now they are, before their words get lost.

        Whether a mentor was cut off at this very moment, or the news of it is still under way.
        """
        if last is not None and last.state == "held":
            return Outcome(events=(look_at(last.id, turn),))
        if last is not None:
            await people.set_mode(turn.db, turn.person_id, "waiting")
            return replace(await self.outlook.tell(turn, last, let_down=True), resume=True)
        return await self._over(turn)

    async def _over(self, turn: Turn) -> Outcome:
        """Nothing is open any more. Who still thought they talk to a human is asked how it was."""
        words = self.words(turn.locale)
        talked = (await people.known(turn.db, turn.person_id)).mode == "human"
        await people.set_mode(turn.db, turn.person_id, "bot")
        over = await handoffs.last_of(turn.db, turn.person_id)
        if not talked or over is None or over.first_answer_at is None or over.outcome == "reported":
            return Outcome(lines=(Line(say.already_over(words)),), resume=True)
        return await self._how_was_it(turn, over)

    async def _how_was_it(self, turn: Turn, over: Handoff) -> Outcome:
        words = self.words(turn.locale)
        text = say.closed(await people.mentor_alias(turn.db, over.mentor_id), words)
        return Outcome(lines=(Line(text, choices=say.faces(over.id, words), controls=(say.SOS,)),), resume=True)

    # -- buttons ----------------------------------------------------------------------------------------------
    async def leave(self, turn: Turn, rest: str) -> Outcome:
        """They no longer want to wait, or to talk; twice is once."""
        left = await queue.leave(turn.db, turn.now, turn.person_id)
        if left is None:
            return await self._over(turn)
        await people.set_mode(turn.db, turn.person_id, "bot")
        if left.mentor_id is not None and left.first_answer_at is not None:
            return await self._how_was_it(turn, left)
        return Outcome(lines=(Line(say.left(self.words(turn.locale))),), resume=True)

    async def erase(self, turn: Turn, rest: str) -> Outcome:
        """The conversation ends, and the bot asks whether all is to go."""
        await queue.leave(turn.db, turn.now, turn.person_id)
        await people.set_mode(turn.db, turn.person_id, "bot")
        return Outcome(adopt=Adopted(ERASE, {}))

    async def report(self, turn: Turn, rest: str) -> Outcome:
        words = self.words(turn.locale)
        whose = await reports.whose(turn.db, turn.person_id, int(rest)) if _is_number(rest) else None
        if whose is None:
            return Outcome(lines=(Line(say.not_a_mentors(words)),))
        handoff_id, account_id = whose
        id = await reports.report(turn.db, self.sealer, turn.now, turn.person_id, handoff_id, account_id, int(rest))
        if await handoffs.open_of(turn.db, turn.person_id) is None:
            await people.set_mode(turn.db, turn.person_id, "bot")
        return Outcome(lines=(Line(say.reported(words), choices=say.whys(id, words), controls=(say.SOS,)),))

    async def why(self, turn: Turn, rest: str) -> Outcome:
        number, _, why = rest.partition(".")
        if _is_number(number) and why in say.WHYS:
            await reports.reason(turn.db, turn.person_id, int(number), why)
        return Outcome(lines=(Line(say.noted(self.words(turn.locale))),), resume=True)

    async def smile(self, turn: Turn, rest: str) -> Outcome:
        number, _, face = rest.partition(".")
        if _is_number(number) and face in ("0", "1", "2"):
            await handoffs.smile(turn.db, turn.person_id, int(number), int(face))
        return Outcome(lines=(Line(say.thanks(self.words(turn.locale))),), resume=True)

    async def release(self, turn: Turn, rest: str) -> Outcome:
        """A line of theirs as they wrote it, for the mentor who holds them now and no other."""
        held = await handoffs.open_of(turn.db, turn.person_id)
        if not self.may_release or not _is_number(rest) or held is None or held.mentor_id is None:
            return await self.unknown(turn, rest)
        if int(rest) >= held.first_seq:
            await handoffs.release(turn.db, turn.now, turn.person_id, int(rest), held.mentor_id)
        alias = await people.mentor_alias(turn.db, held.mentor_id)
        return Outcome(lines=(Line(say.released(alias, self.words(turn.locale))),))

    async def unknown(self, turn: Turn, rest: str) -> Outcome:
        """A button of an older version, or a forged one."""
        return Outcome(lines=(Line(say.already_over(self.words(turn.locale))),), resume=True)


def _meant(said: Said) -> Said:
    return said.meant if isinstance(said, Unsupported) and said.meant is not None else said


def _cannot(said: Unsupported | Located, alias: str, words: Translator) -> str:
    """Why this reaches nobody."""
    if isinstance(said, Located):
        return say.no_position(words)
    if said.kind in ("big_file", "contact"):
        return say.not_passed("too_big" if said.kind == "big_file" else "contact", alias, words)
    return say.cannot_pass_on(words)


def _is_number(text: str) -> bool:
    """A row's number as it stands in an id: no sign, no other digits, small enough for every database."""
    return text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS


MOST_DIGITS = 15
"""Of a number in a button; more can't be a row."""
