"""A table of acronyms that the articles introduce."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "acronyms",
        sa.Column("short", sa.String(32), primary_key=True),
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("long", sa.Text, nullable=False),
        sa.Column("articles", sa.Integer, nullable=False),
    )
