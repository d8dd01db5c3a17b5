"""One case as a whole: what happened, how far the seven steps are, which rules are set aside."""

from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import Any

from core.codes import Combination, Decision, MeetingState, Step, TargetGroup
from core.housing import HOMES
from core.meetings import NETWORK
from core.records.caseload import Granted
from core.records.people import Person
from core.records.timeline import Happening, Story, Way
from core.seven_steps import states
from db.engine import reading
from db.kept import kept_by_case
from db.queries import happenings
from db.queries.naming import readable
from db.queries.story_rows import rows_of_story
from db.queries.visible import sees
from db.together import Answers


def story(case_id: str, *, by: Person, on: date) -> Story | None:
    """The whole way of one case; None where there is none or the person may not see it."""
    told = _told(case_id, on) if sees(by, case_id) else None
    return readable(told, case_id, by=by) if told is not None else None


@kept_by_case
def _told(case_id: str, on: date) -> Story | None:
    with reading() as session:
        told = rows_of_story(session, case_id)
    if told is None:
        return None
    return Story(
        happenings=_newest_first(happenings.of_case(told, on)),
        trin=states(_way(told, on)),
        overrides=tuple(_in_force(told, on)),
    )


def _newest_first(told: Sequence[Happening]) -> tuple[Happening, ...]:
    """By day; of one day the later told is the newer."""
    ordered = sorted(told, key=_day)
    ordered.reverse()
    return tuple(ordered)


def _day(told: Happening) -> date:
    return told.date


def _way(told: Answers, on: date) -> Way:
    case, courses, homes = told["cases"][0], told["courses"], told["homes"]
    begun = [course for course in courses if course.start_date <= on]
    still = [course for course in begun if course.end_date is None]
    return Way(
        taken_up=case.taken_up_date is not None or Step(case.step) is Step.ASSESSMENT,
        assessed=case.assessed_date is not None or case.target_group is not None,
        turned_down=case.step == Step.REJECTED.value,
        accepted=case.decision == Decision.ACCEPTED.value,
        coordinated=case.coordinator_id is not None,
        met=any(map(_was_met, told["meetings"])),
        granted_support=case.combination in {Combination.SM_CTI, Combination.SM_ICM},
        homeless=case.target_group == TargetGroup.HOMELESS.value,
        worker_named=bool(courses) or case.contact_worker_id is not None,
        support_begun=bool(begun),
        support_open=bool(still),
        handover_agreed=any(course.handover_agreed_date for course in still),
        home_promised=any(home.allocated_date or home.lease_signed_date for home in homes),
        moved_in=any(home.situation in HOMES and home.from_date <= on for home in homes),
        closed=case.step == Step.CLOSED.value,
    )


def _was_met(meeting: Any) -> bool:
    return bool(meeting.kind == NETWORK and meeting.state == MeetingState.HELD.value)


def _in_force(told: Answers, on: date) -> Iterator[Granted]:
    """The rules set aside: until their last day, or as long as the course they stand for."""
    if told["cases"][0].step in {Step.CLOSED.value, Step.REJECTED.value}:
        return
    over = {course.id for course in told["courses"] if course.end_date is not None}
    names = {each.id: each.name for each in told["staff"]}
    for row in sorted(told["overrides"], key=attrgetter("date", "id")):
        if (row.valid_to is None or row.valid_to >= on) and row.subject_id not in over:
            worker = names.get(row.staff_id)
            yield Granted(row.rule, worker, row.reason, row.date, row.valid_to, row.by_name)
