"""The rows of support: where the young person lives, the support course, pauses, and contacts."""

from collections.abc import Iterator
from datetime import date

from core.calendar import add_months
from core.codes import Method, Step, TargetGroup
from core.support import CTI_MONTHS
from db.demo.days import plus, workday, workday_before
from db.demo.life import Life
from db.demo.meetings import Met
from db.demo.staff import Employed
from db.demo.stories import Flaw
from db.models import ContactRow, HousingRow, PauseRow, SupportCourseRow

FORGETFUL = "Ruben Ravstrand"
_HOMELESS = (
    "family_friends",
    "family_friends",
    "family_friends",
    "shelter_110",
    "shelter_110",
    "rough_sleeping",
    "night_shelter",
    "hotel",
    "transitional_housing",
    "other_homeless",
    "discharge_no_home",
)
_HOUSED = {
    TargetGroup.AT_RISK: ("own_home_at_risk", "own_home_at_risk", "lives_with_parents", "own_home"),
    TargetGroup.IN_CARE: ("in_care",),
    TargetGroup.FORMERLY_IN_CARE: ("own_home", "supported_housing", "lives_with_parents"),
    TargetGroup.OTHER_MEASURES: ("lives_with_parents",),
}


def write_housing(life: Life) -> None:
    """Where the young person lives, from before the referral on."""
    if life.course.taken_up is None or life.story.step is Step.REJECTED:
        return
    if life.story.step is Step.ASSESSMENT and life.chance(0.4):
        return
    since = plus(life.course.referral, -life.dice.randint(10, 130))
    if life.story.group is TargetGroup.HOMELESS:
        _homeless(life, since)
    else:
        _housed(life, since)


def _homeless(life: Life, since: date) -> None:
    course = life.course
    first = life.dice.choice(_HOMELESS)
    if life.chance(0.35):
        moved = plus(course.referral, -life.dice.randint(1, 8))
        _lives(life, since, "family_friends", to_date=moved)
        since, first = moved, life.dice.choice(("shelter_110", "night_shelter", "rough_sleeping"))
    home = {"allocated_date": course.allocated, "lease_signed_date": course.lease}
    _lives(life, since, first, to_date=course.move_in, waiting_list_date=course.listed, **home)
    if course.move_in is not None:
        lost = course.end if life.story.ending == "dropped_out" else None
        lost = plus(lost, -10) if lost and plus(lost, -10) > course.move_in else None
        _lives(life, course.move_in, "own_home", to_date=lost, **home)
        if lost is not None:
            _lives(life, lost, "family_friends")


def _housed(life: Life, since: date) -> None:
    situation = life.dice.choice(_HOUSED[life.story.group])
    settled = plus(life.course.start, 120) if life.course.start else life.on
    if situation == "own_home_at_risk" and settled < life.last_day:
        _lives(life, since, situation, to_date=settled)
        since, situation = settled, "own_home"
    _lives(life, since, situation)


def _lives(life: Life, since: date, situation: str, **columns: date | None) -> None:
    life.rows.add(
        HousingRow, since, case_id=life.case_id, from_date=since, situation=situation, **columns
    )


# ---------------------------------------------------------------- the support course


def write_support(life: Life) -> str | None:
    """The support course, its handover and its pauses; returns the course's key."""
    start = life.course.support_start
    if start is None or life.worker is None or life.method is None:
        return None
    key = life.rows.add(
        SupportCourseRow,
        start,
        case_id=life.case_id,
        method=life.method.value,
        worker_id=life.worker.id,
        start_date=start,
        handover_agreed_date=_handover(life, start),
        **_ending(life),
    )
    if life.method is Method.ICM and life.chance(0.25):
        _pause(life, key, start)
    return key


def _handover(life: Life, start: date) -> date | None:
    if life.method is not Method.CTI or life.story.flaw is Flaw.NO_HANDOVER:
        return None
    due = add_months(start, CTI_MONTHS - 1)
    agreed = workday_before(plus(due, -life.dice.randint(2, 24)))
    reached = agreed <= min(life.on, life.course.support_end or life.on)
    return agreed if reached else None


def _ending(life: Life) -> dict[str, object]:
    if life.course.support_end is None:
        return {}
    if life.story.ending == "dropped_out":
        return {
            "end_date": life.course.support_end,
            "end_reason": "dropped_out",
            "follow_on_support": "none",
            "follow_on_note": life.say("follow_on.none"),
        }
    follow_on = life.dice.choice(("section_85", "section_85", "mentor_167", "none", "section_85a"))
    return {
        "end_date": life.course.support_end,
        "end_reason": "planned",
        "follow_on_support": follow_on,
        "follow_on_note": life.say(f"follow_on.{follow_on}"),
    }


