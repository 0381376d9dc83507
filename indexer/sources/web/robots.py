"""What hosts ask of crawlers (robots.txt, RFC 9309), read once a run."""

from __future__ import annotations

from dataclasses import replace

from protego import Protego

from .addresses import Address
from .fetch import NAME, Client, StatusProblem, Wanted
from .hosts import Hosts
from .problem import Problem

_LARGEST = 512_000


class Robots:
    """The rules of every host that was met."""

    def __init__(self, client: Client, hosts: Hosts) -> None:
        self._client = client
        self._hosts = hosts
        self._rules: dict[str, Protego | Problem] = {}

    def check(self, address: Address) -> None:
        """Raise Problem for an address that may not be read.

        Its code is `robots` or `robots-unreadable`, `not-public` or `unreachable` for the host as a whole.
        """
        if address.origin not in self._rules:
            self._rules[address.origin] = self._load(address)
        rules = self._rules[address.origin]
        if isinstance(rules, Problem):
            raise Problem(rules.code, rules.message)
        if not rules.can_fetch(address.text, NAME):
            raise Problem("robots", f"{address.origin}/robots.txt forbids to read {address.target}")

    def _load(self, address: Address) -> Protego | Problem:
        try:
            answer = self._client.get(
                replace(address, target="/robots.txt"), Wanted(_LARGEST, cut=True), lambda _: None
            )
        except StatusProblem as problem:
            # RFC 9309, 2.3.1.3: no such file, no rules.
            if 400 <= problem.status < 500:
                return Protego.parse("")
            return _unreadable(address, problem)
        except Problem as problem:
            # Then the file is not to blame: nothing of the host can be read.
            lasting = problem.code == "unreachable" and not problem.passing
            return problem if lasting or problem.code == "not-public" else _unreadable(address, problem)
        rules = Protego.parse((answer.data or b"").decode("utf-8-sig", "replace"))
        if (delay := rules.crawl_delay(NAME)) is not None:
            self._hosts.slow_down(address.host, delay)
        return rules


def _unreadable(address: Address, problem: Problem) -> Problem:
    return Problem(
        "robots-unreadable",
        f"{address.origin}/robots.txt cannot be read, so nothing of this host is: {problem.message}",
    )
