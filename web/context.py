"""What every request can reach: the search service, the settings, the reader's language."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

from flask import Flask, Response, current_app, g, has_request_context, request, url_for

from index import Inbox, Settings
from search import SearchService

from .formats import Formats
from .i18n import DEFAULT_LANGUAGE, LANGUAGES, Translator

_KEY = "telusur"
_COOKIE = "bahasa"
_YEAR_SECONDS = 31_536_000


@dataclass(frozen=True, slots=True)
class Parts:
    """What an application is built around; the inbox only if articles may be handed in."""

    settings: Settings
    service: SearchService
    inbox: Inbox | None = None


def parts() -> Parts:
    """Return the parts of the application that serves this request."""
    return cast(Parts, current_app.extensions[_KEY])


def url_language() -> str | None:
    """Return the language that the URL asks for, if it is one of ours."""
    asked = request.args.get("bahasa")
    return asked if asked in LANGUAGES else None


def language() -> str:
    """Return the reader's language: the URL's, else the cookie's, else Indonesian."""
    kept = request.cookies.get(_COOKIE)
    return url_language() or (kept if kept in LANGUAGES else DEFAULT_LANGUAGE)


def translator() -> Translator:
    """Return the translator for this request, made once."""
    if "translator" not in g:
        g.translator = Translator(language())
    return cast(Translator, g.translator)


def formats() -> Formats:
    """Return the formats of dates and numbers for this request, made once."""
    if "formats" not in g:
        g.formats = Formats(language())
    return cast(Formats, g.formats)


def install(app: Flask, made: Parts) -> None:
    """Give the application its parts, its templates their helpers, its responses their language."""
    app.extensions[_KEY] = made
    versions = _asset_versions(Path(app.static_folder or ""))

    def asset(name: str) -> str:
        return url_for("static", filename=name, v=versions[name])

    def helpers() -> dict[str, Any]:
        if not has_request_context():
            return {}
        words = translator()
        return {
            "asset": asset,
            "fmt": formats(),
            "lang": words.language,
            "languages": _switches(),
            "site": made.settings.title,
            "t": words,
            "tn": words.plural,
        }

    app.context_processor(helpers)
    app.after_request(_keep_language)


def _asset_versions(folder: Path) -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        for path in sorted(folder.iterdir())
        if path.is_file()
    }


def _keep_language(response: Response) -> Response:
    if response.mimetype == "text/html":
        response.vary.add("Cookie")
        asked = url_language()
        if asked and request.cookies.get(_COOKIE) != asked:
            response.set_cookie(_COOKIE, asked, max_age=_YEAR_SECONDS, httponly=True, samesite="Lax")
    return response


def _switches() -> list[tuple[str, str]]:
    """Return each language and the URL of this page in it."""
    kept = [(name, value) for name, value in request.args.items(multi=True) if name != "bahasa"]
    return [(code, f"{request.path}?{urlencode([*kept, ('bahasa', code)])}") for code in LANGUAGES]
