"""What the youth panel advised, and what became of it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Advice:
    """One piece of advice of a meeting; `told_date` is when the panel was told what came of it."""

    id: str
    version: int
    held_date: date
    topic: str
    advice: str
    responsible: str
    follow_up_date: date
    state: str
    outcome: str | None
    told_date: date | None
