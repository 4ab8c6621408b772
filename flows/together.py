"""Words of a step that make no sense together, or without each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def belongs(step: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What makes no sense together: code and sentence."""
    deeds = ("say", "show", "ask", "do", "run", "go", "end", "repeat", "score")
    if "id" in step and not any(word in step for word in deeds) and len(step) == 1:
        yield "nothing", "Cette étape ne fait rien : ajoute say, ask, do, run ou go."
    if "ask" in step and not ("choices" in step or "type" in step):
        yield "question", "Cette question n'a pas de réponses : ajoute choices ou type."
    for word in ("choices", "type", "retry", "alone", "either", "choose", "explain", "about", "hears"):
        if word in step and "ask" not in step:
            yield "question", f"« {word} » va avec une question : ajoute ask."
    if "also" in step and not isinstance(step.get("choices"), str):
        yield "choices", "« also » va avec « choices: from … »."
    if step.get("choose") == "many" and ("choices" not in step or "type" in step):
        yield "choose", "« choose: many » va avec choices, sans type."
    if "hears" in step and step.get("type", "yes_no") != "yes_no":
        yield "hears", "« hears » va avec une question à touches : choices sans type, ou type: yes_no."
    if "instead" in step and ("choices" not in step or "type" in step):
        yield "instead", "« instead » va avec une question à touches : choices sans type."
    if "heard" in step and "hears" not in step:
        yield "hears", "« heard » va avec hears : ce que ces mots veulent dire ici."
    if "wait" in step and ("say" not in step or any(word in step for word in ("ask", "do", "run"))):
        yield "wait", "« wait » va avec say, sans ask, do ni run : dis ce qui va arriver."
    if "within" in step and str(step.get("type", "")).split(" ")[0] != "number":
        yield "within", "« within » va avec type: number et ses bornes."
    if "with" in step and "do" not in step:
        yield "action", "« with » va avec do."
