"""What is done each night while the app runs: the log looked over, drawn from, and deleted.

At three in the morning, Danish time, when nobody works. What was missed is made up for at the
start, where the log is looked over in any case (`db.engine.current_store`).
"""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from db.actions import access_log
from db.clock import local
from db.errors import StoreReadOnly

HOUR = 3
Round = Callable[[], object]


def look_over_log() -> None:
    """Look the log over; what does not hold is said on the error stream too."""
    found = access_log.look_over()
    if found:
        structlog.get_logger("ungespor").error("the log does not hold", places=found)


def keep_log() -> None:
    """Draw the samples of the months that are over, and delete the lines whose time is up."""
    on = local().date()
    try:
        access_log.draw_undrawn(on=on)
        access_log.cut(on=on)
    except StoreReadOnly:
        structlog.get_logger("ungespor").warning("nothing changed: the log does not hold")


AT_START: tuple[Round, ...] = (keep_log,)
ROUNDS: tuple[Round, ...] = (look_over_log, *AT_START)
"""In this order; a further one is a line here."""


def begin(
    wait: Callable[[], float] | None = None, rounds: tuple[Round, ...] = ROUNDS
) -> threading.Event:
    """Make up for what was missed, and start the nights in the background.

    Setting the event ends them.
    """
    night(AT_START)
    ended = threading.Event()
    told = (ended, wait or seconds_left, rounds)
    threading.Thread(target=_nights, args=told, name="nights", daemon=True).start()
    return ended


def _nights(ended: threading.Event, wait: Callable[[], float], rounds: tuple[Round, ...]) -> None:
    while not ended.wait(wait()):
        night(rounds)


def night(rounds: tuple[Round, ...] = ROUNDS) -> None:
    """One night. Each round has a thread of its own: one that breaks hinders no other."""
    for each in rounds:
        one = threading.Thread(target=each, name="night round", daemon=True)
        one.start()
        one.join()


def seconds_left(moment: datetime | None = None) -> float:
    """From a moment of Danish time to the next night."""
    at = moment or local()
    next_ = at.replace(hour=HOUR, minute=0, second=0, microsecond=0)
    if next_.timestamp() <= at.timestamp():
        next_ += timedelta(days=1)
    return next_.timestamp() - at.timestamp()
