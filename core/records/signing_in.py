"""Signing in, as the screens around it show it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Step(StrEnum):
    """What a session waits for before it is anybody's."""

    CHOOSE = "choose"
    ENROL = "enrol"
    PROVE = "prove"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A session that has begun to sign in; `secret` is the new factor's (base 32), while enrolling.

    `version` is the account's.
    """

    account_id: str
    version: int
    username: str
    language: str
    step: Step
    secret: str | None = None


@dataclass(frozen=True, slots=True)
class Factor:
    """An account's second factor: since when, and how many recovery codes are left."""

    since: datetime
    codes_left: int


@dataclass(frozen=True, slots=True)
class SessionLine:
    """One of a person's own open sessions."""

    id: str
    started_time: datetime
    seen_time: datetime
    here: bool


@dataclass(frozen=True, slots=True)
class Alarm:
    """Something every administrator is to know; `acts` are the lines the account has left since."""

    id: str
    version: int
    kind: str
    account_id: str
    name: str
    time: datetime
    acts: int = 0
