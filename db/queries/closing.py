"""Questions about how a case ended."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.records.people import Person
from core.records.support import Closure, FurtherGoalLine, Reopening
from db.engine import reading
from db.kept import kept_by_case
from db.models import AgreementRow, CaseEventRow, CaseRow, GoalRow, StatusRow
from db.queries.housing import rows_of
from db.queries.naming import readable
from db.queries.support import course_rows
from db.queries.visible import sees

SUPPORT_REOPENED, CASE_REOPENED = "support_reopened", "case_reopened"


def closure(case_id: str, *, by: Person) -> Closure | None:
    """How the case ended, or stands towards its end; None where the person may not see it."""
    told = _told(case_id)
    return readable(told, case_id, by=by) if told is not None and sees(by, case_id) else None


@kept_by_case
def _told(case_id: str) -> Closure | None:
    with reading() as session:
        case = session.get(CaseRow, case_id)
        if case is None:
            return None
        status = _last_status(session, case)
        return Closure(
            version=case.version,
            end_date=case.end_date,
            closure_reason=case.closure_reason,
            closure_note=case.closure_note,
            young_person_involved=case.closure_young_person_involved,
            team_involved=case.closure_team_involved,
            housing_situation=_situation(session, case),
            in_education=status.in_education if status else None,
            education_type=status.education_type if status else None,
            employment=status.employment if status else None,
            further_goals=tuple(_further_goals(session, case.id)),
            reopenings=tuple(_reopenings(session, case.id)),
        )


def first_end(session: Session, case: CaseRow) -> date:
    """The first day the case can end on: its start, and no course of support beyond it (R03)."""
    ends = [row.end_date for row in course_rows(session, case.id) if row.end_date is not None]
    return max([case.start_date or case.referral_date, *ends])


def _last_status(session: Session, case: CaseRow) -> StatusRow | None:
    query = select(StatusRow).where(StatusRow.case_id == case.id)
    if case.end_date is not None:
        query = query.where(StatusRow.date <= case.end_date)
    return session.scalar(query.order_by(StatusRow.date.desc(), StatusRow.id.desc()).limit(1))


def _situation(session: Session, case: CaseRow) -> str | None:
    known = rows_of(session, case.id)
    if case.end_date is not None:
        known = [row for row in known if row.from_date <= case.end_date]
    return known[-1].situation if known else None


def _further_goals(session: Session, case_id: str) -> list[FurtherGoalLine]:
    query = (
        select(GoalRow, AgreementRow)
        .join(AgreementRow, AgreementRow.goal_id == GoalRow.id)
        .where(GoalRow.case_id == case_id, GoalRow.further.is_(True))
        .order_by(AgreementRow.follow_up_date, AgreementRow.id)
    )
    return [
        FurtherGoalLine(
            id=agreement.id,
            text=goal.text,
            life_domain=goal.life_domain,
            action=agreement.text,
            responsible=agreement.responsible,
            follow_up_date=agreement.follow_up_date,
        )
        for goal, agreement in session.execute(query)
    ]


def _reopenings(session: Session, case_id: str) -> list[Reopening]:
    query = (
        select(CaseEventRow)
        .where(
            CaseEventRow.case_id == case_id,
            CaseEventRow.kind.in_([SUPPORT_REOPENED, CASE_REOPENED]),
        )
        .order_by(CaseEventRow.date.desc(), CaseEventRow.id.desc())
    )
    return [
        Reopening(row.date, row.kind, row.reason, row.by_name) for row in session.scalars(query)
    ]
