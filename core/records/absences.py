"""A member of staff who is away, as the pages know it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Absence:
    """Away on both days and between; `deputy_id` is who stands in, None where nobody is named."""

    id: str
    version: int
    staff_id: str
    name: str
    from_date: date
    to_date: date
    kind: str
    deputy_id: str | None
    deputy_name: str | None
    deputy_signs_in: bool = True
    """The deputy has an open account; without one nobody can stand in here."""

    def runs(self, on: date) -> bool:
        """Whether the worker is away on the day."""
        return self.from_date <= on <= self.to_date
