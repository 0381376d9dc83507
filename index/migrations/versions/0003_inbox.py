"""The inbox: raw items that wait for the indexer."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inbox",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(32), nullable=False, unique=True),
        sa.Column("received_at", sa.String(32), nullable=False),
        sa.Column("media_type", sa.String(64), nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("data", sa.LargeBinary),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("article_id", sa.String(16)),
        sa.Column("code", sa.String(32)),
        sa.Column("message", sa.Text),
        sa.Column("done_at", sa.String(32)),
    )
    op.create_index("inbox_by_state", "inbox", ["state", "number"])
    op.create_index("inbox_by_done", "inbox", ["done_at"])


def downgrade() -> None:
    op.drop_table("inbox")
