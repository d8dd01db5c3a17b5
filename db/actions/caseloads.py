"""Move one or several of a worker's young people to others: all of them, or none."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from core.caseload import CapAside, Handing, checked_cap_aside
from core.codes import Method, Step
from core.errors import DatesOutOfOrder, RuleBroken
from core.moving import ChargeChanged, Move, checked_moves
from core.pathway import OPEN_STEPS, check_step
from core.permissions import Act, check_may
from core.records.people import Person
from core.redaction import listed_name
from core.texts import TEXT, check_order, past_date, required_text
from db.actions.coordinators import passed_on
from db.actions.support import check_open, handed_over
from db.audit import find
from db.engine import transaction
from db.models import CaseRow, Keyed, SupportCourseRow, YoungPersonRow
from db.queries.visible import reach_of

_NO_ASIDE = CapAside()


def move(
    moves: Sequence[Move],
    *,
    from_id: str,
    day: date | None,
    reason: str | None,
    aside: CapAside = _NO_ASIDE,
    by: Person,
    on: date,
) -> None:
    """Give young people of one worker to others from a day, with a reason.

    Each is passed on as by itself: its event stays, the caps are counted anew after each. `aside`
    sets the caps aside for those who would be over. One that is refused leaves all where they were.
    """
    with transaction() as session:
        check_may(by, Act.MOVE_CASELOAD)
        since = past_date("day", day, on)
        why = required_text("reason", reason, TEXT)
        if aside.given:
            checked_cap_aside(aside, on)
        how = Handing(since, why, aside)
        for each in checked_moves(moves):
            try:
                _move_one(session, each, from_id, how, by, on)
            except RuleBroken as refusal:
                # The fields of the single forms are not on the form that moves many.
                refusal.field = "day" if isinstance(refusal, DatesOutOfOrder) else None
                raise
            session.flush()


def _move_one(
    session: Session, one: Move, from_id: str, how: Handing, by: Person, on: date
) -> None:
    if one.method is Method.SM:
        case = find(session, CaseRow, one.charge_id)
        check_may(by, Act.MOVE_CASELOAD, reach_of(session, case))
        _take(session, case, case, one, held_by=case.coordinator_id, from_id=from_id)
        check_step(Step(case.step), OPEN_STEPS)
        check_order("day", case.start_date, how.day)
        passed_on(session, case, how, coordinator_id=one.to_id, by=by, on=on)
    else:
        course = find(session, SupportCourseRow, one.charge_id)
        case = find(session, CaseRow, course.case_id)
        check_may(by, Act.MOVE_CASELOAD, reach_of(session, case))
        _take(session, course, case, one, held_by=course.worker_id, from_id=from_id)
        check_open(course)
        check_order("day", min(course.start_date, on), how.day)
        handed_over(session, course, case, how, worker_id=one.to_id, by=by, on=on)


def _take(
    session: Session, row: Keyed, case: CaseRow, one: Move, *, held_by: str | None, from_id: str
) -> None:
    """Claim the case or the course; raises ChargeChanged, which says whose it is."""
    if row.version != one.seen_version or held_by != from_id:
        young = session.get_one(YoungPersonRow, case.young_person_id)
        name = listed_name(young.name, case.number, protected=bool(young.protected_identity))
        raise ChargeChanged(name=name, number=str(case.number))
    row.version += 1
