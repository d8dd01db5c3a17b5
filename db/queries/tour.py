"""What the tour of the demo store shows."""

from datetime import date

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from core.calendar import add_months
from core.codes import Method
from core.records.people import Person
from db.engine import reading
from db.models import CaseRow, ContactRow, SupportCourseRow, YoungPersonRow
from db.queries.visible import visible_to

Course = aliased(SupportCourseRow)
"""Apart from the courses that decide who sees a case."""
UNDER_WAY = 8
"""Months: a course in CTI that began so long ago at most has not come to its end."""


def case_to_show(*, by: Person, on: date) -> int | None:
    """The case number of the young person to look at: with much to see, and no protected name.

    One under way in CTI where there is any, with most contacts; None where the person sees nobody
    in a support course.
    """
    in_cti = and_(
        Course.method == Method.CTI,
        Course.start_date >= add_months(on, -UNDER_WAY),
    )
    query = (
        select(CaseRow.number)
        .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
        .join(Course, Course.case_id == CaseRow.id)
        .outerjoin(ContactRow, ContactRow.case_id == CaseRow.id)
        .where(
            CaseRow.end_date.is_(None),
            Course.end_date.is_(None),
            YoungPersonRow.protected_identity.is_not(True),
            visible_to(by),
        )
        .group_by(CaseRow.number, Course.method, Course.start_date)
        .order_by(in_cti.desc(), func.count(ContactRow.id).desc(), CaseRow.number)
    )
    with reading() as session:
        return session.scalar(query.limit(1))
