"""What is written down of a case's support besides its dates: phases, agreements, reviews."""

import json
from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from core.codes import Combination, Decision, Method
from core.cti_progress import counted
from core.records.cti import (
    ContactBuilding,
    IcmAgreement,
    IcmReview,
    Met,
    PhasePlan,
    SupportFile,
)
from core.records.people import Person
from core.support import Phase
from db.engine import reading
from db.kept import kept_by_case
from db.models import (
    CaseEventRow,
    CaseRow,
    ContactRow,
    IcmAgreementRow,
    IcmReviewRow,
    PhasePlanRow,
    StaffRow,
    SupportCourseRow,
)
from db.queries.assessment import CHANGED
from db.queries.visible import sees
from db.several import parted


def of_case(case_id: str, *, by: Person) -> SupportFile | None:
    """All of one case; None where there is none or the person may not see it."""
    return _found(case_id) if sees(by, case_id) else None


@kept_by_case
def _found(case_id: str) -> SupportFile:
    with reading() as session:
        case = session.get_one(CaseRow, case_id)
        return SupportFile(
            building=building_of(session, case),
            plans=tuple(map(plan_of, plan_rows(session, case_id))),
            cti=met(session, case_id, Method.CTI),
            icm=met(session, case_id, Method.ICM),
            agreements=tuple(map(agreement_of, agreement_rows(session, _courses(case_id)))),
            reviews=tuple(map(review_of, review_rows(session, _courses(case_id)))),
        )


def building_of(session: Session, case: CaseRow) -> ContactBuilding:
    """Who builds contact before CTI, since when, and since when CTI is granted."""
    worker = session.get(StaffRow, case.contact_worker_id) if case.contact_worker_id else None
    return ContactBuilding(
        granted=_granted(session, case),
        since=case.contact_since,
        worker_id=case.contact_worker_id,
        worker_name=worker.name if worker else None,
    )


def _granted(session: Session, case: CaseRow) -> date | None:
    """The day of the decision, or of the last change of combination, where that is CTI."""
    if case.combination != Combination.SM_CTI.value:
        return None
    changes = session.scalars(
        select(CaseEventRow)
        .where(CaseEventRow.case_id == case.id, CaseEventRow.kind == CHANGED)
        .order_by(CaseEventRow.date.desc(), CaseEventRow.id.desc())
    )
    for row in changes:
        if json.loads(row.details or "{}").get("after") == Combination.SM_CTI.value:
            return row.date
    return case.decision_date if case.decision == Decision.ACCEPTED.value else None


def plan_rows(session: Session, case_id: str) -> Sequence[PhasePlanRow]:
    """The plans of a case, oldest first, within a transaction."""
    return session.scalars(
        select(PhasePlanRow).where(PhasePlanRow.case_id == case_id).order_by(PhasePlanRow.id)
    ).all()


def plan_of(row: PhasePlanRow) -> PhasePlan:
    """One plan as a record."""
    return PhasePlan(
        id=row.id,
        version=row.version,
        course_id=row.course_id,
        phase=Phase(row.phase),
        made_date=row.made_date,
        focus_areas=parted(row.focus_areas),
        plan=row.plan,
        closed_date=row.closed_date,
        closing_note=row.closing_note,
    )


def met(session: Session, case_id: str, method: Method) -> tuple[Met, ...]:
    """The contacts of a case in one method as the phases count them, oldest first."""
    rows = session.execute(
        select(
            ContactRow.date,
            ContactRow.activity,
            ContactRow.mode,
            ContactRow.place,
            ContactRow.with_network,
        )
        .where(ContactRow.case_id == case_id, ContactRow.method == method.value)
        .order_by(ContactRow.date, ContactRow.id)
    )
    return tuple(counted(*row) for row in rows)


def _courses(case_id: str) -> Select[str]:
    return select(SupportCourseRow.id).where(SupportCourseRow.case_id == case_id)


def agreement_rows(session: Session, courses: Select[str] | list[str]) -> Sequence[IcmAgreementRow]:
    """The agreements of those courses, oldest first, within a transaction."""
    return session.scalars(
        select(IcmAgreementRow)
        .where(IcmAgreementRow.course_id.in_(courses))
        .order_by(IcmAgreementRow.agreed_date, IcmAgreementRow.id)
    ).all()


def review_rows(session: Session, courses: Select[str] | list[str]) -> Sequence[IcmReviewRow]:
    """The reviews of those courses, oldest first, within a transaction."""
    return session.scalars(
        select(IcmReviewRow)
        .where(IcmReviewRow.course_id.in_(courses))
        .order_by(IcmReviewRow.review_date, IcmReviewRow.id)
    ).all()


def agreement_of(row: IcmAgreementRow) -> IcmAgreement:
    """One agreement as a record."""
    return IcmAgreement(
        id=row.id,
        version=row.version,
        course_id=row.course_id,
        agreed_date=row.agreed_date,
        goals=row.goals,
        contacts=row.contacts,
        per=row.per,
        young_person_words=row.young_person_words,
    )


def review_of(row: IcmReviewRow) -> IcmReview:
    """One review as a record."""
    return IcmReview(
        id=row.id,
        version=row.version,
        course_id=row.course_id,
        review_date=row.review_date,
        still_needed=row.still_needed,
        reason=row.reason,
        next_date=row.next_date,
    )
