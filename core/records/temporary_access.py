"""A case that somebody opened for a few hours, with the purpose they gave."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class TemporaryAccess:
    """One opening. It tells the number of the case, and nobody's name but the opener's.

    `coordinator_id` is who coordinates the case now; the two `_seen` say who has taken note.
    """

    id: str
    version: int
    case_id: str
    number: int
    account_id: str
    by_name: str
    purpose: str
    opened_time: datetime
    until_time: datetime
    ended_time: datetime | None
    coordinator_id: str | None
    coordinator_seen: bool
    lead_seen: bool

    def running(self, moment: datetime) -> bool:
        """Whether it still opens the case."""
        return self.ended_time is None and moment < self.until_time
