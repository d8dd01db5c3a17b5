"""The rows of meetings: when they are held, who comes, what the checklist says."""

from dataclasses import dataclass
from datetime import date

from core.agenda import one_a_line
from core.calendar import add_months
from core.codes import MeetingState, Step, Variant, all_codes
from core.duties import MEETING_AGES
from db.demo.days import plus, workday
from db.demo.life import Life
from db.demo.preparing import called, prepared
from db.demo.stories import Flaw
from db.models import MeetingRow, ParticipantRow

SHORTEST, LONGEST = 52, 76
"""Days between two network meetings: never three months, even with Christmas in between."""
_TIMES = ("13.00", "14.00", "14.30", "15.00", "15.30", "16.00", "16.30")


@dataclass(frozen=True, slots=True)
class Met:
    """A network meeting; `held` is false for the one that is planned."""

    id: str
    day: date
    held: bool
    next_day: date | None


def write_meetings(life: Life) -> list[Met]:
    """All meetings of a case; returns the network meetings, oldest first."""
    first = life.course.first_meeting
    if first is None:
        return []
    days = _days(life, first)
    return [_network(life, days, place) for place in range(len(days))]


def _days(life: Life, first: date) -> list[date]:
    if life.story.flaw is Flaw.FEW_MEETINGS:
        return [first, *(workday(plus(life.on, days)) for days in (-150, -60, 20))]
    days = [first]
    while days[-1] <= life.last_day:
        days.append(_next(life, days[-1]))
    if life.course.end is not None:
        days = [day for day in days if day < plus(life.course.end, -12)]
        return [*days, workday(plus(life.course.end, -7), life.on)]
    return _flawed(life, days)


def _next(life: Life, before: date) -> date:
    """The next day: at a fixed age in variant U where one comes first, else after two months."""
    regular = plus(before, life.dice.randint(SHORTEST, LONGEST))
    if life.story.variant is Variant.U:
        for months in MEETING_AGES:
            fixed = add_months(life.young.birth_date, months)
            if plus(before, 14) < fixed <= regular:
                return workday(fixed)
    return workday(regular)


def _flawed(life: Life, days: list[date]) -> list[date]:
    if life.story.flaw is Flaw.MEETING_GAP:
        return [day for day in days if day <= plus(life.on, -100)] or days[:1]
    if life.story.flaw is Flaw.MEETING_NOT_HELD:
        return [
            *[day for day in days if day < plus(life.on, -30)],
            workday(plus(life.on, -9), life.on),
        ]
    return days


def _held(life: Life, days: list[date], place: int) -> bool:
    missed = life.story.flaw is Flaw.MEETING_NOT_HELD and place == len(days) - 1
    return days[place] <= life.on and not missed


def _network(life: Life, days: list[date], place: int) -> Met:
    day, held = days[place], _held(life, days, place)
    if held and life.chance(0.35):
        _small(life, "pre_meeting", plus(day, -life.dice.randint(3, 7)), "pre")
    following = days[place + 1] if place + 1 < len(days) else None
    begins = life.dice.choice(_TIMES)
    key = life.rows.add(
        MeetingRow,
        day if held else life.on,
        case_id=life.case_id,
        date=day,
        kind="network",
        state=(MeetingState.HELD if held else MeetingState.PLANNED).value,
        chair_id=life.coordinator.id if life.coordinator else None,
        next_meeting_date=following if held else None,
        no_next_meeting_reason=_no_next(life, following) if held else None,
        start_time=begins,
        place=life.say("place.all"),
        purpose=life.say(_purpose(life, days, place)),
        agenda=one_a_line(life.say("agenda.all")),
        **prepared(life, day, begins),
        **(_checklist(life, last=following is None or following > life.on) if held else {}),
    )
    _participants(life, key, day, held=held)
    if held and life.chance(0.2):
        _small(life, *_after(life, day))
    return Met(key, day, held, following)


def _no_next(life: Life, following: date | None) -> str | None:
    return life.say("no_next.all") if following is None and life.course.end is None else None


