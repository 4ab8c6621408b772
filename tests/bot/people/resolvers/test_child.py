"""The process that makes the tables says what would be made here."""

from __future__ import annotations

import pickle

from bot import apart
from bot.people.resolvers import child
from bot.people.resolvers.communes import Communes, communes
from bot.people.resolvers.esco import Esco
from bot.people.resolvers.job_index import Index, index
from bot.people.resolvers.job_names import Called
from bot.people.resolvers.sounding import beginnings, sounds
from bot.people.resolvers.tables import BOUNDS, CHILD
from cv_builder.wording import occupations
from cv_builder.wording.jobs import ANY


async def test_the_process_says_what_would_be_made_here() -> None:
    ended = await apart.run(child.__name__, (), b"", BOUNDS)
    assert (child.__name__, ended.why) == (CHILD, "")
    bank, towns, said, begun, esco, names, hints, jobs = pickle.loads(ended.answer)
    assert [job for job in bank if job.key != ANY] == [*occupations()]
    assert isinstance(towns, Communes)
    assert [towns[row] for row in range(0, len(towns), 997)] == [communes()[row] for row in range(0, len(towns), 997)]
    assert (said, begun) == (sounds(), beginnings())
    assert isinstance(esco, Esco)
    assert esco.called("boucher", "fr")
    assert isinstance(names, Called)
    assert isinstance(hints, Called)
    assert names.get("serveuse") == ("waiter",)
    assert isinstance(jobs, Index)
    assert (jobs.jobs, [*jobs.words]) == (index().jobs, [*index().words])
