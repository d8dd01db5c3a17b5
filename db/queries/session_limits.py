"""How long a session stands: the limits of idleness and of the day; how its keys are kept."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from core.second_factor import MINUTES
from db.clock import now
from db.settings import settings

AHEAD = timedelta(minutes=5)
"""How far a clock may be set back without anybody having to sign in again."""


def token_hash(token: str) -> str:
    """What is stored of a ticket or cookie (SHA-256: they are random, no salt is needed)."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def stands(row: Any) -> bool:
    """Whether a session, or a row with its times, is inside its idle and absolute limits.

    One that began later than now was begun by a clock that has been set back: it stands no more, or
    it would outlive its limits.
    """
    moment = now()
    begun = row.started_time - moment <= AHEAD
    return row.ended_time is None and begun and moment <= min(ends_idle(row), ends_whole(row))


def ends_idle(row: Any) -> datetime:
    """When a session ends that is not used any more.

    A meeting is long, and nobody touches the screen while people talk: see ADR 13.
    """
    idle = settings().idle_minutes
    if row.presenting is not None:
        idle = max(idle, settings().presenting_minutes)
    end: datetime = row.seen_time + timedelta(minutes=idle)
    return end


def ends_whole(row: Any) -> datetime:
    """When a session ends however much it is used.

    One that waits for the second step waits for minutes only.
    """
    longest = timedelta(hours=settings().session_hours)
    begun: datetime = row.started_time
    return begun + (timedelta(minutes=MINUTES) if row.second_factor_time is None else longest)
