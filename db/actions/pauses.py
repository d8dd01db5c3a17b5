"""Days on which no support can be given; nothing else moves because of them."""

from datetime import date

from core.permissions import Act, check_may
from core.records.people import Person
from core.support import PauseEnded, Span, check_apart
from core.texts import TEXT, check_code, check_order, optional_text, past_date
from db.actions.support import check_open
from db.audit import add, claim, find, note
from db.engine import transaction
from db.models import CaseRow, PauseRow, SupportCourseRow
from db.queries.support import pause_rows
from db.queries.visible import reach_of


def pause(
    course_id: str,
    *,
    reason: str | None,
    from_date: date | None,
    to_date: date | None = None,
    remark: str | None = None,
    by: Person,
    on: date,
) -> None:
    """Write down that no support can be given; the planned end stands. Both days are paused."""
    with transaction() as session:
        course = find(session, SupportCourseRow, course_id)
        case = find(session, CaseRow, course.case_id)
        check_may(by, Act.GIVE_SUPPORT, reach_of(session, case))
        check_open(course)
        first = past_date("from_date", from_date, on)
        check_order("from_date", course.start_date, first)
        check_order("to_date", first, to_date)
        check_apart("from_date", first, to_date, map(_span, pause_rows(session, course.id)))
        row = PauseRow(
            course_id=course.id,
            from_date=first,
            to_date=to_date,
            reason=check_code("reason", "pause_reason", reason, first),
            note=optional_text("remark", remark, TEXT),
        )
        note(session, by, Act.GIVE_SUPPORT, add(session, row), case_id=case.id)


def _span(row: PauseRow) -> Span:
    return Span(row.from_date, row.to_date)


def end_pause(
    pause_id: str, *, to_date: date | None, seen_version: int, by: Person, on: date
) -> None:
    """Write down the last day of a pause that is going on."""
    with transaction() as session:
        row = find(session, PauseRow, pause_id)
        course = find(session, SupportCourseRow, row.course_id)
        case = find(session, CaseRow, course.case_id)
        check_may(by, Act.GIVE_SUPPORT, reach_of(session, case))
        claim(session, PauseRow, pause_id, seen_version)
        check_open(course)
        if row.to_date is not None:
            raise PauseEnded
        last = past_date("to_date", to_date, on)
        check_order("to_date", row.from_date, last)
        others = [_span(one) for one in pause_rows(session, course.id) if one.id != row.id]
        check_apart("to_date", row.from_date, last, others)
        row.to_date = last
        note(session, by, Act.GIVE_SUPPORT, row, case_id=case.id)
