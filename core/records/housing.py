"""Where a young person lives, as the pages know it."""

from dataclasses import dataclass
from datetime import date

from core.codes import HousingGroup


@dataclass(frozen=True, slots=True)
class HousingLine:
    """One situation, from a day to the day the next one began (None: it still lasts)."""

    id: str
    version: int
    situation: str
    group: HousingGroup
    from_date: date
    to_date: date | None
    allocated_date: date | None
    lease_signed_date: date | None
    waiting_list_date: date | None
