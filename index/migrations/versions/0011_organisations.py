"""The way from an organisation to its mentions, and from a long form to its short ones."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    organisations = sa.text("kind = 'organisation'")
    op.create_index("mentions_of_organisations", "mentions", ["entity_id", "article_id", "version"],
                    sqlite_where=organisations, postgresql_where=organisations)  # fmt: skip
    op.create_index("acronyms_by_key", "acronyms", ["key"])
