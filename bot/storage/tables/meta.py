"""The one metadata all tables belong to; names of constraints are fixed so that migrations can name them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Connection, MetaData, Table, event, text

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def never_sampled(column: Column[Any]) -> None:
    """On PostgreSQL, which copies some of a column aside to plan queries: there it would outlive what is deleted."""

    def made(table: Table, connection: Connection, **_: object) -> None:
        if connection.dialect.name == "postgresql":
            connection.execute(text(f"ALTER TABLE {table.name} ALTER {column.name} SET STATISTICS 0"))

    event.listen(column.table, "after_create", made)
