"""An open agreement as a task of whoever follows it up."""

from dataclasses import dataclass
from datetime import date

from core.records.network import Agreement
from core.reminders import Want, presses


@dataclass(frozen=True, slots=True)
class AgreementTask:
    """An open agreement with the young person and the goal it belongs to."""

    case_number: int
    name: str
    goal: str
    agreement: Agreement
    made: date
    """The day of the meeting it was made at, or the day its goal was set."""
    want: Want
    overdue: bool

    @property
    def presses(self) -> bool:
        """Something should be done about it now."""
        return presses(self.want, overdue=self.overdue)

    @property
    def order(self) -> tuple[bool, bool, date, str]:
        """The overdue first, then what presses, then by the day of the follow-up."""
        day = self.agreement.follow_up_date
        return (not self.overdue, not self.presses, day, self.agreement.id)


@dataclass(frozen=True, slots=True)
class Reminding:
    """What a reminder of an agreement may hold for the one who answers for it.

    `in_full`: they may be told what was agreed. `own`: it is the young person.
    """

    in_full: bool
    own: bool
    email: str | None
    met: date | None
    """The day of the meeting it was agreed at."""
