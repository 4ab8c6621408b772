"""The index that a search near a place reads holds all that it reads: PostgreSQL never goes to the table for it."""

from __future__ import annotations

from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

KEY = "PRIMARY KEY (language, cell, starts_at, workshop_id)"
REST = 'INCLUDE (x, y, z, "full")'


def upgrade() -> None:
    _again(f"{KEY} {REST}")


def downgrade() -> None:
    _again(KEY)


def _again(key: str) -> None:
    """On SQLite the table is its primary key (WITHOUT ROWID): nothing to do."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER TABLE spots DROP CONSTRAINT pk_spots, ADD CONSTRAINT pk_spots {key}")
