"""Everything dated about one case, table by table, each as one happening; for `timeline` only."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import Coded, Decision, MeetingState, Method
from core.cti import OPENED_AGAIN
from core.home_mending import EVENT_TAKEN_BACK
from core.milestones import TAKEN_BACK
from core.records.timeline import Happening
from core.support import cti_phases
from db.models import (
    Base,
    CaseEventRow,
    CaseRow,
    ConsentRow,
    GoalRow,
    HousingRow,
    MeasurementRow,
    MeetingRow,
    OverrideRow,
    PauseRow,
    ReportRow,
    StatusRow,
    SupportCourseRow,
)
from db.queries.assessment import CHANGED as COMBINATION_CHANGED
from db.queries.home_happenings import of_homes
from db.queries.notifications import of_notifications
from db.queries.staff_rows import names_of
from db.queries.support import START_MOVED
from db.queries.support_happenings import of_followed

RowT = TypeVar("RowT", bound=Base)


def of_case(
    session: Session,
    case: CaseRow,
    courses: Sequence[SupportCourseRow],
    homes: Sequence[HousingRow],
    on: date,
) -> list[Happening]:
    """All happenings of a case, in the order of the course within a day."""
    names = names_of(session, {course.worker_id for course in courses})
    return [
        *_of_referral(case),
        *_of_events(session, case),
        *_of_overrides(session, case),
        *_of_consents(session, case),
        *_of_meetings(session, case),
        *_of_goals(session, case),
        *_of_housing(homes),
        *of_homes(session, case.id),
        *_of_support(courses, names, on),
        *_of_pauses(session, courses),
        *of_followed(session, case, courses),
        *_of_measurements(session, case),
        *_of_statuses(session, case),
        *_of_reports(session, case),
        *of_notifications(session, case.id),
        *_of_closure(case),
    ]


def _rows(session: Session, kind: type[RowT], case: CaseRow) -> list[RowT]:
    columns = kind.__table__.c
    return list(
        session.scalars(select(kind).where(columns.case_id == case.id).order_by(columns.id))
    )


def _of_referral(case: CaseRow) -> Iterator[Happening]:
    who = ", ".join(part for part in (case.referrer_name, case.referrer_organisation) if part)
    if who:
        yield Happening(case.referral_date, "referred_by", {"who": who}, case.referral_reason)
    else:
        yield Happening(case.referral_date, "referred", said=case.referral_reason)
    if case.taken_up_date:
        yield Happening(case.taken_up_date, "taken_up")
    if case.decision_date and case.decision == Decision.ACCEPTED.value:
        granted = {"combination": Coded("combination", case.combination or "SM")}
        yield Happening(case.decision_date, "accepted", granted, case.decision_reason)
    elif case.decision_date:
        reason = {"reason": Coded("reject_reason", case.reject_reason or "other")}
        yield Happening(case.decision_date, "rejected", reason, case.decision_reason)
    if case.start_date:
        yield Happening(case.start_date, "started")


def _of_closure(case: CaseRow) -> Iterator[Happening]:
    if case.end_date:
        reason = {"reason": Coded("closure_reason", case.closure_reason or "other")}
        yield Happening(case.end_date, "closed", reason, case.closure_note)


def _of_events(session: Session, case: CaseRow) -> Iterator[Happening]:
    rows = _rows(session, CaseEventRow, case)
    told = {row.id: json.loads(row.details) if row.details else {} for row in rows}
    staff = {each.get(name) for each in told.values() for name in _BEFORE_AND_AFTER}
    names = names_of(session, {value for value in staff if isinstance(value, str)})
    for row in rows:
        facts = {
            name: _meant(row.kind, told[row.id].get(name), names) for name in _BEFORE_AND_AFTER
        }
        yield Happening(row.date, row.kind, facts, row.reason)


_BEFORE_AND_AFTER = ("before", "after")
_CODED = {
    COMBINATION_CHANGED: "combination",
    TAKEN_BACK: "due_kind",
    OPENED_AGAIN: "phase",
    EVENT_TAKEN_BACK: "home_event",
}
"""The code list of what stands in an event."""


def _meant(kind: str, value: object, names: dict[str, str]) -> object:
    """What stands in an event: a code, a day, somebody by id or by name, or nothing."""
    if not isinstance(value, str):
        return "?"
    if kind in _CODED:
        return Coded(_CODED[kind], value)
    if kind == START_MOVED:
        return date.fromisoformat(value)
    return names.get(value, value)


def _of_overrides(session: Session, case: CaseRow) -> Iterator[Happening]:
    for row in _rows(session, OverrideRow, case):
        yield Happening(row.date, "override", {"rule": row.rule, "name": row.by_name}, row.reason)


def _of_consents(session: Session, case: CaseRow) -> Iterator[Happening]:
    for row in _rows(session, ConsentRow, case):
        yield Happening(row.given_date, "consent", {"party": row.party})
        if row.withdrawn_date:
            yield Happening(row.withdrawn_date, "consent_withdrawn", {"party": row.party})


def _of_meetings(session: Session, case: CaseRow) -> Iterator[Happening]:
    """Held and planned ones; a cancelled one is told by its event, with the reason."""
    for row in _rows(session, MeetingRow, case):
        if row.state != MeetingState.CANCELLED.value:
            facts = {"meeting": Coded("meeting_kind", row.kind)}
            yield Happening(row.date, f"meeting_{row.state}", facts)


def _of_goals(session: Session, case: CaseRow) -> Iterator[Happening]:
    for row in _rows(session, GoalRow, case):
        yield Happening(row.set_date, "goal", said=row.text)
        if row.closed_date:
            status = {"status": Coded("goal_status", row.status or "changed")}
            yield Happening(row.closed_date, "goal_closed", status, row.text)


def _of_housing(homes: Sequence[HousingRow]) -> Iterator[Happening]:
    """The way to a home goes with the young person into the home: the same day is told once."""
    told: set[tuple[date, str]] = set()
    for row in homes:
        days = (
            (row.waiting_list_date, "waiting_list"),
            (row.allocated_date, "home_allocated"),
            (row.lease_signed_date, "lease_signed"),
        )
        for day, kind in days:
            if day is not None and (day, kind) not in told:
                told.add((day, kind))
                yield Happening(day, kind)
        situation = {"situation": Coded("housing_situation", row.situation)}
        yield Happening(row.from_date, "housing", situation)


def _of_support(
    courses: Sequence[SupportCourseRow], names: dict[str, str], on: date
) -> Iterator[Happening]:
    for row in courses:
        method: dict[str, object] = {"method": Method(row.method)}
        worker: dict[str, object] = {"worker": names.get(row.worker_id, row.worker_id)}
        yield Happening(row.start_date, "support_started", method | worker)
        if row.method == Method.CTI.value:
            yield from _phases(row, on)
        if row.handover_agreed_date:
            yield Happening(row.handover_agreed_date, "handover_agreed")
        if row.end_date:
            reason: dict[str, object] = {
                "reason": Coded("course_end_reason", row.end_reason or "other")
            }
            yield Happening(row.end_date, "support_ended", method | reason, row.follow_on_note)


def _phases(row: SupportCourseRow, on: date) -> Iterator[Happening]:
    """The second and third phase, as far as the course has come."""
    for span in cti_phases(row.start_date)[1:]:
        if span.first <= min(row.end_date or on, on):
            yield Happening(span.first, "phase", {"phase": span.phase})


def _of_pauses(session: Session, courses: Sequence[SupportCourseRow]) -> Iterator[Happening]:
    if not courses:
        return
    ids = [course.id for course in courses]
    query = select(PauseRow).where(PauseRow.course_id.in_(ids)).order_by(PauseRow.id)
    for row in session.scalars(query):
        yield Happening(
            row.from_date, "paused", {"reason": Coded("pause_reason", row.reason)}, row.note
        )
        if row.to_date:
            yield Happening(row.to_date, "pause_ended")


def _of_measurements(session: Session, case: CaseRow) -> Iterator[Happening]:
    for row in _rows(session, MeasurementRow, case):
        kind = {"measurement": Coded("measurement_kind", row.kind or "follow_up")}
        yield Happening(row.date, "measured", kind)


def _of_statuses(session: Session, case: CaseRow) -> Iterator[Happening]:
    for row in _rows(session, StatusRow, case):
        if row.in_education and row.education_type:
            education = {"education": Coded("education_type", row.education_type)}
            yield Happening(row.date, "in_education", education)
        elif row.employment:
            employment = {"employment": Coded("employment", row.employment)}
            yield Happening(row.date, "employment", employment)


def _of_reports(session: Session, case: CaseRow) -> Iterator[Happening]:
    """The submitted ones; a draft has not happened yet."""
    for row in _rows(session, ReportRow, case):
        if row.submitted_date:
            kind = {"report": Coded("report_kind", row.kind)}
            yield Happening(row.submitted_date, "report_submitted", kind)
