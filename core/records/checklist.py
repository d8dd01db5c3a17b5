"""How the items of the meeting checklist are put, as the pages know it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class WordingChange:
    """How an item is put from a day on; without a wording the program's own words hold again."""

    item: str
    wording: str | None
    valid_from: date
    by_name: str | None = None
