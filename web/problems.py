"""Errors: RFC 9457 problem documents for the API, pages in the reader's language for the rest."""

from __future__ import annotations

import json
from http import HTTPStatus

from flask import Flask, Response, current_app, make_response, render_template, request
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from index import ArchiveError, EngineError
from search import ParamsError

from .context import translator, url_language
from .state import SearchState, parameter_name

_API = "/api/"
RETRY_SECONDS = "5"


def install(app: Flask) -> None:
    """Answer every error of the application; none shows a traceback."""
    app.register_error_handler(ParamsError, _bad_parameter)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(EngineError, _unavailable)
    app.register_error_handler(ArchiveError, _unavailable)
    app.register_error_handler(Exception, _unexpected)


def problem(status: int, detail: str, **extra: object) -> Response:
    """Return a problem document (`application/problem+json`) with extra members."""
    named = next((name for name in ("parameter", "field") if name in extra), None)
    kind = f"urn:telusur:problem:{named}" if named else "about:blank"
    body = {
        "type": kind,
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        "instance": request.path,
        **extra,
    }
    response = make_response(json.dumps(body, ensure_ascii=False), status)
    response.mimetype = "application/problem+json"
    return response


def error_page(status: int, text: str | None = None, action: tuple[str, str] | None = None) -> Response:
    """Return an HTML page for an error; `text` replaces the usual one, `action` is (URL, label)."""
    words = translator()
    known = status if words.has(f"error.{status}.title") else (400 if status < 500 else 500)
    page = render_template(
        "error.html",
        state=SearchState.lenient(request.args, url_language()),
        title=words(f"error.{known}.title"),
        text=text or words(f"error.{known}.text"),
        action=action,
    )
    return make_response(page, status)


def answer(status: int, detail: str, **extra: object) -> Response:
    """Return the error in the form that fits the URL: a problem document or a page."""
    return problem(status, detail, **extra) if request.path.startswith(_API) else error_page(status)


def _bad_parameter(error: ParamsError) -> Response:
    return answer(400, str(error), parameter=parameter_name(error))


def _http_error(error: HTTPException) -> Response:
    code = error.code or 500
    if code < 400:
        return make_response(error.get_response(request.environ))
    response = answer(code, error.description or HTTPStatus(code).phrase)
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        response.allow.update(error.valid_methods)
    return response


def _unavailable(error: ArchiveError | EngineError) -> Response:
    current_app.logger.error("archive or index cannot answer: %s", error)
    response = answer(503, "The search index cannot answer now; try again in a moment.")
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def _unexpected(error: Exception) -> Response:
    current_app.logger.error("unexpected error at %s", request.path, exc_info=error)
    return answer(500, "An unexpected error; it has been logged.")
