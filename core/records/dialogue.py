"""The questions of the dialogue tool and the answers to them, as the pages know them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Item:
    """A question in use; without a wording of its own its words are `dialogue_item.<id>`."""

    id: str
    domain: str
    wording: str | None = None


@dataclass(frozen=True, slots=True)
class ItemChange:
    """What holds for a question from a day on; `retired`: it is asked no more."""

    item_id: str
    domain: str
    wording: str | None
    valid_from: date
    retired: bool = False
    by_name: str | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """One answered question of a measurement, in the words it was asked in; score 1-5."""

    item_id: str
    domain: str
    wording: str
    score: int
