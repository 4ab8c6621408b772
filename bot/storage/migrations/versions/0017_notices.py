"""When somebody was told that what is kept of them will go."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.storage.types import Instant

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("people", sa.Column("chat_notice_at", Instant(), nullable=True))
    op.add_column("people", sa.Column("end_notice_at", Instant(), nullable=True))


def downgrade() -> None:
    op.drop_column("people", "end_notice_at")
    op.drop_column("people", "chat_notice_at")
