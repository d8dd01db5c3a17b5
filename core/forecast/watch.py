"""Watches futures being lived in threads of their own: tells how far they are, and stops them."""

from collections.abc import Sequence
from concurrent.futures import Future, wait
from threading import Event
from typing import Any

from core.headway import headway

TURN = 0.1
"""Seconds between two tellings."""


class Abandoned(Exception):
    """Nobody waits for these futures any more."""


class Watch:
    """The day that each block of futures has come to."""

    def __init__(self, blocks: int, horizon: int) -> None:
        self._days = [0] * blocks
        self._all = blocks * horizon
        self._left = Event()

    def at(self, block: int, day: int) -> None:
        """A block has come to a day. Raises Abandoned where nobody waits for it."""
        if self._left.is_set():
            raise Abandoned
        self._days[block] = day

    def until_done(self, running: Sequence[Future[Any]]) -> None:
        """Wait for all, and tell how far they are. What the telling raises stops them first."""
        try:
            while wait(running, timeout=TURN).not_done:
                headway(sum(self._days) / self._all)
        except BaseException:
            self._left.set()
            raise
