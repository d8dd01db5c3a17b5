"""What a row of the table of duties is; the rows are in `core.duties` and `core.milestones`."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from core.calendar import add_months as months_after
from core.calendar import holds
from core.codes import Step, Variant
from core.pathway import ACCEPTED_STEPS
from core.records.overview import CaseFacts, DueKind
from core.settings import Settings

add_months = lru_cache(maxsize=1 << 16)(months_after)
"""The same days come again for case after case."""

Day = Callable[[CaseFacts, Settings], date | None]


@dataclass(frozen=True, slots=True)
class Duty:
    """A row of the table. `day` gives the last day in time, None where nothing is due.

    `shown_before` is how many months ahead it shows (None: always). A row with `until` is a
    prompt: it is gone on that day and never late. The row counts from `valid_from` to `valid_to`,
    both days with it (None: without an end).
    """

    kind: DueKind
    reason: str
    rule: str
    source: str
    day: Day
    steps: frozenset[Step] = ACCEPTED_STEPS
    variants: frozenset[Variant] = frozenset(Variant)
    shown_before: int | None = None
    until: Day | None = None
    valid_from: date | None = None
    valid_to: date | None = None

    def valid(self, on: date) -> bool:
        """Whether the row counts on the day."""
        return holds(self.valid_from, self.valid_to, on)


def birthday(facts: CaseFacts, months: int) -> date | None:
    """The day on which the young person is so many months old; None without a birth date."""
    return add_months(facts.birth_date, months) if facts.birth_date else None
