"""What is held of a young person, as it is corrected."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Statement:
    """What the young person does not agree with."""

    about: str
    text: str
    day: date
    by_name: str


@dataclass(frozen=True, slots=True)
class Held:
    """Master data; `half_cpr` is half hidden, None where there is no CPR number."""

    version: int
    name: str
    birth_date: date | None
    half_cpr: str | None
    phone: str | None
    email: str | None
    municipality_area: str | None
    protected_identity: bool | None
    statements: tuple[Statement, ...]