def _pause(life: Life, course_id: str, start: date) -> None:
    began = plus(start, life.dice.randint(40, 100))
    ended = plus(began, life.dice.randint(14, 35))
    until = life.course.support_end or life.on
    if began >= until:
        return
    reason = life.dice.choice(("admitted", "custody", "away"))
    life.rows.add(
        PauseRow,
        began,
        course_id=course_id,
        from_date=began,
        to_date=ended if ended <= until else None if life.course.support_end is None else until,
        reason=reason,
        note=life.say(f"pause.{reason}"),
    )


# ---------------------------------------------------------------- contacts

_CTI_EVERY = ((3, 4, 8), (6, 8, 14), (12, 15, 28))
"""Until so many months after the start, days from one contact to the next: fewer in each phase."""
_ICM_EVERY = (3, 7)
_COORDINATOR_EVERY = (7, 15)
_MINUTES = {"face_to_face": (40, 110), "phone": (10, 30), "sms": (5, 15), "video": (20, 45)}
_MODES, _SHARES = tuple(_MINUTES), (11, 4, 4, 1)


def write_contacts(life: Life, meetings: list[Met]) -> None:
    """The hours of the coordinator and of the support worker."""
    if life.coordinator and life.course.start:
        for day in _days(life, plus(life.course.start, 2), life.last_day, _COORDINATOR_EVERY):
            _coordination(life, life.coordinator, day)
        for met in meetings:
            if met.held:
                _around_meeting(life, life.coordinator, met.day)
    if life.worker and life.course.support_start and life.method:
        _support_contacts(life, life.worker, life.method, life.course.support_start)


def _days(life: Life, first: date, last: date, every: tuple[int, int]) -> Iterator[date]:
    day = workday(first)
    while day <= last:
        yield day
        day = workday(plus(day, life.dice.randint(*every)))


def _coordination(life: Life, worker: Employed, day: date) -> None:
    if life.chance(0.6):
        _contact(life, worker.id, day, Method.SM)
    else:
        minutes = life.dice.randrange(15, 60, 5)
        _hours(life, worker.id, day, Method.SM, "coordination", minutes)


def _around_meeting(life: Life, worker: Employed, day: date) -> None:
    parts = (("meeting_preparation", 45), ("meeting", 75), ("meeting_follow_up", 30))
    for activity, least in parts:
        minutes = least + life.dice.randrange(0, 50, 5)
        _hours(life, worker.id, day, Method.SM, activity, minutes)


def _support_contacts(life: Life, worker: Employed, method: Method, start: date) -> None:
    last = min(life.course.support_end or life.on, life.on)
    for first, until, every in _stretches(method, start, last):
        for day in _days(life, first, until, every):
            if _forgotten(worker, day, life.on):
                continue
            _contact(life, worker.id, day, method)
            if life.chance(0.3):
                minutes = life.dice.randrange(15, 50, 5)
                _hours(life, worker.id, day, method, "driving", minutes)


def _forgotten(worker: Employed, day: date, on: date) -> bool:
    """One worker wrote nothing last month, so that the project leader has somebody to remind."""
    return worker.name == FORGETFUL and day.replace(day=1) == add_months(on.replace(day=1), -1)


def _stretches(
    method: Method, start: date, last: date
) -> Iterator[tuple[date, date, tuple[int, int]]]:
    if method is Method.ICM:
        yield start, last, _ICM_EVERY
        return
    first = start
    for months, least, most in _CTI_EVERY:
        until = min(plus(add_months(start, months), -1), last)
        yield first, until, (least, most)
        first = plus(until, 1)


def _contact(life: Life, worker_id: str, day: date, method: Method) -> None:
    mode = life.dice.choices(_MODES, _SHARES)[0]
    least, most = _MINUTES[mode]
    placed = mode == "face_to_face"
    life.rows.add(
        ContactRow,
        day,
        case_id=life.case_id,
        worker_id=worker_id,
        date=day,
        method=method.value,
        activity="direct_contact",
        minutes=life.dice.randrange(least, most + 1, 5),
        mode=mode,
        place=life.dice.choice(("home", "home", "community", "office")) if placed else None,
        with_network=life.chance(0.15) and life.story.flaw is not Flaw.PHASE_OPEN,
        note=life.say(f"contact.{mode}") if life.chance(0.12) else None,
    )


def _hours(
    life: Life, worker_id: str, day: date, method: Method, activity: str, minutes: int
) -> None:
    life.rows.add(
        ContactRow,
        day,
        case_id=life.case_id,
        worker_id=worker_id,
        date=day,
        method=method.value,
        activity=activity,
        minutes=minutes,
    )
