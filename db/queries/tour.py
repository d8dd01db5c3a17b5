"""What the tour of the demo store shows."""

from sqlalchemy import func, select

from core.codes import Method
from core.records.people import Person
from db.engine import reading
from db.models import CaseRow, ContactRow, SupportCourseRow, YoungPersonRow
from db.queries.visible import visible_to


def case_to_show(*, by: Person) -> int | None:
    """The case number of the young person to look at: with much to see, and no protected name.

    One in CTI where there is any, with most contacts; None where the person sees nobody in a
    support course.
    """
    in_cti = SupportCourseRow.method == Method.CTI
    query = (
        select(CaseRow.number)
        .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
        .join(SupportCourseRow, SupportCourseRow.case_id == CaseRow.id)
        .outerjoin(ContactRow, ContactRow.case_id == CaseRow.id)
        .where(
            CaseRow.end_date.is_(None),
            SupportCourseRow.end_date.is_(None),
            YoungPersonRow.protected_identity.is_not(True),
            visible_to(by),
        )
        .group_by(CaseRow.number, SupportCourseRow.method)
        .order_by(in_cti.desc(), func.count(ContactRow.id).desc(), CaseRow.number)
    )
    with reading() as session:
        return session.scalar(query.limit(1))
