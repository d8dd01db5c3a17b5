"""Measurements as the pages know them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Measurement:
    """One filled dialogue tool; scores 1-5 by life domain, None where it was not asked."""

    id: str
    date: date
    kind: str | None
    scored_by: str | None
    scores: Mapping[str, int | None]
