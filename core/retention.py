"""How long what is held: one row for each kind, with its setting and where the period comes from.

No law names a period for this work: the municipality decides. For what has content of cases there
is a proposal only, and nothing happens until the municipality has decided.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from zlib import crc32

from core.calendar import add_months, holds
from core.errors import DatesOutOfOrder, RuleBroken
from core.settings import Settings
from core.texts import TEXT, required_text

AHEAD_MONTHS = 3
"""How far ahead a preview looks."""


class NothingDue(RuleBroken):
    """Nothing is due today."""

    code = "nothing_due"


class DueChanged(RuleBroken):
    """What falls due is not what was shown any more."""

    code = "due_changed"


class NotLookedThrough(RuleBroken):
    """Somebody has to say that they have looked through what is done."""

    code = "not_looked_through"


class HeldAlready(RuleBroken):
    """The case is held already (facts: number)."""

    code = "held_already"


class HoldEnded(RuleBroken):
    """The hold has ended."""

    code = "hold_ended"


class Anonymised(RuleBroken):
    """The case is anonymised: nothing more is written in it."""

    code = "anonymised"


class What(StrEnum):
    """What happens when the time is up."""

    ANONYMISE = "anonymise"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class Keeping:
    """One kind of data. `setting` names the period in whole months or days, `proposed` in the same.

    `decided`: nothing happens until the setting has a value. The row counts on both days of its
    validity.
    """

    kind: str
    what: What
    setting: str
    unit: str
    proposed: int
    decided: bool
    source: str
    valid_from: date | None = None
    valid_to: date | None = None


_GDPR = "GDPR art. 5(1)(e); the municipality's own decision"
_TABLE = (
    Keeping("closed_case", What.ANONYMISE, "retention_months", "months", 60, True, _GDPR),
    Keeping("turned_down", What.ANONYMISE, "retention_rejected_months", "months", 12, True, _GDPR),
    Keeping("draft", What.DELETE, "retention_draft_days", "days", 30, False, "own choice"),
    Keeping("session", What.DELETE, "retention_session_days", "days", 90, False, "own choice"),
    Keeping("digest", What.DELETE, "retention_digest_days", "days", 365, False, "own choice"),
)
PERIODS: Mapping[str, Keeping] = MappingProxyType({period.kind: period for period in _TABLE})


def in_use(on: date) -> tuple[Keeping, ...]:
    """The rows that count on the day."""
    return tuple(each for each in _TABLE if holds(each.valid_from, each.valid_to, on))


def length(period: Keeping, settings: Settings) -> int | None:
    """How long, in the unit of the row; None where nobody has decided."""
    value: int | None = getattr(settings, period.setting)
    return value


def last_day(period: Keeping, since: date, long: int) -> date:
    """The last day that something is kept which ended on `since`; it falls due the day after."""
    return add_months(since, long) if period.unit == "months" else since + timedelta(days=long)


def mark_of(cases: Iterable[str]) -> int:
    """A number that tells one set of cases from another: the one somebody saw."""
    return crc32("\n".join(sorted(cases)).encode())


@dataclass(frozen=True, slots=True)
class HoldTold:
    """Why a case is kept longer, and until when; None: until somebody ends it."""

    reason: str | None
    until: date | None = None


def checked_hold(told: HoldTold, on: date) -> HoldTold:
    """The hold with a cleaned reason. Raises MissingValue, TooLong or DatesOutOfOrder."""
    if told.until is not None and told.until < on:
        raise DatesOutOfOrder("until", first=on, second=told.until)
    return HoldTold(required_text("reason", told.reason, TEXT), told.until)
