"""Headers that keep a page to itself, and a bound on what a URL may weigh."""

from __future__ import annotations

from flask import Flask, Response, abort, request

MAX_URL_BYTES = 65_536
MAX_REQUEST_LINE = MAX_URL_BYTES + 8_192
_VERSIONED_SECONDS = 31_536_000

_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "X-Content-Type-Options": "nosniff",
}


def install(app: Flask) -> None:
    """Add the headers to every response, and answer 414 to URLs over 64 KiB."""
    app.before_request(_bound_url)
    app.after_request(_add_headers)


def _bound_url() -> None:
    if len(request.query_string) + len(request.path) > MAX_URL_BYTES:
        abort(414)


def _add_headers(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint == "static" and response.status_code == 200 and "v" in request.args:
        response.cache_control.no_cache = None
        response.cache_control.public = True
        response.cache_control.immutable = True
        response.cache_control.max_age = _VERSIONED_SECONDS
    elif "Cache-Control" not in response.headers:
        response.cache_control.no_cache = True
    return response
