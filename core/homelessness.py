"""The count of homelessness on a day: who, in which of the nine situations.

The national count is held in week 6 of every second year (VIVE); it asks for these nine situations.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from core.codes import HousingGroup, Step, all_codes, group_of
from core.home_waiting import in_force
from core.records.homes import HomeCase
from core.records.housing import HousingLine

NINE = tuple(
    code
    for code in all_codes("housing_situation")
    if group_of("housing_situation", code) == HousingGroup.HOMELESS
)
"""The nine situations of the count, in its order (VIVE 2019 p. 15)."""

WEEK, WEDNESDAY = 6, 3


@dataclass(frozen=True, slots=True)
class Counted:
    """One young person and the situation on the day; None: nothing was recorded for it."""

    case: HomeCase
    line: HousingLine | None


@dataclass(frozen=True, slots=True)
class HomelessCount:
    """The count: the young people in each of the nine, those of whom it is not known, and the rest.

    `housed` is how many were known to live otherwise.
    """

    on: date
    people: Mapping[str, tuple[Counted, ...]]
    unknown: tuple[Counted, ...]
    housed: int

    @property
    def homeless(self) -> int:
        """How many were in homelessness."""
        return sum(map(len, self.people.values()))


def week_six(on: date) -> date:
    """The Wednesday of the latest week 6 that has begun its Wednesday."""
    day = date.fromisocalendar(on.year, WEEK, WEDNESDAY)
    return day if day <= on else date.fromisocalendar(on.year - 1, WEEK, WEDNESDAY)


def with_us(case: HomeCase, on: date) -> bool:
    """Whether the case was there on the day: referred, not turned down, and not ended before it."""
    if case.referral_date > on or (case.end_date is not None and case.end_date < on):
        return False
    turned_down = case.step is Step.REJECTED
    return not turned_down or (case.decision_date is not None and on < case.decision_date)


def count(cases: Iterable[HomeCase], on: date) -> HomelessCount:
    """Every young person once, by the newest case; situations nobody is in are there, empty."""
    newest: dict[str, HomeCase] = {}
    for case in sorted(cases, key=lambda each: (each.referral_date, each.number)):
        if with_us(case, on):
            newest[case.young_person_id] = case
    people: dict[str, list[Counted]] = {code: [] for code in NINE}
    unknown: list[Counted] = []
    for case in newest.values():
        line = in_force(case.lines, on)
        if line is None or line.group is HousingGroup.UNKNOWN:
            unknown.append(Counted(case, line))
        elif line.situation in people:
            people[line.situation].append(Counted(case, line))
    found = MappingProxyType({code: tuple(those) for code, those in people.items()})
    homeless = sum(map(len, people.values()))
    return HomelessCount(on, found, tuple(unknown), len(newest) - homeless - len(unknown))
