"""Tables of the archive (SQLAlchemy Core). Changes go through a migration in `index/migrations`."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

# The newest migration; a test keeps it so.
HEAD = "0011"

articles = Table(
    "articles",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("identity", Text, nullable=False, unique=True),
    Column("version", Integer, nullable=False),
    Column("sequence", Integer, nullable=False, unique=True),
    Column("removed", Boolean, nullable=False, default=False),
    # The article whose near-duplicate this is or was; None for one that stands alone.
    Column("group_id", String(16)),
)

versions = Table(
    "versions",
    metadata,
    Column("article_id", String(16), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("content_hash", String(64), nullable=False),
    Column("accepted_at", String(32), nullable=False),
    Column("source", Text, nullable=False),
    Column("url", Text),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("published", String(32)),
    Column("published_from", String(16)),
    Column("author", Text),
    Column("section", Text),
    Column("publisher", Text),
    Column("language", String(8), nullable=False),
    Column("dateline", Text),
    Column("agency", Text),
    Column("published_other", Text),
    Column("part_of", Text),
    Column("part", Integer),
    ForeignKeyConstraint(["article_id"], ["articles.id"]),
)

mentions = Table(
    "mentions",
    metadata,
    Column("article_id", String(16), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("ordinal", Integer, primary_key=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("surface", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("entity_id", Text),
    Column("title", Text),
    Column("office", Text),
    ForeignKeyConstraint(["article_id", "version"], ["versions.article_id", "versions.version"]),
)

people = Table(
    "people",
    metadata,
    Column("slug", Text, primary_key=True),
    Column("name", Text, nullable=False),
)

# What was decided about people, in order: `index.people.Decision`. Nothing is ever changed or taken out.
decisions = Table(
    "decisions",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("made_at", String(32), nullable=False),
    Column("automatic", Boolean, nullable=False),
    Column("action", String(16), nullable=False),
    Column("subject", Text, nullable=False),
    Column("object", Text, nullable=False),
    Column("office", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("article", Text, nullable=False),
)

# Pairs of people who may be one, the likeliest first, and why.
suggestions = Table(
    "suggestions",
    metadata,
    Column("subject", Text, primary_key=True),
    Column("object", Text, primary_key=True),
    Column("weight", Integer, nullable=False),
    Column("reason", Text, nullable=False),
)

# What was made of each raw input, so that an unchanged one need not be read again. `stamp` is what its
# file looked like, for inputs that are a file each, `part` which page of its article it gave.
inputs = Table(
    "inputs",
    metadata,
    Column("source", Text, primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("article_id", String(16)),
    Column("code", String(32)),
    Column("message", Text),
    Column("stamp", String(128)),
    Column("part", Integer),
)

# Pages of articles that have several, as they were read: `document` is the page's as a JSON object, `address`
# what all pages of the article share, `shown` the article in which readers find the page.
parts = Table(
    "parts",
    metadata,
    Column("article_id", String(16), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("address", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("content_hash", String(64), nullable=False),
    Column("shown", String(16), nullable=False),
    Column("document", Text, nullable=False),
)

# Runs of the commands that write: `counts` is a JSON object of numbers.
runs = Table(
    "runs",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("command", String(32), nullable=False),
    Column("started", String(32), nullable=False),
    Column("ended", String(32)),
    Column("counts", Text, nullable=False),
)

# Short forms and what they stand for (`key` is its slug), with how many articles introduce them so.
acronyms = Table(
    "acronyms",
    metadata,
    Column("short", String(32), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("long", Text, nullable=False),
    Column("articles", Integer, nullable=False),
)

# Numbers of which near-duplicates share one (see near_duplicates).
bands = Table(
    "bands",
    metadata,
    Column("band", BigInteger, primary_key=True),
    Column("article_id", String(16), primary_key=True),
    sqlite_with_rowid=False,
)

# What was handed in over HTTP: items that wait, oldest number first, and what became of the others.
inbox = Table(
    "inbox",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(32), nullable=False, unique=True),
    Column("received_at", String(32), nullable=False),
    Column("media_type", String(64), nullable=False),
    Column("url", Text),
    Column("data", LargeBinary),
    Column("state", String(8), nullable=False),
    Column("article_id", String(16)),
    Column("code", String(32)),
    Column("message", Text),
    Column("done_at", String(32)),
)

# One row: the number of the last change.
sequence = Table(
    "sequence",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("last", Integer, nullable=False),
)

# Of removed articles only: an index of all would seem to SQLite the shortest way to any few that are not.
Index("removed_articles", articles.c.id, sqlite_where=articles.c.removed, postgresql_where=articles.c.removed)
_of_people = mentions.c.kind == "person"
Index("mentions_of_people", mentions.c.entity_id, mentions.c.article_id, mentions.c.version,
      sqlite_where=_of_people, postgresql_where=_of_people)  # fmt: skip
_of_organisations = mentions.c.kind == "organisation"
Index("mentions_of_organisations", mentions.c.entity_id, mentions.c.article_id, mentions.c.version,
      sqlite_where=_of_organisations, postgresql_where=_of_organisations)  # fmt: skip
Index("acronyms_by_key", acronyms.c.key)
Index("articles_by_group", articles.c.group_id)
Index("bands_by_article", bands.c.article_id)
Index("inputs_by_article", inputs.c.article_id)
Index("parts_by_address", parts.c.address)
Index("parts_by_shown", parts.c.shown)
Index("inbox_by_state", inbox.c.state, inbox.c.number)
Index("inbox_by_done", inbox.c.done_at)
