"""Alembic's entry: always online, on the connection and inside the transaction that `migrate.upgrade` was given."""

from alembic import context

from bot.storage.tables import metadata

context.configure(
    connection=context.config.attributes["connection"], target_metadata=metadata, render_as_batch=True,
    transactional_ddl=False,
)  # fmt: skip
context.run_migrations()
