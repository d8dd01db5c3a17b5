"""Write, submit and reopen the individual reports."""

from datetime import date

from sqlalchemy.orm import Session

from core.codes import Step
from core.errors import NotAllowed
from core.pathway import ACCEPTED_STEPS
from core.permissions import check_may
from core.records.people import Person
from core.records.reports import Report, ReportKind, ReportState, Told
from core.reports import (
    ACT,
    QUESTIONS,
    check_apart,
    check_draft,
    check_none_under_way,
    check_submitted,
    checked_period,
    checked_told,
    own_kinds,
)
from core.texts import TEXT, required_text
from db.actions.events import happened
from db.actions.reached import fill, reached_case
from db.audit import add, claim, find, note
from db.engine import transaction
from db.models import CaseRow, ReportRow
from db.queries.report_facts import facts_of, stored
from db.queries.reports import begun_of, report_of, rows_of
from db.queries.support import course_rows
from db.queries.visible import reach_of

REPORT_REOPENED = "report_reopened"
STEPS = ACCEPTED_STEPS | {Step.CLOSED}
"""Reports are written during the course, and the last one after it."""

Days = tuple[date | None, date | None]


def begin_report(
    case_id: str,
    kind: ReportKind,
    days: Days,
    told: Told,
    *,
    submit: bool,
    by: Person,
    on: date,
) -> str:
    """Write a new report about the days, as a draft or submitted at once; returns its id."""
    with transaction() as session:
        case = reached_case(session, case_id, act=ACT[kind], by=by, steps=STEPS)
        _check_own(session, case, kind, by)
        others = _others(session, case_id, kind)
        check_none_under_way(others)
        row = add(session, ReportRow(case_id=case_id, kind=kind.value))
        _write(session, row, case, days, told, others, submit=submit, by=by, on=on)
        note(session, by, ACT[kind], row)
        return row.id


def change_report(
    report_id: str,
    days: Days,
    told: Told,
    *,
    submit: bool,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Change a draft, or submit it: it is then locked, with the facts as they are recorded now."""
    with transaction() as session:
        row = find(session, ReportRow, report_id)
        kind = ReportKind(row.kind)
        case = reached_case(session, row.case_id, act=ACT[kind], by=by, steps=STEPS)
        claim(session, ReportRow, report_id, seen_version)
        check_draft(ReportState(row.state))
        others = _others(session, row.case_id, kind, but=row.id)
        _write(session, row, case, days, told, others, submit=submit, by=by, on=on)
        note(session, by, ACT[kind], row)


def reopen_report(
    report_id: str, *, reason: str | None, seen_version: int, by: Person, on: date
) -> None:
    """Make a submitted report a draft again; the reason stays in the events."""
    with transaction() as session:
        row = find(session, ReportRow, report_id)
        kind = ReportKind(row.kind)
        case = find(session, CaseRow, row.case_id)
        check_may(by, ACT[kind], reach_of(session, case))
        claim(session, ReportRow, report_id, seen_version)
        check_submitted(ReportState(row.state))
        check_none_under_way(_others(session, row.case_id, kind, but=row.id))
        why = required_text("reason", reason, TEXT)
        details = {"report_id": row.id, "kind": kind.value, "facts": row.facts}
        event = happened(row.case_id, REPORT_REOPENED, day=on, reason=why, details=details, by=by)
        fill(
            row,
            state=ReportState.DRAFT.value,
            submitted_date=None,
            facts=None,
            reopened_reason=why,
        )
        note(session, by, ACT[kind], row, add(session, event))


def _check_own(session: Session, case: CaseRow, kind: ReportKind, by: Person) -> None:
    supported = bool(course_rows(session, case.id))
    if kind not in own_kinds(by, reach_of(session, case), supported=supported):
        raise NotAllowed


def _others(
    session: Session, case_id: str, kind: ReportKind, but: str | None = None
) -> list[Report]:
    return [
        report_of(session, row)
        for row in rows_of(session, case_id)
        if row.kind == kind.value and row.id != but
    ]


def _write(
    session: Session,
    row: ReportRow,
    case: CaseRow,
    days: Days,
    told: Told,
    others: list[Report],
    *,
    submit: bool,
    by: Person,
    on: date,
) -> None:
    kind = ReportKind(row.kind)
    first, last = checked_period(*days, begun=begun_of(session, case, kind), on=on)
    if submit:
        check_apart(first, last, others)
    said = checked_told(told, on, submitted=submit)
    state = ReportState.SUBMITTED if submit else ReportState.DRAFT
    fill(row, from_date=first, to_date=last, state=state.value, by_id=by.account_id)
    fill(row, by_name=by.name, submitted_date=on if submit else None)
    fill(row, **{name: getattr(said, name) for name in (*QUESTIONS, "need")})
    row.facts = stored(facts_of(session, case.id, kind, first, last)) if submit else None
