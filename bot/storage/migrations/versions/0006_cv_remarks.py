"""What was said about a CV: what had no room, and the advice that is not to come back."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("cvs") as batch:
        batch.add_column(sa.Column("remarks", sa.LargeBinary(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("cvs") as batch:
        batch.drop_column("remarks")
