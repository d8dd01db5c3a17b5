"""A network map: the people as they stand on it, and a map that was kept."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class MapPerson:
    """Somebody as a map shows them: nothing to reach them by. Closeness 1 (closest) to 3."""

    id: str
    name: str | None
    sphere: str | None
    relation: str | None
    closeness: int | None
    chosen_adult: bool = False
    draw_on: str | None = None


@dataclass(frozen=True, slots=True)
class KeptMap:
    """The network as it was drawn on a day; never changed."""

    id: str
    day: date
    note: str | None
    by_name: str
    people: tuple[MapPerson, ...]
