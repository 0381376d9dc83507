#!/usr/bin/env python3
"""Exits 0 if the port can be listened on at 127.0.0.1, else says why not and exits 1."""

import errno
import socket
import sys


def main(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        print(f"PORT must be a number from 1 to 65535, not {text!r}", file=sys.stderr)
        return 1
    port = int(text)
    with socket.socket() as probe:
        # Otherwise a server stopped a moment ago would still count as running.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen()
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                reason = f"port {port} is in use by another program"
            else:
                reason = f"port {port} cannot be used: {error.strerror}"
            other = port + 1 if 1024 <= port < 65535 else 8001
            print(f"{reason}; choose another: PORT={other} make run", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
