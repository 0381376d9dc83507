"""First tables: articles, versions, mentions, people, inputs, sequence."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("identity", sa.Text, nullable=False, unique=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False, unique=True),
        sa.Column("removed", sa.Boolean, nullable=False),
    )
    op.create_index("articles_by_removed", "articles", ["removed"])
    op.create_table(
        "versions",
        sa.Column("article_id", sa.String(16), sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("content_hash", sa.String(64), nullable=False),
        sa.Column("accepted_at", sa.String(32), nullable=False),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("published", sa.String(32)),
        sa.Column("published_from", sa.String(16)),
        sa.Column("author", sa.Text),
        sa.Column("section", sa.Text),
        sa.Column("publisher", sa.Text),
        sa.Column("language", sa.String(8), nullable=False),
    )
    op.create_table(
        "mentions",
        sa.Column("article_id", sa.String(16), primary_key=True),
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True),
        sa.Column("start", sa.Integer, nullable=False),
        sa.Column("end", sa.Integer, nullable=False),
        sa.Column("surface", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("entity_id", sa.Text),
        sa.ForeignKeyConstraint(["article_id", "version"], ["versions.article_id", "versions.version"]),
    )
    op.create_table(
        "people",
        sa.Column("slug", sa.Text, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
    )
    op.create_table(
        "inputs",
        sa.Column("source", sa.Text, primary_key=True),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("article_id", sa.String(16)),
        sa.Column("code", sa.String(32)),
        sa.Column("message", sa.Text),
    )
    op.create_index("inputs_by_article", "inputs", ["article_id"])
    sequence = op.create_table(
        "sequence",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("last", sa.Integer, nullable=False),
    )
    op.bulk_insert(sequence, [{"id": 1, "last": 0}])


def downgrade() -> None:
    for table in ("sequence", "inputs", "people", "mentions", "versions", "articles"):
        op.drop_table(table)
