"""One young person's way as the writers of the demo share it: who, when, with whom."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from core.codes import Combination, Method
from db.demo.bank import Bank
from db.demo.course import Course
from db.demo.people import Register, Young
from db.demo.rows import Rows
from db.demo.staff import Employed
from db.demo.stories import Story


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody around the young person: `role` is theirs at a meeting."""

    name: str
    relation: str
    role: str
    private: bool
    chosen: bool = False

    @property
    def first(self) -> str:
        """What the young person calls them."""
        return self.name.split()[0]


@dataclass(slots=True, kw_only=True)
class Life:
    """Everything that the writers need; `on` is the day of the fill."""

    case_id: str
    number: int
    story: Story
    course: Course
    young: Young
    dice: Random
    bank: Bank
    register: Register
    rows: Rows
    on: date
    coordinator: Employed | None = None
    worker: Employed | None = None
    people: list[Known] = field(default_factory=list)

    @property
    def last_day(self) -> date:
        """The last day that history can have reached."""
        return min(self.course.end or self.on, self.on)

    @property
    def method(self) -> Method | None:
        """The housing support granted."""
        granted: Combination | None = self.story.combination
        return granted.support_method if granted else None

    @property
    def adult(self) -> Known | None:
        """The adult the young person has chosen."""
        return next((known for known in self.people if known.chosen), None)

    def say(self, key: str) -> str:
        """The next sentence of a list, about this young person."""
        return self.bank.deal(key, self.words)

    @property
    def words(self) -> dict[str, str]:
        """What the sentences are filled with."""
        guidance = next(
            (known for known in self.people if known.role == "guidance_counsellor"), None
        )
        return {
            **self.young.words,
            "koordinator": _first(self.coordinator),
            "bostøtte": _first(self.worker),
            "voksne": self.adult.first if self.adult else "",
            "vejleder": guidance.first if guidance else "",
        }

    def chance(self, share: float) -> bool:
        """True in that share of all cases."""
        return self.dice.random() < share


def _first(employed: Employed | None) -> str:
    return employed.name.split()[0] if employed else ""
