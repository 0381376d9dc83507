"""Articles of several pages: each page as it was read, and which page an input gave."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("versions", sa.Column("part_of", sa.Text))
    op.add_column("versions", sa.Column("part", sa.Integer))
    op.add_column("inputs", sa.Column("part", sa.Integer))
    op.create_table(
        "parts",
        sa.Column("article_id", sa.String(16), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("shown", sa.String(16), nullable=False),
        sa.Column("document", sa.Text, nullable=False),
    )
    op.create_index("parts_by_address", "parts", ["address"])
    op.create_index("parts_by_shown", "parts", ["shown"])
