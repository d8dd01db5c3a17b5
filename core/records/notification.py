"""That a child protection notification was made; what it said is kept nowhere here."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Notification:
    """When, by whom and to which municipality or unit."""

    id: str
    version: int
    date: date
    by_name: str
    unit: str
