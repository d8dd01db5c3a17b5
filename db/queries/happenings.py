"""Everything dated about one case, table by table, each as one happening; for `timeline` only."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from core.codes import Coded, Decision, MeetingState, Method
from core.cti import OPENED_AGAIN
from core.home_mending import EVENT_TAKEN_BACK
from core.milestones import TAKEN_BACK
from core.records.timeline import Happening
from core.support import cti_phases
from db.queries.assessment import CHANGED as COMBINATION_CHANGED
from db.queries.home_happenings import of_homes
from db.queries.notifications import of_notifications
from db.queries.support import START_MOVED
from db.queries.support_happenings import of_followed
from db.together import Answers


def of_case(told: Answers, on: date) -> list[Happening]:
    """All happenings of a case, in the order of the course within a day (`story_rows`)."""
    case, courses = told["cases"][0], told["courses"]
    names = {each.id: each.name for each in told["staff"]}
    return [
        *_of_referral(case),
        *_of_events(told["events"], names),
        *_of_overrides(told["overrides"]),
        *_of_consents(told["consents"]),
        *_of_meetings(told["meetings"]),
        *_of_goals(told["goals"]),
        *_of_housing(told["homes"]),
        *of_homes(told),
        *_of_support(courses, names, on),
        *_of_pauses(told["pauses"]),
        *of_followed(told),
        *_of_measurements(told["measurements"]),
        *_of_statuses(told["statuses"]),
        *_of_reports(told["reports"]),
        *of_notifications(told["notifications"]),
        *_of_closure(case),
    ]


def staff_in(told: Answers) -> frozenset[str]:
    """The members of staff whose names are told: by their ids, some of which may be names."""
    given = {course.worker_id for course in told["courses"]}
    granted = {override.staff_id for override in told["overrides"] if override.staff_id}
    named = {
        value
        for event in told["events"]
        if event.kind not in _CODED and event.kind != START_MOVED
        for value in map(_details(event).get, _BEFORE_AND_AFTER)
        if isinstance(value, str)
    }
    return frozenset(given | granted | named)


def _details(event: Any) -> Mapping[str, object]:
    return json.loads(event.details) if event.details else {}


def _of_referral(case: Any) -> Iterator[Happening]:
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


def _of_closure(case: Any) -> Iterator[Happening]:
    if case.end_date:
        reason = {"reason": Coded("closure_reason", case.closure_reason or "other")}
        yield Happening(case.end_date, "closed", reason, case.closure_note)


def _of_events(events: Iterable[Any], names: Mapping[str, str]) -> Iterator[Happening]:
    for event in events:
        told = _details(event)
        facts = {name: _meant(event.kind, told.get(name), names) for name in _BEFORE_AND_AFTER}
        yield Happening(event.date, event.kind, facts, event.reason)


_BEFORE_AND_AFTER = ("before", "after")
_CODED = {
    COMBINATION_CHANGED: "combination",
    TAKEN_BACK: "due_kind",
    OPENED_AGAIN: "phase",
    EVENT_TAKEN_BACK: "home_event",
}
"""The code list of what stands in an event."""


def _meant(kind: str, value: object, names: Mapping[str, str]) -> object:
    """What stands in an event: a code, a day, somebody by id or by name, or nothing."""
    if not isinstance(value, str):
        return "?"
    if kind in _CODED:
        return Coded(_CODED[kind], value)
    if kind == START_MOVED:
        return date.fromisoformat(value)
    return names.get(value, value)


def _of_overrides(rows: Iterable[Any]) -> Iterator[Happening]:
    for row in rows:
        yield Happening(row.date, "override", {"rule": row.rule, "name": row.by_name}, row.reason)


def _of_consents(rows: Iterable[Any]) -> Iterator[Happening]:
    for row in rows:
        yield Happening(row.given_date, "consent", {"party": row.party})
        if row.withdrawn_date:
            yield Happening(row.withdrawn_date, "consent_withdrawn", {"party": row.party})


def _of_meetings(rows: Iterable[Any]) -> Iterator[Happening]:
    """Held and planned ones; a cancelled one is told by its event, with the reason."""
    for row in rows:
        if row.state != MeetingState.CANCELLED.value:
            facts = {"meeting": Coded("meeting_kind", row.kind)}
            yield Happening(row.date, f"meeting_{row.state}", facts)


def _of_goals(rows: Iterable[Any]) -> Iterator[Happening]:
    for row in rows:
        yield Happening(row.set_date, "goal", said=row.text)
        if row.closed_date:
            status = {"status": Coded("goal_status", row.status or "changed")}
            yield Happening(row.closed_date, "goal_closed", status, row.text)


def _of_housing(homes: Iterable[Any]) -> Iterator[Happening]:
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


def _of_support(courses: Iterable[Any], names: Mapping[str, str], on: date) -> Iterator[Happening]:
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


def _phases(row: Any, on: date) -> Iterator[Happening]:
    """The second and third phase, as far as the course has come."""
    for span in cti_phases(row.start_date)[1:]:
        if span.first <= min(row.end_date or on, on):
            yield Happening(span.first, "phase", {"phase": span.phase})


def _of_pauses(rows: Iterable[Any]) -> Iterator[Happening]:
    for row in rows:
        yield Happening(
            row.from_date, "paused", {"reason": Coded("pause_reason", row.reason)}, row.note
        )
        if row.to_date:
            yield Happening(row.to_date, "pause_ended")


def _of_measurements(rows: Iterable[Any]) -> Iterator[Happening]:
    for row in rows:
        kind = {"measurement": Coded("measurement_kind", row.kind or "follow_up")}
        yield Happening(row.date, "measured", kind)


def _of_statuses(rows: Iterable[Any]) -> Iterator[Happening]:
    for row in rows:
        if row.in_education and row.education_type:
            education = {"education": Coded("education_type", row.education_type)}
            yield Happening(row.date, "in_education", education)
        elif row.employment:
            employment = {"employment": Coded("employment", row.employment)}
            yield Happening(row.date, "employment", employment)


def _of_reports(rows: Iterable[Any]) -> Iterator[Happening]:
    """The submitted ones; a draft has not happened yet."""
    for row in rows:
        if row.submitted_date:
            kind = {"report": Coded("report_kind", row.kind)}
            yield Happening(row.submitted_date, "report_submitted", kind)
