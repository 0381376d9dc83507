"""What may be handed in: pages, and records as JSON, checked before anything is stored."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import urlsplit

from flask import Request
from werkzeug.exceptions import RequestEntityTooLarge

from index import RECORD_FIELDS, RawItem, too_long

MAX_RECORDS = 1_000
RECORD = "application/json"
TYPES = (RECORD, "text/html", "text/plain")
# What is told apart by the bytes alone; in other character sets a page would be misread.
_CHARSETS = frozenset(
    ["utf-8", "utf8", "us-ascii", "iso-8859-1", "windows-1252", "utf-16", "utf-16le", "utf-16be"]
)
_NEEDED = ("title", "body")
_NOT_IN_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f]")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class PostError(Exception):
    """What was handed in cannot be taken; `extra` are members of the problem document."""

    def __init__(self, status: int, detail: str, **extra: object) -> None:
        super().__init__(detail)
        self.status, self.detail, self.extra = status, detail, extra


def read_items(request: Request, max_bytes: int) -> tuple[list[RawItem], bool]:
    """Return what a request hands in, and whether it is a list.

    Nothing of the body is read beyond `max_bytes`. Raises PostError.
    """
    kind = _media_type(request)
    data = _body(request, max_bytes)
    if kind != RECORD:
        return [RawItem(kind, data, _content_location(request))], False
    try:
        given = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise PostError(400, f"The body is not JSON: {str(error)[:120]}") from error
    if not isinstance(given, list):
        return [_record(given, "#", "The record")], False
    if not 1 <= len(given) <= MAX_RECORDS:
        raise PostError(422, f"A list must hold 1 to {MAX_RECORDS:,} records; it holds {len(given):,}.")
    return [_record(each, f"#/{n}", f"Record {n + 1} of {len(given)}") for n, each in enumerate(given)], True


def _media_type(request: Request) -> str:
    kind = request.mimetype
    if kind not in TYPES:
        named = f"{kind} is not taken" if kind else "Content-Type is missing"
        raise PostError(415, f"{named}; known are {', '.join(TYPES)}.")
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in _CHARSETS:
        raise PostError(415, f"The character set {charset[:40]} is not taken; send UTF-8.")
    coding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if coding != "identity":
        raise PostError(415, f"The content coding {coding[:40]} is not taken; send the body as it is.")
    return kind


def _body(request: Request, max_bytes: int) -> bytes:
    # One byte more tells a body that is too large; werkzeug cuts one without a length at its limit, silently.
    request.max_content_length = max_bytes + 1
    try:
        data = request.get_data(cache=False)
    except RequestEntityTooLarge:
        data = None
    if data is None or len(data) > max_bytes:
        raise PostError(413, f"The body is larger than {max_bytes:,} bytes, which is the most that is taken.")
    if not data.strip():
        raise PostError(400, "The request has no body.")
    return data


def _content_location(request: Request) -> str | None:
    given = request.headers.get("Content-Location")
    if given is None:
        return None
    if not given.isascii() or not _is_address(given):
        raise PostError(
            422, "Content-Location must be the page's full http or https address.", field="Content-Location"
        )
    return given


def _record(given: Any, pointer: str, called: str) -> RawItem:
    """Return one record with the fields that are known, each checked."""
    if not isinstance(given, dict):
        raise PostError(422, f"{called} is not an object.", pointer=pointer)
    kept: dict[str, str] = {}
    for field, names in RECORD_FIELDS.items():
        present = {name: given[name] for name in names if given.get(name) is not None}
        for name, value in present.items():
            if wrong := _wrong(field, value):
                raise PostError(422, f"{called}: {name!r} {wrong}.", field=name, pointer=f"{pointer}/{name}")
        filled = {name: value for name, value in present.items() if value.strip()}
        if field in _NEEDED and not filled:
            detail = f"{called} has no {names[0]!r}; it needs text under this name."
            raise PostError(422, detail, field=names[0], pointer=f"{pointer}/{names[0]}")
        kept |= filled
    return RawItem(RECORD, json.dumps(kept).encode("ascii"))


def _wrong(field: str, value: object) -> str | None:
    """Return what is wrong with a field's value, None if it can be used."""
    if not isinstance(value, str):
        return "must be text"
    if "\x00" in value:
        return "holds a NUL character"
    text = value.strip()
    if field == "url" and text and not _is_address(text):
        return "must be a full http or https address"
    if field == "language" and text and not _LANGUAGE.fullmatch(text):
        return "must be an ISO 639 code such as 'id'"
    return None


def _is_address(text: str) -> bool:
    if too_long(text) or _NOT_IN_ADDRESS.search(text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
