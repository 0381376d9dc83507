"""An index of removed articles only: with that of all, looking up a few articles read through the archive."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("articles_by_removed", "articles")
    removed = sa.column("removed", sa.Boolean)
    op.create_index("removed_articles", "articles", ["id"], sqlite_where=removed, postgresql_where=removed)
