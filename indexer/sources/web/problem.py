"""Why something on the web was not read."""

from __future__ import annotations

from ..items import Unreadable

WEB_CODES = {
    "bad-address": "the address is not one of a page on the web (http or https, a host, no user name)",
    "not-public": "the address leads into a private network; `--allow-private` permits that",
    "robots": "the host's robots.txt forbids to read this address",
    "robots-unreadable": "the host's robots.txt could not be read, so nothing is read from that host",
    "unreachable": "the host cannot be found or reached, or it broke off",
    "timeout": "the host took too long to answer",
    "http-status": "the host answered with an error, such as 404",
    "busy": "the host asked to be left alone or failed five times in a row, and is not asked again now",
    "redirects": "the address leads from one address to the next without end, or to nowhere",
    "content-type": "what lies at the address is neither page, feed nor sitemap",
    "bad-feed": "a feed or sitemap cannot be read, or not to its end",
    "no-link": "an entry of a feed has neither a link nor the full text of an article",
    "sitemap-limit": "a sitemap lies too deep in others, or there are too many of them",
}


class Problem(Exception):  # noqa: N818 - an answer about an address, not a fault
    """An address was not read; `code` is one of WEB_CODES (or `too-large`), the message is for people.

    `passing`: the same request may succeed a little later.
    """

    def __init__(self, code: str, message: str, *, passing: bool = False) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.passing = passing

    def item(self, source: str) -> Unreadable:
        """Return the problem as an item of `source`."""
        return Unreadable(source, self.code, self.message)


def shown(text: str) -> str:
    """Return text from outside so that it can be printed: one short line without control characters."""
    line = "".join(char if char.isprintable() else "�" for char in text[:200])
    return line + ("…" if len(text) > 200 else "")
