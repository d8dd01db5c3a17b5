"""The young people behind a figure."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Behind:
    """One of those that a figure counts: a case, or one of its meetings or agreements, by day."""

    number: int
    name: str
    date: date | None
