"""What the 228 checklists say and who came: published shares laid over all meetings at once.

Who came apart from the roles told in the text (report 2017, p. 27) is not readable in table 6.2;
the shares of the others are invented, those that the text calls the most frequent highest.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

from core.published import figure, rows_of
from db.demo.published.apportion import part, ranked
from db.demo.published.young import Planned, pick_by_meetings

_ADULT, _ATTENDED, _FLOOR = (
    "has_chosen_adult",
    "young_person_attended",
    "young_person_had_the_floor",
)
_MAP, _MAP_USED, _MAP_ENOUGH = (
    "network_map_exists",
    "network_map_used",
    "network_map_sufficient",
)
_OWN_PART = "young_person_"
"""What the items of the young person's own part begin with."""
_SCHOOL = "school_or_education"
_AT_SCHOOL = frozenset({"grade_9", "grade_10"})
_USUAL: Mapping[str, float] = {
    "child_caseworker": 0.8,
    "guidance_counsellor": 0.75,
    "contact_person": 0.3,
    "substance_use_consultant": 0.06,
    "psychiatric_adviser": 0.06,
    "benefits_caseworker": 0.04,
    "ssp_worker": 0.03,
    "other": 0.15,
}
_IN_CARE: Mapping[str, float] = {"placement": 0.5}
_IN_FOSTER_CARE: Mapping[str, float] = {"foster_care_consultant": 0.35}
_FOSTER = frozenset({"foster_family", "kinship_care", "municipal_foster_family"})
_CHOSEN, _ACTIVE, _INVITED = 0.9, 0.93, 1.1


@dataclass(slots=True)
class Sitting:
    """One network meeting: whose (the place in the plan), when, at what age, what came of it."""

    place: int
    planned: Planned
    day: date
    age: float
    nth: int
    answers: dict[str, bool] = field(default_factory=dict)
    roles: dict[str, tuple[bool, bool]] = field(default_factory=dict)
    """Attended, and active."""


def fill_in(sittings: list[Sitting], meetings: list[int], dice: Random) -> None:
    """Answer the checklists of all meetings and seat the participants."""
    _answer(sittings, meetings, dice)
    _seat(sittings, dice)


def _answer(sittings: list[Sitting], meetings: list[int], dice: Random) -> None:
    n = len(sittings)
    no = {item: _noes(item, n) for item in rows_of("checklist")}
    absent = dice.sample(range(n), no[_ATTENDED])
    without_map = pick_by_meetings(meetings, no[_MAP], dice)
    mapless = [place for place in range(n) if sittings[place].place in without_map]
    for item, count in no.items():
        if item == _ADULT:
            chosen = [place for place in range(n) if not sittings[place].planned.has_adult]
        elif item.startswith(_OWN_PART):
            chosen = _first_of(absent, ranked(n, [each.nth for each in sittings], 1.0, dice), count)
        elif item in {_MAP, _MAP_USED, _MAP_ENOUGH}:
            chosen = _first_of(mapless, dice.sample(range(n), n), count)
        else:
            chosen = dice.sample(range(n), count)
        for place, sitting in enumerate(sittings):
            sitting.answers[item] = place not in set(chosen)


def _noes(item: str, n: int) -> int:
    yes = rows_of("checklist")[item]["yes"].value
    return n - part(yes, n)


def _first_of(first: Sequence[int], then: Sequence[int], count: int) -> list[int]:
    """So many places: the ones that come first, then others in their order."""
    return list(dict.fromkeys([*first, *then]))[:count]


# ---------------------------------------------------------------- who came


def _seat(sittings: list[Sitting], dice: Random) -> None:
    for sitting in sittings:
        came = sitting.answers[_ATTENDED]
        sitting.roles["young_person"] = (came, came and sitting.answers[_FLOOR])
        for role, often in _roles(sitting.planned).items():
            drawn = dice.random()
            if drawn < often * _INVITED:
                attended = drawn < often
                sitting.roles[role] = (attended, attended and dice.random() < _ACTIVE)
    ages = [sitting.age for sitting in sittings]
    for role, by in (
        ("guardian", ages),
        ("employment_officer", [-age for age in ages]),
        ("adult_caseworker", [-age for age in ages]),
        (_SCHOOL, [float(each.planned.education_types[0] is None) for each in sittings]),
    ):
        _seat_share(role, sittings, by, dice)


def _roles(planned: Planned) -> Mapping[str, float]:
    found = dict(_USUAL)
    if planned.has_adult:
        found["chosen_adult"] = _CHOSEN
    if planned.group.value == "in_care":
        found |= _IN_CARE
    if planned.placement in _FOSTER:
        found |= _IN_FOSTER_CARE
    return found


def _seat_share(role: str, sittings: list[Sitting], by: list[float], dice: Random) -> None:
    """As many meetings as published, of those attended as many active as published."""
    attended, active = (figure("participants", role, cell) for cell in ("attended", "active"))
    if attended is None:
        raise KeyError(role)
    count = part(attended.value, len(sittings))
    lively = part(active.value, count) if active else round(_ACTIVE * count)
    came = ranked(len(sittings), by, 0.8, dice)[:count]
    speak = set(dice.sample(came, lively))
    for place in came:
        seat = _school(sittings[place].planned) if role == _SCHOOL else role
        sittings[place].roles[seat] = (True, place in speak)


def _school(planned: Planned) -> str:
    return "school" if planned.education_types[0] in _AT_SCHOOL else "education_institution"
