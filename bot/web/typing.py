"""Who is writing right now: told to the open streams of that person in this process, kept nowhere."""

from __future__ import annotations

from asyncio import Queue
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from bot.channels.model import Author

WAITING = 8
"""Signs a slow reader may have waiting; more are dropped, they only say « writing »."""


class Typing:
    """`tell` when somebody starts to write, `listen` for the signs of one person."""

    def __init__(self) -> None:
        self._listeners: dict[int, set[Queue[Author]]] = defaultdict(set)

    def tell(self, person_id: int, who: Author) -> None:
        for queue in self._listeners.get(person_id, ()):
            if not queue.full():
                queue.put_nowait(who)

    def listening(self, person_id: int) -> int:
        """How many streams listen to this person."""
        return len(self._listeners.get(person_id, ()))

    @contextmanager
    def listen(self, person_id: int) -> Iterator[Queue[Author]]:
        queue: Queue[Author] = Queue(WAITING)
        self._listeners[person_id].add(queue)
        try:
            yield queue
        finally:
            self._listeners[person_id].discard(queue)
            if not self._listeners[person_id]:
                del self._listeners[person_id]
