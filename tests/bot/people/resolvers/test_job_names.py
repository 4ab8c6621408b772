"""What jobs are called."""

from __future__ import annotations

from bot.people.resolvers.folding import fold
from bot.people.resolvers.job_names import hints, names
from cv_builder.wording import occupations


def test_every_name_of_the_bank_leads_to_its_job() -> None:
    said = [(job.key, name) for job in occupations() for words in job.wording.values() for name in words.names]
    assert [name for key, name in said if key not in names().get(fold(name))] == []
    assert len([*names()]) == len({fold(name) for _, name in said} - {""})


def test_hints_are_no_names() -> None:
    assert hints().get("plonge") == ("dishwasher",)
    assert "plonge" not in names()
    assert names().get("astronaute") == ()


def test_of_several_jobs_the_usual_ones_come_first() -> None:
    order = [job.key for job in occupations()]
    several = [keys for keys in map(hints().get, hints()) if len(keys) > 1]
    assert several
    assert all([*keys] == sorted(keys, key=order.index) for keys in several)
