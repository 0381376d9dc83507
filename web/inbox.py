"""Handing in articles by HTTP: what comes is stored and answered at once; the indexer reads it later."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Sequence

from flask import Blueprint, Response, current_app, jsonify, request, url_for

from index import ArchiveError, Inbox, InboxState, InboxStatus

from .api import only
from .context import parts
from .posted import TYPES, PostError, read_items
from .problems import RETRY_SECONDS, problem

blueprint = Blueprint("inbox", __name__, url_prefix="/api/v1")

_CHALLENGE = 'Bearer realm="telusur"'


@blueprint.before_request
def _authorise() -> Response | None:
    """Let in who knows a key, before anything of the body is read."""
    keys = parts().settings.api_key_list
    if not keys:
        return problem(403, "This archive takes in no articles by HTTP: it has no TELUSUR_API_KEYS.")
    given = request.authorization
    token = given.token if given is not None and given.type == "bearer" else None
    if token and _known(token, keys):
        return None
    response = problem(
        401, "The key is not known." if token else "A key is needed: Authorization: Bearer KEY."
    )
    response.headers["WWW-Authenticate"] = _CHALLENGE + (', error="invalid_token"' if token else "")
    return response


def _known(token: str, keys: Sequence[str]) -> bool:
    """Compare with every key, in a time that tells neither how much of one was right nor which it was."""
    digest = hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
    matches = [hmac.compare_digest(digest, hashlib.sha256(key.encode()).digest()) for key in keys]
    return any(matches)


@blueprint.after_request
def _keep_private(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.errorhandler(PostError)
def _not_taken(error: PostError) -> Response:
    response = problem(error.status, error.detail, **error.extra)
    if error.status == 415:
        response.headers["Accept-Post"] = ", ".join(TYPES)
    return response


@blueprint.errorhandler(ArchiveError)
def _not_stored(error: ArchiveError) -> Response:
    current_app.logger.error("the inbox cannot be used: %s", error)
    response = problem(503, "The archive cannot be used now and nothing was stored; try again in a moment.")
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


@blueprint.post("/articles")
def post_articles() -> Response:
    """Store a page, a record or a list of records, and answer 202 with where to ask what becomes of it."""
    only()
    items, many = read_items(request, parts().settings.max_page_bytes)
    ids = _inbox().put(items)
    if many:
        response = jsonify(ids=ids, state=InboxState.WAITING)
    else:
        response = jsonify(id=ids[0], state=InboxState.WAITING)
        response.location = url_for("inbox.inbox_item", item_id=ids[0])
    response.status_code = 202
    return response


@blueprint.get("/inbox/<item_id>")
def inbox_item(item_id: str) -> Response:
    """Return how far an item is, and what became of it."""
    only()
    status = _inbox().status(item_id)
    if status is None:
        return problem(404, f"The inbox has no item {item_id!r}; what was settled is forgotten in time.")
    return jsonify(_status_json(status))


def _status_json(status: InboxStatus) -> dict[str, str | None]:
    article = status.article_id
    return {
        "id": status.id,
        "state": status.state,
        "received_at": status.received_at,
        "done_at": status.done_at,
        "article_id": article,
        "article_url": url_for("api.article", article_id=article) if article else None,
        "code": status.code,
        "message": status.message,
    }


def _inbox() -> Inbox:
    inbox = parts().inbox
    assert inbox is not None, "where there are keys, there is an inbox"
    return inbox
