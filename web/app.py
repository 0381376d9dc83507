"""The Flask application, put together from its parts."""

from __future__ import annotations

from flask import Flask

from index import Settings, open_archive, read_settings
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
    taken_in = open_archive(settings).inbox if settings.api_key_list else None
    context.install(app, context.Parts(settings, service or SearchService(settings), taken_in))
    security.install(app)
    problems.install(app)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(api.blueprint)
    app.register_blueprint(inbox.blueprint)
    app.register_blueprint(health.blueprint)
    return app
