"""Ids, titles and offices of people; decisions about them."""

import json

import sqlalchemy as sa
from alembic import op

from index.slug import slug

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("mentions", sa.Column("title", sa.Text))
    op.add_column("mentions", sa.Column("office", sa.Text))
    op.create_table(
        "decisions",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("made_at", sa.String(32), nullable=False),
        sa.Column("automatic", sa.Boolean, nullable=False),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("object", sa.Text, nullable=False),
        sa.Column("office", sa.Text, nullable=False),
        sa.Column("place", sa.Text, nullable=False),
        sa.Column("article", sa.Text, nullable=False),
    )
    op.create_table(
        "suggestions",
        sa.Column("subject", sa.Text, primary_key=True),
        sa.Column("object", sa.Text, primary_key=True),
        sa.Column("weight", sa.Integer, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    connection = op.get_bind()
    _name_people(connection)
    _name_people_of_pages(connection)
    people = sa.text("kind = 'person'")
    op.create_index("mentions_of_people", "mentions", ["entity_id", "article_id", "version"],
                    sqlite_where=people, postgresql_where=people)  # fmt: skip


def _name_people(connection: sa.Connection) -> None:
    mentions = sa.table("mentions", sa.column("name"), sa.column("kind"), sa.column("entity_id"))
    person = mentions.c.kind == "person"
    names = connection.execute(sa.select(mentions.c.name).where(person).distinct()).scalars()
    slugs = op.create_table(
        "names_0010", sa.Column("name", sa.Text, primary_key=True), sa.Column("slug", sa.Text)
    )
    rows = [{"name": name, "slug": slug(name) or None} for name in names]
    if rows:
        connection.execute(sa.insert(slugs), rows)
    found = sa.select(slugs.c.slug).where(slugs.c.name == mentions.c.name).scalar_subquery()
    connection.execute(sa.update(mentions).where(person).values(entity_id=found))
    op.drop_table("names_0010")


def _name_people_of_pages(connection: sa.Connection) -> None:
    parts = sa.table("parts", sa.column("article_id"), sa.column("number"), sa.column("document"))
    for article, number, text in connection.execute(sa.select(parts)).all():
        document = json.loads(text)
        for mention in document["mentions"]:
            if mention["kind"] == "person":
                mention["id"] = slug(mention["name"]) or None
        key = (parts.c.article_id == article) & (parts.c.number == number)
        written = json.dumps(document, ensure_ascii=False)
        connection.execute(sa.update(parts).where(key).values(document=written))
