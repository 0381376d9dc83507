"""`python -m web`: serve the site with gunicorn."""

from __future__ import annotations

import contextlib
import errno
import socket
import sys
from typing import Any

import click
from gunicorn.app.base import BaseApplication  # type: ignore[import-untyped]
from gunicorn.http import message  # type: ignore[import-untyped]

from index import ArchiveError, EngineError, SettingsError, open_archive, open_engine, read_settings
from search import SearchService

from .app import create_app
from .security import MAX_REQUEST_LINE

_THREADS = 4


class _Server(BaseApplication):  # type: ignore[misc]  # gunicorn carries no types
    """gunicorn with our application; each worker opens its own service after the fork."""

    def __init__(self, options: dict[str, Any]) -> None:
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        service = SearchService(read_settings())
        # A damaged index is said by /healthz and every page; it must not keep the site from starting.
        with contextlib.suppress(EngineError):
            service.warm()
        return create_app(service=service)


def _refusal(host: str, port: int) -> str | None:
    """Return why this address cannot be served, and what to do; None if it can."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except socket.gaierror as error:
        return (
            f"Host {host} is not known ({error.strerror}). Use an address of this machine: --host 127.0.0.1"
        )
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return (
                f"Port {port} is in use. Stop what uses it, or choose another: PORT={_other(port)} make run"
            )
        if error.errno == errno.EACCES:
            return f"Port {port} needs rights that this user lacks. Choose one above 1023: PORT=8001 make run"
        return f"Cannot listen on {host}:{port} ({error.strerror}). Use another --host or --port."
    return None


def _other(port: int) -> int:
    return port + 1 if port < 65_535 else 8000


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=8000, show_default=True, type=click.IntRange(1, 65_535), help="Port to listen on."
)
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64), help="Worker processes.")
def main(host: str, port: int, workers: int) -> None:
    """Serve the search pages and the JSON API. An archive without articles is no error."""
    if refusal := _refusal(host, port):
        click.echo(refusal, err=True)
        sys.exit(1)
    try:
        # One process brings the tables up to date, before several workers open them at once, and loads the
        # engine's code, so that they share it.
        settings = read_settings()
        open_archive(settings).close()
        open_engine(settings)
    except SettingsError as error:
        click.echo(f"{error}", err=True)
        sys.exit(2)
    except (ArchiveError, EngineError) as error:
        click.echo(f"{error}", err=True)
        sys.exit(1)
    # gunicorn caps request lines at 8,190 bytes; 2,000 letters of a query can weigh more when encoded.
    message.MAX_REQUEST_LINE = MAX_REQUEST_LINE
    shown = f"[{host}]" if ":" in host else host
    click.echo(f"Telusur: http://{shown}:{port}/", err=True)
    _Server(
        {
            "bind": f"{shown}:{port}",
            "workers": workers,
            "worker_class": "gthread",
            "threads": _THREADS,
            "limit_request_line": MAX_REQUEST_LINE,
            "control_socket_disable": True,
            "loglevel": "warning",
            "proc_name": "telusur",
        }
    ).run()


if __name__ == "__main__":
    main()
