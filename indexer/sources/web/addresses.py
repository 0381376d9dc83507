"""Addresses: which are read at all, and whether a host's network addresses are public.

The special networks are those of the IANA registries for IPv4 and IPv6 (RFC 6890).
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urljoin, urlsplit

from .problem import Problem, shown

Resolver = Callable[[str, int], Sequence[str]]

_DEFAULT_PORTS = {"http": 80, "https": 443}
_LONGEST = 4096
_HOST = re.compile(r"[a-z0-9._-]{1,253}|[0-9a-f:.]+")
_SAFE = "/%:@!$&'()*+,;=~?"
_SPECIAL_V4 = tuple(
    map(
        IPv4Network,
        (
            "0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 "
            "192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 "
            "224.0.0.0/4 240.0.0.0/4"
        ).split(),
    )
)
_GLOBAL_V6 = IPv6Network("2000::/3")
_SPECIAL_V6 = tuple(map(IPv6Network, "2001::/23 2001:db8::/32 2002::/16 3fff::/20".split()))
_NAT64 = IPv6Network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Address:
    """An address that may be asked for: host in ASCII, `target` the path with its query, percent-encoded."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def authority(self) -> str:
        """Host and, where it is not the usual one, port: what the Host header holds."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _DEFAULT_PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme and authority."""
        return f"{self.scheme}://{self.authority}"

    @property
    def text(self) -> str:
        """The whole address, always spelt the same way."""
        return self.origin + self.target


def parse(text: str, base: Address | None = None) -> Address:
    """Return the address that a text names, against `base` where it is relative; the fragment is dropped.

    Raises Problem (`bad-address`) for other schemes, a user name or password, a missing or impossible host,
    and for ports below 1024 other than 80 and 443: no web site is there, but mail and other services are.
    """
    text = text.strip()
    try:
        # Joined with another, an empty one would be that other.
        return _parsed(urljoin(base.text, text) if base and text else text)
    except ValueError as error:
        raise Problem("bad-address", f"{shown(text)!r} is no address that can be read: {error}") from error


def _parsed(text: str) -> Address:
    if len(text) > _LONGEST:
        raise ValueError(f"it is longer than {_LONGEST} characters")
    parts = urlsplit(text)
    if parts.scheme not in _DEFAULT_PORTS:
        raise ValueError("it does not begin with http:// or https://")
    if "@" in parts.netloc:
        raise ValueError("it holds a user name; remove what stands before the @")
    host = _ascii((parts.hostname or "").rstrip("."))
    port = parts.port or _DEFAULT_PORTS[parts.scheme]
    if port < 1024 and port not in _DEFAULT_PORTS.values():
        raise ValueError(f"port {port} is not one of a web site (80, 443, or from 1024)")
    target = quote(parts.path or "/", safe=_SAFE)
    if parts.query:
        target += "?" + quote(parts.query, safe=_SAFE)
    return Address(parts.scheme, host, port, target)


def _ascii(host: str) -> str:
    if not host:
        raise ValueError("it has no host")
    ascii_host = host if ":" in host else host.encode("idna").decode("ascii").lower()
    if not _HOST.fullmatch(ascii_host):
        raise ValueError("its host holds characters that no host has")
    return ascii_host


def look_up(host: str, port: int) -> Sequence[str]:
    """Return the network addresses of a host, best first. Raises Problem (`unreachable`)."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise Problem("unreachable", f"the host {host} cannot be found: {reason}") from error
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def check_public(host: str, found: Sequence[str]) -> None:
    """Raise Problem (`not-public`) unless every one of the network addresses of a host is public."""
    for each in found:
        if not is_public(each):
            raise Problem(
                "not-public",
                f"the host {host} is at {each}, which is not a public address; "
                "--allow-private permits to read from private networks",
            )


def is_public(text: str) -> bool:
    """Return whether a network address (IPv4 or IPv6) is one of the public internet.

    IPv4 inside IPv6 (mapped, NAT64) is judged by the IPv4 address. Text that is no address is not public.
    """
    try:
        number = ip_address(text)
    except ValueError:
        return False
    if isinstance(number, IPv6Address):
        embedded = _embedded(number)
        if embedded is None:
            return number in _GLOBAL_V6 and not any(number in network for network in _SPECIAL_V6)
        number = embedded
    return not any(number in network for network in _SPECIAL_V4)


def _embedded(number: IPv6Address) -> IPv4Address | None:
    if number in _NAT64:
        return IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped
