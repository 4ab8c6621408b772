"""What somebody did at work is what is read first."""

from __future__ import annotations

from collections.abc import Iterator

from cv_builder.advice.sheet import Advice, Case, Sheet

CODE = "no_tasks"


def check(sheet: Sheet) -> Iterator[Advice]:
    """One job at a time, the first that was told."""
    titles, employers, tasks = (sheet.rounds(save) for save in ("job.title", "job.employer", "job.tasks"))
    if tasks and not any(isinstance(entry, list | tuple) or entry is None for entry in tasks):
        tasks = [tasks]
    for round in range(max(len(titles), len(employers))):
        if (round >= len(tasks) or not tasks[round]) and not sheet.brought_job(round).get("tasks"):
            yield Advice(CODE, "job.tasks", round)
            return


CASES = (
    Case({"had_job": "job", "job.title": [{"label": "vente"}], "job.tasks": [None]}, "job.tasks"),
    Case({"had_job": "job", "job.employer": ["Lidl", "Momo"], "job.tasks": [["waiter_pay"], []]}, "job.tasks", 1),
    Case({"had_job": "job", "job.employer": ["Lidl"], "job.tasks": [["waiter_pay"]]}),
    Case({"had_job": "job", "job.employer": "Lidl", "job.tasks": ["waiter_pay"]}),
    Case({"had_job": "none", "job.employer": ["Lidl"], "job.tasks": [None]}),
    Case({"job.employer": ["Lidl"], "brought": {"jobs": [{"tasks": [["Encaisser", ""]]}]}}),
    Case({}),
)
