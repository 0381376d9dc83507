"""Near-duplicates: which articles belong together, and by what they are found."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("articles", sa.Column("group_id", sa.String(16)))
    op.create_index("articles_by_group", "articles", ["group_id"])
    op.create_table(
        "bands",
        sa.Column("band", sa.BigInteger, primary_key=True),
        sa.Column("article_id", sa.String(16), primary_key=True),
        sqlite_with_rowid=False,
    )
    op.create_index("bands_by_article", "bands", ["article_id"])
