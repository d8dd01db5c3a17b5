"""Questions about the individual reports of a case."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import Variant
from core.permissions import Act, may
from core.records.people import Person, Reach
from core.records.reports import Report, ReportFacts, ReportKind, ReportState, Told
from core.reports import QUESTIONS, next_period, own_kinds
from core.settings import interval
from db.engine import reading
from db.kept import kept_by_case
from db.models import CaseRow, ReportRow
from db.queries.naming import readable
from db.queries.report_facts import facts_of, read
from db.queries.settings import in_force
from db.queries.support import course_rows
from db.queries.visible import reach_of, sees


def reports(case_id: str, *, by: Person) -> tuple[Report, ...]:
    """The reports of a case, the latest period first; none for who may not see the case."""
    return readable(_of_case(case_id), case_id, by=by) if sees(by, case_id) else ()


@kept_by_case
def _of_case(case_id: str) -> tuple[Report, ...]:
    with reading() as session:
        return tuple(report_of(session, row) for row in reversed(rows_of(session, case_id)))


def writable(case_id: str, *, by: Person) -> tuple[ReportKind, ...]:
    """The kinds of report that are the person's to write in the case."""
    found = _written_by(case_id)
    if found is None or not may(by, Act.SEE_CASE, found[0]):
        return ()
    reach, supported = found
    return own_kinds(by, reach, supported=supported)


@kept_by_case
def _written_by(case_id: str) -> tuple[Reach, bool] | None:
    """Who stands around the case, and whether there ever was a support course."""
    with reading() as session:
        case = session.get(CaseRow, case_id)
        if case is None:
            return None
        return reach_of(session, case), bool(course_rows(session, case_id))


def proposed_period(
    case_id: str, kind: ReportKind, *, by: Person, on: date
) -> tuple[date, date] | None:
    """The first and last day that a new report begins with; None where the case is not seen."""
    with reading() as session:
        case = _seen(session, case_id, by)
        if case is None:
            return None
        covered = [
            row.to_date
            for row in rows_of(session, case_id)
            if row.kind == kind.value and row.state == ReportState.SUBMITTED.value
        ]
        months = interval(in_force(on), Variant(case.variant))
        last = max(covered, default=None)
        return next_period(begun_of(session, case, kind), last, months, on)


def facts(
    case_id: str, kind: ReportKind, *, first: date, last: date, by: Person
) -> ReportFacts | None:
    """What the records say of the days; None where the person may not see the case."""
    with reading() as session:
        if _seen(session, case_id, by) is None:
            return None
        return readable(facts_of(session, case_id, kind, first, last), case_id, by=by)


def begun_of(session: Session, case: CaseRow, kind: ReportKind) -> date:
    """The first day a report of the kind can be about, within a transaction."""
    begun = case.start_date or case.referral_date
    if kind is ReportKind.COLLAB:
        return begun
    return min((row.start_date for row in course_rows(session, case.id)), default=begun)


def rows_of(session: Session, case_id: str) -> list[ReportRow]:
    """The reports of a case, the earliest period first, within a transaction."""
    query = select(ReportRow).where(ReportRow.case_id == case_id)
    return list(session.scalars(query.order_by(ReportRow.to_date, ReportRow.id)))


def report_of(session: Session, row: ReportRow) -> Report:
    """The row as it travels."""
    kind = ReportKind(row.kind)
    known = (
        read(row.facts)
        if row.facts
        else facts_of(session, row.case_id, kind, row.from_date, row.to_date)
    )
    return Report(
        id=row.id,
        version=row.version,
        kind=kind,
        state=ReportState(row.state),
        from_date=row.from_date,
        to_date=row.to_date,
        told=Told(**{name: getattr(row, name) for name in (*QUESTIONS, "need")}),
        facts=known,
        by_name=row.by_name,
        submitted_date=row.submitted_date,
        reopened_reason=row.reopened_reason,
    )


def _seen(session: Session, case_id: str, by: Person) -> CaseRow | None:
    case = session.get(CaseRow, case_id)
    if case is None or not may(by, Act.SEE_CASE, reach_of(session, case)):
        return None
    return case
