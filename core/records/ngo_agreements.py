"""Agreements with NGOs: what they let us share, what happened to them, and who has none."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class NgoAgreementEventKind(StrEnum):
    """What can happen to an agreement."""

    MADE = "made"
    CHANGED = "changed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class NgoAgreementEvent:
    """One thing that happened; `was` holds what a change replaced, by field, codes as codes."""

    kind: NgoAgreementEventKind
    date: date
    by_name: str
    was: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class NgoAgreement:
    """An agreement with an NGO; not signed yet without a signed date.

    `gdpr_role` is a code of its list, `information_types` are codes of `information_type`. It
    holds to `valid_to`, that day with it (None: until it is ended), and not from `ended_date` on.
    """

    id: str
    version: int
    organisation: str
    gdpr_role: str
    information_types: tuple[str, ...]
    signed_date: date | None
    valid_to: date | None
    contact: str | None = None
    note: str | None = None
    ended_date: date | None = None
    ended_reason: str | None = None
    events: tuple[NgoAgreementEvent, ...] = ()
    """The newest first."""


@dataclass(frozen=True, slots=True)
class UnagreedNgo:
    """An NGO that volunteers come from or that is in a case, without an agreement in force.

    `key` tells it apart in an address without its name.
    """

    key: str
    name: str
