"""GET /healthz: whether the service answers, and how far the index is."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, jsonify

from index import ArchiveError, EngineError

from .context import parts

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    """Return `{status, articles, sequence}`; 503 with status `unavailable` when the index is."""
    try:
        status = parts().service.status()
    except (ArchiveError, EngineError) as error:
        current_app.logger.error("health check failed: %s", error)
        return jsonify(
            status="unavailable", detail="The archive or the index cannot be read; see the log."
        ), 503
    return jsonify(status="ok", articles=status["articles"], sequence=status["index_sequence"]), 200
