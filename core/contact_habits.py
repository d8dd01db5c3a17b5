"""What a worker usually records, so that a usual contact is recorded in three taps."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from core.contacts import DRIVING, Contact
from core.records.support import ContactLine

MOST_USUAL = 6
"""How many usual contacts are offered: what a telephone shows without scrolling."""

MINUTES = (15, 30, 45, 60, 90, 120)
"""The lengths to choose from; others are typed."""


@dataclass(frozen=True, slots=True)
class Habit:
    """What was done, where and how long; `minutes` are whole minutes."""

    activity: str
    mode: str | None
    place: str | None
    minutes: int
    with_network: bool = False

    @property
    def key(self) -> str:
        """The habit as one word, to choose it by."""
        told = (self.activity, self.mode or "", self.place or "", str(self.minutes))
        return "|".join((*told, "1" if self.with_network else ""))

    def contact(self) -> Contact:
        """The contact without its day and minutes."""
        return Contact(
            day=None,
            activity=self.activity,
            minutes=None,
            mode=self.mode,
            place=self.place,
            with_network=self.with_network,
        )


STARTERS = (
    Habit("direct_contact", "face_to_face", "home", 60),
    Habit("direct_contact", "face_to_face", "community", 60),
    Habit("direct_contact", "phone", None, 15),
    Habit("coordination", None, None, 30),
)
"""Offered as long as the worker has recorded little; lengths as a start only."""


def habit_of(line: ContactLine) -> Habit:
    """The contact without its day, its note and whom it was with."""
    return Habit(line.activity, line.mode, line.place, line.minutes, bool(line.with_network))


def usual(lines: Iterable[ContactLine]) -> tuple[Habit, ...]:
    """The worker's most usual contacts, the most frequent first, then what anybody begins with.

    `lines` are the latest contacts, newest first; of two equally frequent the newer comes first.
    Driving is recorded with what it was for, and is no habit of its own. Habits that differ in
    their minutes alone are one, with the minutes of the newest.
    """
    newest: dict[Habit, Habit] = {}
    counted: Counter[Habit] = Counter()
    for line in lines:
        if line.activity == DRIVING:
            continue
        habit = habit_of(line)
        kind = replace(habit, minutes=0)
        newest.setdefault(kind, habit)
        counted[kind] += 1
    own = [newest[kind] for kind, _ in counted.most_common()]
    known = {replace(habit, minutes=0) for habit in own}
    more = [each for each in STARTERS if replace(each, minutes=0) not in known]
    return tuple([*own, *more][:MOST_USUAL])


def minutes_offered(own: Sequence[int]) -> tuple[int, ...]:
    """The lengths to choose from, with those of the habits among them."""
    return tuple(sorted({*MINUTES, *own}))
