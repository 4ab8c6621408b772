"""What a kit says: to the host, minute by minute, and to the young people."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from cv_builder.chars import clean, typeset
from cv_builder.fonts import covered


def _french(text: str) -> str:
    """Spaces that do not break and ’ as French print has them; files are typed with the plain ones.

    Raises ValueError for what no font of ours can print.
    """
    found = typeset(clean(text), "fr")
    if unknown := "".join(dict.fromkeys(char for char in found if not covered(char))):
        raise ValueError(f"contient « {unknown} », que les lettres du papier n’ont pas.")
    return found


Text = Annotated[str, AfterValidator(_french), Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Step(_Part):
    """A stretch of the workshop. `at`: the minute it begins; `say`: what the host says, word for word."""

    at: Annotated[int, Field(ge=0)]
    minutes: Annotated[int, Field(gt=0)]
    title: Text
    happens: Text
    say: Text
    watch: Text


class Tips(_Part):
    """How to welcome somebody who has been told too often what they lack: one tip for each thing that happens."""

    silence: Text
    phones: Text
    lateness: Text
    reading: Text
    anger: Text
    language: Text
    papers: Text


class Leaf(_Part):
    """A part of the page to hand out: `points` to read, `lines` to write on (each begins with these words)."""

    title: Text
    points: tuple[Text, ...] = ()
    lines: tuple[Text, ...] = ()


class Handout(_Part):
    """One page that everybody takes home."""

    title: Text
    intro: Text
    parts: Annotated[tuple[Leaf, ...], Field(min_length=1)]


class Group(_Part):
    """How many young people."""

    least: Annotated[int, Field(gt=0)]
    most: Annotated[int, Field(gt=0)]


class Kit(_Part):
    """A workshop ready to hold. `summary` is what young people read before they book; `goal` is said as it begins."""

    slug: Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$")]
    title: Text
    summary: Text
    audience: Text
    minutes: Annotated[int, Field(gt=0)]
    group: Group
    material: Texts
    prepare: Texts
    goal: Text
    plan: Annotated[tuple[Step, ...], Field(min_length=1)]
    welcome: Tips
    leave_with: Texts
    send_back: Texts
    handout: Handout
