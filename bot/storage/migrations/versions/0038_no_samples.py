"""PostgreSQL keeps no samples of people's keys and chat numbers: there they would outlive the person who is erased."""

from __future__ import annotations

from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

COLUMNS = (("person_keys", "wrapped", "bytea"), ("addresses", "chat", "text"))


def upgrade() -> None:
    """To give a column the type that it has drops what was sampled of it; nothing is rewritten."""
    if op.get_bind().dialect.name == "postgresql":
        for table, column, kind in COLUMNS:
            op.execute(f"ALTER TABLE {table} ALTER {column} TYPE {kind}, ALTER {column} SET STATISTICS 0")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for table, column, _ in COLUMNS:
            op.execute(f"ALTER TABLE {table} ALTER {column} SET STATISTICS -1")
