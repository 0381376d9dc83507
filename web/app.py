"""The Flask application, put together from its parts."""

from __future__ import annotations

from flask import Flask, abort, request

from index import Settings, read_settings
from search import SearchService

from . import api, context, health, inbox, pages, problems, security


def create_app(settings: Settings | None = None, service: SearchService | None = None) -> Flask:
    """Return the WSGI application.

    `settings` default to the environment's; `service` to one over the archive that they name. An
    archive that does not exist yet is no error: the pages say so.
    """
    settings = settings or read_settings()
    app = Flask(__name__)
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider has it, its base has not
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    service = service or SearchService(settings)
    context.install(app, context.Parts(settings, service, service.inbox if settings.api_key_list else None))
    app.before_request(_refuse_nul)
    security.install(app)
    problems.install(app)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(inbox.blueprint)
    app.register_blueprint(health.blueprint)
    return app


def _refuse_nul() -> None:
    """Answer 404 to a path with a NUL character: nothing has such a name, and PostgreSQL has no such text."""
    if "\x00" in request.path:
        abort(404)
