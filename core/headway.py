"""How far long work has come: told by what works to whoever waits for it.

Between the two may lie a cache, whose callers can not hand on a listener: it is found here.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[float], None]
"""Hears the share that is done, 0 to 1. What it raises ends the work: nobody waits any more."""

_LISTENER: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def heard(listener: Listener) -> Iterator[None]:
    """Whatever is made inside, in this thread, tells this listener."""
    before = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(before)


def headway(share: float) -> None:
    """Tell whoever listens that this share is done, 0 to 1. Raises what the listener raises."""
    listener = _LISTENER.get()
    if listener is not None:
        listener(share)
