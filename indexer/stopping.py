"""Ending a long run on request."""

from __future__ import annotations

import os
import select
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType, TracebackType
from typing import Self

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Stop:
    """Whether Ctrl-C or SIGTERM asked for an end; a second one ends at once, by KeyboardInterrupt.

    A context manager of the main thread; the signals mean again what they meant before when it is left.
    """

    def __init__(self) -> None:
        self.asked = False

    def __enter__(self) -> Self:
        # A signal writes into the pipe, so that it ends a pause without delay.
        self._awake, self._wake = os.pipe()
        os.set_blocking(self._wake, False)
        self._previous_wake = signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        self._previous = {number: signal.signal(number, self._ask) for number in _SIGNALS}
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, tb: TracebackType | None
    ) -> None:
        for number, handler in self._previous.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._previous_wake)
        os.close(self._awake)
        os.close(self._wake)

    def pause(self, seconds: float) -> None:
        """Wait; return at once when an end is asked for."""
        if not self.asked:
            select.select([self._awake], [], [], seconds)

    def _ask(self, _number: int, _frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True


@contextmanager
def interrupt_held() -> Iterator[None]:
    """Let Ctrl-C wait until the end of the block, also if that fails; only to be called in the main thread.

    For one in which processes start: Python drops an exception that is raised while it forks, and a process
    whose start is broken off could not be ended.
    """
    held: list[int] = []
    previous = signal.signal(signal.SIGINT, lambda number, _: held.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
        if held:
            signal.raise_signal(signal.SIGINT)
