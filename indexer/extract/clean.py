"""From lines to the paragraphs of the body: everything a newspaper puts between them goes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bs4 import Tag

from .dateline import Dateline, read_marked, split_dateline
from .dates import has_date, strip_date
from .ends import ends_at, trim
from .lines import Line, Segment, squeeze
from .printed import is_ended, is_same, key
from .related import strip_related
from .rules import rules

_REPEATED = 160
_LONGEST_JUNK = 400
_LONGEST_MARKER = 80
_LABEL = 3
# Words of a line that has author, date and number of readers.
_BYLINE = 25
# Signs with which newspapers set a line of their own apart: `- Advertisement -`.
_EDGES = " .-–—*|"
_QUOTES = tuple("\"“‘'")
# Initials of reporters have one of these: most paragraphs need not be searched for them.
_CLOSING = ")]*"
_LETTER = re.compile(r"[^\W\d_]")
_SEPARATORS = re.compile(r"^[\s|,;/•·&>»-]*$")
_DASH_END = re.compile(r"[-–—]$")


@dataclass(frozen=True, slots=True)
class Context:
    """What is known of the article before its body is cleaned."""

    title: str
    author: str | None = None
    section: str | None = None
    publisher: str | None = None


@dataclass(frozen=True, slots=True)
class Body:
    """The paragraphs, and what stood before the first of them (`RADARX.ID, KOTA – `), if anything did."""

    paragraphs: list[str]
    dateline: Dateline


def clean(lines: list[Line[Tag]], context: Context) -> Body:
    """Return the body among the lines of the article's container."""
    lines = _after_title([_without_related(line) for line in lines], context)
    kept: list[Line[Tag]] = []
    related = False
    seen: set[str] = set()
    ahead, behind = sum(line.weight for line in lines), 0.0
    for i, line in enumerate(lines):
        ahead -= line.weight
        if not line.text:
            related = related or line.kind == "marker"
            continue
        if kept and rules().tail.match(line.text) and ends_at(lines, i, ahead, behind):
            break
        if rules().related_start.match(line.text) and (line.link_share > 0.3 or len(line.text) < 40):
            related = True
            continue
        if related and (line.link_share > 0.7 or _SEPARATORS.match(line.text)):
            continue
        related = False
        if len(line.text) > _REPEATED and line.kind == "text":
            if line.text in seen:
                continue
            seen.add(line.text)
        if not _is_junk(line, context, first=not kept):
            kept.append(line)
            behind += line.weight
    kept = trim(kept, key(context.publisher or ""))
    dateline, opening = _set_apart(kept) if kept else (None, "")
    rest = [line.text for line in kept]
    return finish([opening, *rest[1:]] if dateline else rest, context, dateline)


def finish(paragraphs: list[str], context: Context, found: Dateline | None = None) -> Body:
    """Return the body: paragraphs without doubled title, dateline, glued related titles and initials.

    `found` is a dateline that has been cut off already.
    """
    dateline = found or Dateline()
    out = [p for p in (strip_related(p) for p in paragraphs) if p]
    while out and (key(out[0]) == key(context.title) or not key(out[0])):
        out.pop(0)
    if out:
        if not found:
            dateline, out = _split(out)
            if dateline.place and key(dateline.place) == key(context.publisher or ""):
                dateline = Dateline(dateline.agency, dateline.place)
        for i in range(max(0, len(out) - 2), len(out)):
            if any(sign in out[i] for sign in _CLOSING):
                out[i] = rules().initials.sub("", out[i]).rstrip()
    return Body([p for p in out if p], dateline)


def _split(paragraphs: list[str]) -> tuple[Dateline, list[str]]:
    """Cut the dateline off the first paragraph, also where it stands on a line of its own."""
    first, *rest = paragraphs
    alone = rest and len(first) <= rules().dateline_length and _DASH_END.search(first)
    dateline, text = split_dateline(f"{first} {rest[0]}" if alone else first)
    if alone and text == rest[0]:
        return dateline, rest
    return (Dateline(), paragraphs) if alone else (dateline, [text, *rest])


def _set_apart(lines: list[Line[Tag]]) -> tuple[Dateline | None, str]:
    """Return the dateline that the first line's own markup sets apart from its text, and the text.

    Where several lines begin with a label (`Tanya:`, `Jawab:`), the first is no dateline.
    """
    head, text = _headed(lines[0])
    labels = head.endswith(":") and (
        text[:1].isdigit() or any(_headed(p)[0].endswith(":") for p in lines[1:])
    )
    return None if labels or text[:1].islower() else read_marked(head), text


def _headed(line: Line[Tag]) -> tuple[str, str]:
    """Return the short beginning that a line's markup sets apart, and the text behind it."""
    parts = [segment.text for segment in line.segments if segment.text.strip()]
    if len(parts) < 2 or len(parts[0]) > rules().dateline_length:
        return "", line.text
    return squeeze(parts[0]), squeeze("".join(parts[1:])).lstrip(" -–—")