def _purpose(life: Life, days: list[date], place: int) -> str:
    if place == 0:
        return "purpose.first"
    closing = life.story.step is Step.CLOSED and place == len(days) - 1
    return "purpose.last" if closing else "purpose.later"


def _after(life: Life, day: date) -> tuple[str, date, str]:
    if life.chance(0.2):
        return "acute", plus(day, life.dice.randint(8, 20)), "acute"
    kind = life.dice.choice(("individual", "follow_up"))
    return kind, plus(day, life.dice.randint(5, 14)), "talk"


def _small(life: Life, kind: str, day: date, purpose: str) -> None:
    """A meeting beside the network meetings, where it fits into the course."""
    held = workday(day)
    if life.course.start is None or not life.course.start <= held <= life.last_day:
        return
    key = life.rows.add(
        MeetingRow,
        held,
        case_id=life.case_id,
        date=held,
        kind=kind,
        state=MeetingState.HELD.value,
        chair_id=life.coordinator.id if life.coordinator else None,
        start_time=life.dice.choice(_TIMES),
        place=life.say("place.all"),
        purpose=life.say(f"purpose.{purpose}"),
        agenda=one_a_line(life.say("agenda.short")) if kind == "pre_meeting" else None,
    )
    _present(life, key, "young_person", life.young.name, 1.0, held)
    if life.adult:
        _present(life, key, "chosen_adult", life.adult.name, 0.8, held)


_YES = {
    "young_person_attended": 0.96,
    "young_person_heard": 0.97,
    "young_person_had_the_floor": 0.91,
    "young_person_in_decisions": 0.95,
    "young_person_agreed": 0.93,
    "young_person_knows_follow_up": 0.96,
    "well_prepared": 0.97,
    "well_run": 0.96,
    "agenda_completed": 0.9,
    "clear_goals": 0.93,
    "responsibilities_agreed": 0.97,
    "follow_up_agreed": 0.95,
    "plan_useful": 0.96,
    "network_map_exists": 0.86,
    "network_map_used": 0.72,
    "network_map_sufficient": 0.9,
}
"""Shares of yes, near those of the report of 2017 (figures 6.2-6.5)."""
_OWN_PART = frozenset(item for item in _YES if item.startswith("young_person_"))


def _checklist(life: Life, *, last: bool) -> dict[str, bool]:
    answers = {item: life.chance(_YES.get(item, 1.0)) for item in all_codes("checklist_item")}
    if not answers["young_person_attended"]:
        answers |= dict.fromkeys(_OWN_PART, False)
    if not answers["network_map_exists"]:
        answers |= {"network_map_used": False, "network_map_sufficient": False}
    answers["has_chosen_adult"] = life.adult is not None
    answers["professionals_only_pre_meeting"] = last and life.story.flaw is Flaw.PROFESSIONALS_ONLY
    return answers


def _participants(life: Life, meeting_id: str, day: date, *, held: bool) -> None:
    came = 0.0 if not held else 0.85
    _present(life, meeting_id, "young_person", life.young.name, came and 1.0, day, held=held)
    under_age = day < add_months(life.young.birth_date, 216)
    for known in life.people:
        role = "chosen_adult" if known.chosen else known.role
        if role == "guardian" and not under_age:
            role = "other"
        if known.chosen or not known.private or (under_age and role == "guardian"):
            _present(life, meeting_id, role, known.name, came, day, held=held)
    supported = life.course.support_start is not None and life.course.support_start <= day
    ended = life.course.support_end is not None and life.course.support_end < day
    if life.worker and supported and not ended:
        _present(
            life, meeting_id, "support_worker", life.worker.name, came and 0.95, day, held=held
        )


def _present(
    life: Life,
    meeting_id: str,
    role: str,
    name: str,
    share: float,
    day: date,
    *,
    held: bool = True,
) -> None:
    attended = life.chance(share)
    life.rows.add(
        ParticipantRow,
        life.on,
        meeting_id=meeting_id,
        role=role,
        name=name,
        invited=True,
        attended=attended if held else None,
        active=(attended and life.chance(0.9)) if held else None,
        **called(life, day, name, held=held),
    )
