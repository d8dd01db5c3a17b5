"""The duty to notify about a young person under 18 (R23): when it is shown, and what is recorded.

That a notification was made is recorded with its day, who made it and where it went. What it says
belongs in the municipality's case system and has no field here. The rows of the duty and of what
to do lie in `reference/notification.csv`; some await a jurist's confirmation, as they say.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from core.calendar import holds
from core.consent import of_age
from core.errors import RuleBroken
from core.parties import plain
from core.records.notification import Notification
from core.reference_rows import day_of, rows
from core.texts import LINE, NAME, past_date, required_text

DUTY, STEP = "duty", "step"


class NotificationOfAdult(RuleBroken):
    """The young person was 18 or more on the day (facts: date)."""

    code = "notification_of_adult"


class NotificationKnown(RuleBroken):
    """The same notification is recorded already (facts: date, unit)."""

    code = "notification_known"


class Reminder(StrEnum):
    """Why the duty is shown."""

    UNDER_AGE = "under_age"
    AGE_UNKNOWN = "age_unknown"


@dataclass(frozen=True, slots=True)
class DutyLine:
    """A sentence of the duty or a step of what to do; `notification.<kind>.<code>` in words."""

    kind: str
    code: str
    paragraph: str
    valid_from: date | None
    valid_to: date | None
    source: str

    def valid(self, on: date) -> bool:
        """Whether the line holds on the day."""
        return holds(self.valid_from, self.valid_to, on)


@cache
def lines() -> tuple[DutyLine, ...]:
    """All lines in their order."""
    return tuple(
        DutyLine(
            kind=row["kind"],
            code=row["code"],
            paragraph=row["paragraph"],
            valid_from=day_of(row["valid_from"]),
            valid_to=day_of(row["valid_to"]),
            source=row["source"],
        )
        for row in rows("notification")
    )


def told(kind: str, on: date) -> tuple[str, ...]:
    """The codes of the duty's sentences, or of the steps, that hold on the day."""
    return tuple(line.code for line in lines() if line.kind == kind and line.valid(on))


def reminder(born: date | None, on: date) -> Reminder | None:
    """Whether the duty is shown on the day, and why; not from the eighteenth birthday on."""
    if born is None:
        return Reminder.AGE_UNKNOWN
    return None if of_age(born, on) else Reminder.UNDER_AGE


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationTold:
    """A notification as typed; there is no field for what it says."""

    date: date | None
    by_name: str | None
    unit: str | None


def checked_notification(
    told: NotificationTold, earlier: Iterable[Notification], *, born: date | None, on: date
) -> NotificationTold:
    """The notification with cleaned texts. Raises the first refusal."""
    day = past_date("date", told.date, on)
    if of_age(born, day):
        raise NotificationOfAdult("date", date=day)
    by_name = required_text("by_name", told.by_name, NAME)
    unit = required_text("unit", told.unit, LINE)
    for each in earlier:
        if each.date == day and plain(each.unit) == plain(unit):
            raise NotificationKnown("date", date=day, unit=each.unit)
    return NotificationTold(date=day, by_name=by_name, unit=unit)
