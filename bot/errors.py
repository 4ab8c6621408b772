"""The three kinds of errors, by who must act: theirs (a person's), staff's (all problems at once), ours."""

from __future__ import annotations

from collections.abc import Sequence


class Refused(Exception):
    """Theirs: what arrived can't be taken. `code` is stable, `sentence` is kind and clear, `status` fits HTTP."""

    def __init__(self, code: str, sentence: str, status: int = 400) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.status = status


class Misconfigured(Exception):
    """Staff's: flows, catalogs, settings or arguments are wrong. Carries every problem at once, one line each."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = tuple(problems)


class Unavailable(Exception):
    """Ours: the database or another part can't be reached now; the source must deliver again later."""