def _without_related(line: Line[Tag]) -> Line[Tag]:
    """Cut `Baca juga: <a>…</a>` out of a line; what stands on both sides stays."""
    if line.kind == "heading" and rules().tail.match(line.text):
        return line
    segments: list[Segment] = []
    cutting = False
    changed = False
    for segment in line.segments:
        if cutting and (segment.href is not None or _SEPARATORS.match(segment.text)):
            continue
        cutting = False
        if segment.href is not None and rules().related_start.match(segment.text):
            cutting = changed = True
            continue
        if segment.href is None and (match := _marker_at_end(segment.text)):
            cutting = changed = True
            segments.append(Segment(segment.text[: match.start()], None, segment.slanted))
        else:
            segments.append(segment)
    if not changed:
        return line
    if segments and cutting is False:
        segments = _spaced(segments)
    result = Line(segments, line.kind, line.block, line.after_image)
    if not result.text:
        result.kind = "marker"
    return result


def _marker_at_end(text: str) -> re.Match[str] | None:
    """Find `Baca juga:` at the end of a text; most texts end in no letter and no colon."""
    last = text.rstrip()[-1:]
    if last != ":" and not last.isalpha():
        return None
    return rules().related_bare.search(text, max(0, len(text) - _LONGEST_MARKER))


def _spaced(segments: list[Segment]) -> list[Segment]:
    out: list[Segment] = []
    for segment in segments:
        if out and out[-1].text[-1:].isalnum() and segment.text[:1].isalnum() and out[-1].href is None:
            out.append(Segment(" "))
        out.append(segment)
    return out


def _after_title(lines: list[Line[Tag]], context: Context) -> list[Line[Tag]]:
    """Drop what stands above the headline inside the container, and the headline itself."""
    title = key(context.title)
    limit = max(3, len(lines) // 2)
    weighed = 0.0
    start = 0
    for i, line in enumerate(lines[:limit]):
        # In quotation marks that the title has not, it is what somebody says.
        said = line.text[:1] in _QUOTES and context.title[:1] not in _QUOTES
        if title and not said and is_same(line.text, title):
            start = i + 1
        weighed += line.weight
        if weighed > 60:
            break
    return lines[start:]


def _is_junk(line: Line[Tag], context: Context, *, first: bool) -> bool:
    text = line.text
    numbers = line.kind == "row" and not _LETTER.search(text)
    if (
        not numbers
        and len(text) <= _LONGEST_JUNK
        and any(rules().junk_line.fullmatch(each) for each in {text.strip(_EDGES), text})
    ):
        return True
    short = len(text) < 220
    if short and (first or line.after_image or line.slanted) and rules().caption.search(text):
        return True
    if line.slanted and (line.after_image or text.startswith("*")) and len(text) < 400:
        return True
    if _is_labelled_link(line):
        return True
    if len(text) < 60 and has_date(text) and not key(rules().weekday.sub("", strip_date(text))):
        return True
    if first:
        return _is_header(text, line, context)
    return line.link_share > 0.9 and line.kind != "row" and not is_ended(text) and not _names_only(line)


def _is_labelled_link(line: Line[Tag]) -> bool:
    """Whether a line is a label and nothing else but a linked title: `Menarik dibaca: <a>…</a>`."""
    if line.kind != "text" or not 0.3 < line.link_share < 1:
        return False
    label, *links = [s for s in line.segments if not _SEPARATORS.match(s.text)]
    labels = label.href is None and label.text.rstrip().endswith(":") and len(label.text.split()) <= _LABEL
    return labels and all(s.href is not None and len(s.text.split()) >= _LABEL for s in links)


def _names_only(line: Line[Tag]) -> bool:
    """Whether a list item is several names, each linked to its own page."""
    links = [s.href for s in line.segments if s.href is not None and s.text.strip()]
    return line.kind == "item" and len(links) > 1 and all(rules().tag_path.search(h) for h in links)


def _is_header(text: str, line: Line[Tag], context: Context) -> bool:
    """Whether a line before the first paragraph is date, byline, breadcrumb or the like."""
    known = {key(k) for k in (context.author, context.section, context.publisher, context.title) if k}
    if key(text) in known or line.link_share > 0.8 or text.lower() in rules().no_author:
        return True
    words = len(text.split())
    if words <= 14 and has_date(text) and len(strip_date(text).split()) <= 6:
        return True
    byline = rules().byline.match(text)
    if byline and byline["name"][0].isupper() and words <= _BYLINE and has_date(text) and text[-1] != ".":
        return True
    if rules().clock.match(text) or (words <= 8 and byline):
        return True
    named = any(k and k in key(text) for k in known) and words <= 6 and line.kind != "heading"
    # A dateline on a line of its own names the newspaper, too.
    return named and not _DASH_END.search(text)
