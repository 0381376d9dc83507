"""Manners: how often one host is asked, and when it is left alone."""

from __future__ import annotations

from dataclasses import dataclass

from .clock import Clock
from .problem import Problem

LONGEST_CRAWL_DELAY = 30.0
_FAILURES = 5


@dataclass(slots=True)
class _Host:
    delay: float
    next_at: float = 0.0
    failures: int = 0
    resting: str = ""
    rests_until: float = 0.0


class Hosts:
    """What is known of each host in this run. Times in seconds."""

    def __init__(self, clock: Clock, delay: float) -> None:
        """`delay`: from one request to the next at the same host."""
        self._clock = clock
        self._delay = delay
        self._hosts: dict[str, _Host] = {}

    def await_turn(self, name: str) -> None:
        """Wait until the host may be asked, and count that as a request. Raises Problem (`busy`)."""
        host = self._host(name)
        now = self._clock.monotonic()
        if host.resting and now < host.rests_until:
            raise Problem("busy", host.resting)
        if host.next_at > now:
            self._clock.sleep(host.next_at - now)
        host.next_at = self._clock.monotonic() + host.delay

    def slow_down(self, name: str, delay: float) -> None:
        """Ask a host at most every `delay` seconds, up to LONGEST_CRAWL_DELAY; never more often than set."""
        host = self._host(name)
        host.delay = max(self._delay, min(delay, LONGEST_CRAWL_DELAY))
        host.next_at = max(host.next_at, self._clock.monotonic() + host.delay)

    def pause(self, name: str, seconds: float) -> None:
        """Ask a host again only after so many seconds."""
        host = self._host(name)
        host.next_at = max(host.next_at, self._clock.monotonic() + seconds)

    def rest(self, name: str, seconds: float, why: str) -> None:
        """Refuse every request to a host for so many seconds."""
        host = self._host(name)
        host.resting, host.rests_until = why, self._clock.monotonic() + seconds

    def answered(self, name: str) -> None:
        """Note that a host answered, whatever it said."""
        self._host(name).failures = 0

    def failed(self, name: str, why: str) -> None:
        """Note that a host did not answer; after five in a row it is not asked again in this run."""
        host = self._host(name)
        host.failures += 1
        if host.failures >= _FAILURES:
            message = f"{name} failed {_FAILURES} times in a row and is not asked again; the last time: {why}"
            self.rest(name, float("inf"), message)

    def _host(self, name: str) -> _Host:
        return self._hosts.setdefault(name, _Host(self._delay))
