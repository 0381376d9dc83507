"""The dateline: where a report was written, and which newspaper or agency wrote it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .dates import has_date
from .rules import rules

_SITE = re.compile(r"^[A-Za-z0-9-]+(?:\.[A-Za-z]{2,10}){1,2}$")
_PARTS = re.compile(r"\s*[,()|]\s*|\s+[-–—]+\s+")


@dataclass(frozen=True, slots=True)
class Dateline:
    """`RADARX.ID, KOTA MALANG` has the agency first, `Jakarta, Kabar X` and `JAKARTA (Kabar X)` the place."""

    place: str | None = None
    agency: str | None = None

    @property
    def site(self) -> str | None:
        """The agency, if it is the address of a newspaper (`RADARX.ID`), in lower case."""
        return self.agency.lower() if self.agency and _SITE.match(self.agency) else None


def split_dateline(text: str) -> tuple[Dateline, str]:
    """Return the dateline before a first paragraph, and the paragraph without it."""
    match = rules().dateline.match(text[: rules().dateline_length + 5])
    if not match or match.end() >= len(text):
        return Dateline(), text
    return _read(match.group()), text[match.end() :].lstrip()


def read_marked(text: str) -> Dateline | None:
    """Return the dateline that a text set apart from the paragraph (bold, linked) is, None if it is none."""
    if len(text) > rules().dateline_length or not rules().dateline_marked.fullmatch(text):
        return None
    return _read(text)


def _read(printed: str) -> Dateline:
    parts = [part for part in _PARTS.split(printed.rstrip(" -–—.:")) if part and not has_date(part)]
    sites = [part for part in parts if _SITE.match(part)]
    others = [part for part in parts if part not in sites]
    agency = sites[0] if sites else others.pop() if len(others) > 1 else None
    return Dateline(others[0] if others else None, agency)
