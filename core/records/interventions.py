"""What a young person already receives (the intervention overview)."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Intervention:
    """One thing received: from whom, from when to when; valid on both its days."""

    id: str
    version: int
    name: str
    information_type: str
    provider: str | None
    contact: str | None
    from_date: date | None
    to_date: date | None
    note: str | None
