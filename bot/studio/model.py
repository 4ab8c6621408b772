"""A flow as the studio holds it: what is published, and the one draft that all who may write share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, NamedTuple

from bot.releases.model import Written

READERS = ("admin", "publisher", "editor", "translator", "reader")
"""Roles that may look at every page of the studio."""
WRITERS = ("admin", "publisher", "editor")
"""Roles that may change drafts."""
PUBLISHERS = ("admin", "publisher")
"""Roles that decide what is served."""
TRANSLATORS = ("admin", "publisher", "editor", "translator")
"""Roles that may change the texts of other languages."""

NEVER = 0
"""The version of a draft that was never there."""


@dataclass(frozen=True, slots=True)
class Draft:
    """`based_on`: the revision it began from, None for a new flow. `version` counts every save, past drafts included.

    `by`: the account that saved last.
    """

    written: Written
    based_on: int | None
    version: int
    by: int | None
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Held:
    """`number`: the revision that is served; None where nothing of this name is, or where files are served.

    `version`: of the draft, also of one that is gone: what a form names when it is sent.
    """

    flow: str
    published: Written | None
    number: int | None
    draft: Draft | None
    version: int = NEVER

    @property
    def written(self) -> Written:
        """What is worked on: the draft, else what is published."""
        if self.draft is not None:
            return self.draft.written
        return self.published or Written(self.flow, "", {})


Edit = Callable[[Written], Written | None]
"""What somebody wants changed, on whatever the draft says now; None: the same place was changed meanwhile."""


class Kept(NamedTuple):
    """saved: on what they saw · merged: somebody changed another place meanwhile, both are in · both: the same place,
    nothing was done and the two are to be shown."""

    outcome: Literal["saved", "merged", "both"]
    held: Held
