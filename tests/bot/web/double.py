"""A conversation in memory with the real interface: one short talk that has every kind of question."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from bot.channels.handover import new_code
from bot.channels.model import Address, FileRef, Incoming, Message
from bot.clock import Clock
from bot.errors import Unavailable
from bot.ports import Answer, State
from flows.events import Button, Located, Picked, Received, Say, Started, Tapped, Typed

CONTROLS = (Button("!dontknow", "Je ne sais pas"), Button("!more", "☰ Plus"), Button("!sos", "🆘"))
TALK = (
    Say("Salut 👋 Je suis un robot. Je t’aide à faire ton CV."),
    Say(
        "Tu commences par quoi ?",
        (Button("1.cv", "Faire mon CV"), Button("1.atelier", "Atelier près de moi")),
        CONTROLS,
        "choice",
    ),
    Say(
        "2/6 · Chez toi, tu fais souvent…",
        (
            Button("2.cuisine", "La cuisine 🍲"),
            Button("2.petits", "Garder les petits 👶"),
            Button("2.papiers", "Les papiers 📄"),
        ),
        CONTROLS,
        "choices",
        many=True,
        done=Button("2.!done", "C’est bon"),
    ),
    Say("3/6 · Pour que l’employeur puisse t’appeler : ton numéro ?", (), CONTROLS, "phone"),
    Say("4/6 · Tu habites quelle ville ?", (), CONTROLS, "place"),
    Say("5/6 · Tu as déjà un papier à me montrer ?", (), CONTROLS, "file"),
    Say("C’est gardé. Je prépare ton CV…", (), CONTROLS),
)
"""What is said; every entry with `expects` waits for an answer."""


@dataclass
class Person:
    id: int
    address: Address
    locale: str
    at: int = 0
    mode: str = "bot"
    lines: list[Message] = field(default_factory=list)
    answers: dict[str, Answer] = field(default_factory=dict)


@dataclass
class House:
    """Conversation, Transcripts and Files in one; `down` takes the database away."""

    clock: Clock
    down: bool = False
    people: dict[str, Person] = field(default_factory=dict)
    files: dict[str, tuple[FileRef, bytes]] = field(default_factory=dict)
    taken: list[Incoming] = field(default_factory=list)
    wakes: dict[int, set[asyncio.Event]] = field(default_factory=dict)
    after: list[tuple[str, tuple[FileRef, ...]]] = field(default_factory=list)
    """What is said a moment after the next turn, as the result of an effect."""
    own_words: dict[str, str] = field(default_factory=dict)
    """Of a chat: the word by which they call SOS."""

    async def own_call(self, address: Address, text: str) -> bool:
        self._up()
        return self.own_words.get(address.chat) == text

    # -- Conversation
    async def take(self, incoming: Incoming) -> Answer:
        self._up()
        chat = incoming.address.chat
        known = self.people.get(chat)
        if known and incoming.external_id in known.answers:
            return known.answers[incoming.external_id]
        self.taken.append(incoming)
        if known is None:
            wished = next((w for w in incoming.locales if w in ("fr", "en", "ar")), "fr")
            known = self.people[chat] = Person(len(self.people) + 1, incoming.address, wished)
        begin = len(known.lines)
        own = self._own(known, incoming)
        if own is not None:
            begin += 1
            self._add(known, Say(own), "me")
        self._reply(known, incoming)
        answer = Answer(known.id, len(known.lines), known.locale, known.mode, tuple(known.lines[begin:]))
        known.answers[incoming.external_id] = answer
        self.wake(known.id)
        for text, files in self.after:
            asyncio.get_running_loop().call_soon(self.later, chat, text, files)
        self.after = []
        return answer

    def _own(self, person: Person, incoming: Incoming) -> str | None:
        labels = {b.id: b.label for line in person.lines for b in (*line.choices, *line.controls)}
        match incoming.said:
            case Typed(text):
                return text
            case Tapped(id):
                return labels.get(id, "…")
            case Picked(ids):
                return ", ".join(labels.get(i, "…") for i in ids) or "Rien"
            case Located():
                return "📍"
            case Received(_, name):
                return f"📎 {name}"
        return None

    def _reply(self, person: Person, incoming: Incoming) -> None:
        said = incoming.said
        if isinstance(said, Started) or person.at == 0:
            person.at = 1
            for say in TALK[:2]:
                self._add(person, say)
            return
        if (isinstance(said, Tapped) and said.id == "!sos") or (isinstance(said, Typed) and said.text == "sos"):
            self._add(person, Say("112 : danger maintenant."))
        elif isinstance(said, Tapped) and said.id == "!lang":
            person.locale = "ar" if person.locale != "ar" else "fr"
        elif isinstance(said, Tapped) and not said.id.startswith(("!", f"{person.at}.")):
            self._add(person, Say("J’ai gardé ta première réponse.", (Button("!change", "Changer"),)))
            return
        else:
            person.at = min(person.at + 1, len(TALK) - 1)
        self._add(person, TALK[person.at])

    def _add(self, person: Person, say: Say, author: str = "bot", files: tuple[FileRef, ...] = ()) -> None:
        self.people[person.address.chat].lines.append(
            Message(
                len(person.lines) + 1,
                "me" if author == "me" else "mentor" if author == "mentor" else "bot",
                say.text,
                say.choices,
                say.controls,
                say.expects,
                say.many,
                say.selected,
                say.done,
                files,
            )
        )

    # -- what happens later, outside a turn
    def later(self, chat: str, text: str, files: tuple[FileRef, ...] = (), author: str = "bot") -> None:
        person = self.people[chat]
        self._add(person, Say(text), author, files)
        self.wake(person.id)

    def replace_last(self, chat: str, text: str) -> None:
        person = self.people[chat]
        last = person.lines[-1]
        person.lines.append(last._replace(seq=last.seq + 1, text=text, replaces=last.seq))
        self.wake(person.id)

    def mode(self, chat: str, mode: str) -> None:
        self.people[chat].mode = mode
        self.wake(self.people[chat].id)

    def erase(self, chat: str) -> None:
        self.wake(self.people.pop(chat).id)

    def wake(self, person_id: int) -> None:
        for event in self.wakes.get(person_id, set()):
            event.set()

    def _up(self) -> None:
        if self.down:
            raise Unavailable("the database is away")

    # -- Transcripts
    async def state(self, address: Address) -> State | None:
        self._up()
        person = self.people.get(address.chat)
        return State(person.id, person.locale, person.mode, len(person.lines)) if person else None

    async def read(self, person_id: int, after: int, limit: int = 200) -> Sequence[Message]:
        self._up()
        person = next((p for p in self.people.values() if p.id == person_id), None)
        return [m for m in person.lines if m.seq > after][:limit] if person else []

    async def file(self, file_id: str) -> tuple[FileRef, bytes] | None:
        self._up()
        return self.files.get(file_id)

    async def changes(self, person_id: int) -> AsyncIterator[int]:
        event = asyncio.Event()
        event.set()
        self.wakes.setdefault(person_id, set()).add(event)
        try:
            while True:
                await event.wait()
                event.clear()
                yield max((len(p.lines) for p in self.people.values() if p.id == person_id), default=0)
        finally:
            self.wakes[person_id].discard(event)

    # -- Files
    async def put(self, person_id: int, name: str, type: str, body: bytes, id: str | None = None) -> FileRef:
        self._up()
        ref = FileRef(id or self.clock.new_id(), name, type)
        self.files.setdefault(ref.id, (ref, body))
        return ref

    # -- Handovers
    async def offer(self, person_id: int) -> str:
        self._up()
        return new_code(self.clock)

    async def healthy(self) -> bool:
        return not self.down


@dataclass
class Hands:
    """A clock that moves by hand."""

    clock: Clock
    ahead: timedelta = timedelta()

    def forward(self, **by: float) -> None:
        self.ahead += timedelta(**by)

    def running(self) -> Clock:
        return Clock(lambda: self.clock.now() + self.ahead, self.clock.new_id)
