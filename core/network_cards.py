"""The cards of the network map: what each says, and how large that makes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from core.records.network_map import MapPerson
from core.text_width import CUT, broken, shortened, text_width


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is drawn on: half-axes of the outermost ring and the size of a name, in one unit."""

    across: float
    down: float
    text: float


class Telling(StrEnum):
    """How much a card says; what it leaves out stands in the table beside the map."""

    RELATION = "relation"
    """The first name, and below it who that is to the young person."""
    NAME = "name"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Card:
    """One person on the map: the card's middle and half its size, on the circle.

    `name` is the first name, or the number that stands for it; `detail` the lines below; `text`
    the size of the name in the sheet's unit.
    """

    person: MapPerson
    number: int
    x: float
    y: float
    across: float
    down: float
    name: str
    detail: tuple[str, ...]
    text: float

    @property
    def cut(self) -> bool:
        """Whether something was left out for want of room."""
        return any(line.endswith(CUT) for line in (self.name, *self.detail))

    @property
    def readable(self) -> bool:
        """Whether enough of the name is left to know who is meant."""
        return not self.name.endswith(CUT) or len(self.name) > LEAST


@dataclass(frozen=True, slots=True)
class MapWords:
    """The words that a card may need: for no name, and for the chosen adult."""

    nameless: str
    chosen: str


DETAIL, LEADING, PADDING, GAP, SYMBOL = 0.74, 1.22, 0.5, 0.35, 1.25
"""In parts of a name's size: the letters of a detail, the room around the words of a card, between
two cards, and for a symbol before the name; LEADING is a line, in parts of its own letters."""
LEAST = 8
"""So many letters of a name must stand at least where it is cut."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Writes cards that say so much, their letters so large, no wider on the map than `widest`.

    `shorts` are short names by id.
    """

    telling: Telling
    sheet: Sheet
    scale: float
    widest: float
    words: MapWords
    shorts: Mapping[str, str]

    @property
    def text(self) -> float:
        """The size of a name in the sheet's unit."""
        return self.sheet.text * self.scale

    def write(self, person: MapPerson, number: int) -> Card:
        """The card, not yet placed: its middle is the young person's."""
        room = self.widest * self.sheet.across - 2 * PADDING * self.text
        marks = SYMBOL * self.text * (person.chosen_adult + bool(person.draw_on))
        name, detail = self._name(person, number, room - marks), self._detail(person, room)
        wide = max(
            text_width(name, self.text) + marks,
            self.text,
            *(text_width(line, DETAIL * self.text, bold=False) for line in detail),
        )
        high = LEADING * self.text * (1 + DETAIL * len(detail)) + PADDING * self.text
        return Card(
            person,
            number,
            x=0,
            y=0,
            across=(wide + 2 * PADDING * self.text) / 2 / self.sheet.across,
            down=high / 2 / self.sheet.down,
            name=name,
            detail=detail,
            text=self.text,
        )

    def _name(self, person: MapPerson, number: int, room: float) -> str:
        if self.telling is Telling.NUMBER:
            return str(number)
        return shortened(self.shorts.get(person.id, self.words.nameless), self.text, room)

    def _detail(self, person: MapPerson, room: float) -> tuple[str, ...]:
        if self.telling is not Telling.RELATION:
            return ()
        told = (person.relation, self.words.chosen if person.chosen_adult else None)
        size = DETAIL * self.text
        return tuple(part for line in told if line for part in broken(line, size, room))


def short_names(people: Sequence[MapPerson]) -> dict[str, str]:
    """First names; where two share one, with the first letter of the last name."""
    named = {one.id: words for one in people if (words := (one.name or "").split())}
    first = [words[0] for words in named.values()]
    return {
        id_: words[0]
        if first.count(words[0]) == 1 or len(words) == 1
        else f"{words[0]} {words[-1][0]}."
        for id_, words in named.items()
    }
