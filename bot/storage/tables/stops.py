"""Where people stop in the flows: counts, never who."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Index, Table, Text, false, text

from bot.storage.tables.meta import metadata
from bot.storage.types import Id

COUNTS = (
    "people",  # who are asked this step for the first time, as far as we know
    "arrived",
    "answered",
    "back",  # went back from here, or changed an earlier answer
    "human",  # asked for a human here
    "gone",  # silent since
    "seconds",  # from the question to the answer, of all who answered; each at most half an hour
    "in_5_s",
    "in_15_s",
    "in_30_s",
    "in_60_s",
    "in_120_s",
    "in_300_s",
    "longer",
)
"""What is counted at a step, in the order in which counts are written down everywhere."""

stop_marks = Table(
    "stop_marks",
    metadata,
    # what a few turns did, until it is added up: written with them, a row for all of them
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("month", BigInteger, nullable=False),  # 202611
    Column(
        "body", Text, nullable=False
    ),  # nobody's, so not sealed: JSON [[spot, locale, channel, campaign, count, …], …]
    sqlite_autoincrement=True,
)

stops = Table(
    "stops",
    metadata,
    Column("flow", Text, primary_key=True),
    Column("month", BigInteger, primary_key=True, autoincrement=False),
    Column("step", Text, primary_key=True),
    Column("locale", Text, primary_key=True),
    Column("channel", Text, primary_key=True),
    Column("campaign", Text, primary_key=True),  # "" without one
    *(Column(name, BigInteger, nullable=False, server_default=text("0")) for name in COUNTS),
    Column("settled", Boolean, nullable=False, server_default=false()),  # what is small is no longer told apart
    Index("ix_stops_month", "month"),
    Index("ix_stops_open", "month", "flow", sqlite_where=text("NOT settled"), postgresql_where=text("NOT settled")),
    sqlite_with_rowid=False,
)
