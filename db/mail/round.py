"""The weekly round: who is to have a mail now gets it. Woken each hour while the app runs."""

import threading
from collections.abc import Callable
from datetime import datetime

import structlog

from core.digest import letter, may_try_again, time_to_send, week_of
from db.actions import digests as write
from db.clock import local, now
from db.mail.smtp import FAULTS, message, send
from db.queries import digests, notices
from db.queries.digests import Subscriber
from db.settings import Settings, settings

HOUR = 3600.0
"""Seconds between two rounds."""


def begin(every: float = HOUR, send: Callable[[], object] | None = None) -> threading.Event | None:
    """Start the rounds in the background; setting the event ends them. None where none is needed.

    Each round runs in a thread of its own: one that breaks is told on the error stream, and the
    next comes all the same.
    """
    if not digests.mails():
        return None
    ended = threading.Event()
    threading.Thread(
        target=_rounds, args=(ended, every, send or send_round), name="mail", daemon=True
    ).start()
    return ended


def _rounds(ended: threading.Event, every: float, send: Callable[[], object]) -> None:
    while True:
        one = threading.Thread(target=send, name="mail round", daemon=True)
        one.start()
        one.join()
        if ended.wait(every):
            return


def send_round(moment: datetime | None = None) -> int:
    """Send what is due at that moment of Danish time, and return how many were sent."""
    at = moment or local()
    if not digests.mails() or not time_to_send(at):
        return 0
    waiting = [each for each in digests.subscribers(at.date()) if _waits(each)]
    return sum(_send_to(each, at, settings()) for each in waiting)


def _waits(each: Subscriber) -> bool:
    if each.settled:
        return False
    return each.tried_time is None or may_try_again(each.tries, each.tried_time, now())


def _send_to(each: Subscriber, at: datetime, here: Settings) -> bool:
    """One mail: claimed, sent, written down. A fault is written down and hinders no other."""
    on = at.date()
    counted = notices.counts_of(each.account_id, on)
    if not counted:
        write.had_nothing(each.account_id, on=on)
        return False
    if not write.claim(each.account_id, on=on):
        return False
    told = letter(counted, week=week_of(on), address=here.address, language=each.language)
    made = message(told, to=each.email, sender=here.smtp_from or "", language=each.language)
    try:
        send(made, here)
    except FAULTS as fault:
        write.failed(each.account_id, type(fault).__name__, on=on)
        structlog.get_logger("ungespor").warning("mail not sent", fault=type(fault).__name__)
        return False
    write.was_sent(each.account_id, on=on)
    return True
