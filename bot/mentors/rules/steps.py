"""Where a mentor may give somebody back to the bot: a word for the console, the flow that goes on there."""

from __future__ import annotations

from collections.abc import Mapping

STEPS: Mapping[str, str] = {
    "menu": "",
    "cv": "cv",
    "cv_lines": "cv_lignes",
    "forces": "forces",
    "letter": "lettre",
    "workshop": "atelier",
}
"""Name of the step → flow; "": the question that was under way."""


def flow_of(step: str) -> str:
    """An unknown step goes on where they were: what a form of an older page sends is no reason to strand anybody."""
    return STEPS.get(step, "")
