"""Datelines: the place and the agency that stood before the text."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("versions", sa.Column("dateline", sa.Text))
    op.add_column("versions", sa.Column("agency", sa.Text))
