"""The kinds of names, looked up once: Python 3.11 takes longer to find a member of an enumeration."""

from __future__ import annotations

from index import MentionKind

PERSON, PLACE, ORGANISATION = MentionKind.PERSON, MentionKind.PLACE, MentionKind.ORGANISATION
