"""Questions about trin 3: consents, network people, meetings, goals and agreements of a case."""

import json
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.codes import MeetingState, all_codes
from core.records.network import (
    CapOverride,
    Consent,
    CoordinatorChange,
    Meeting,
    NetworkFile,
    NetworkPerson,
    Participant,
)
from core.records.people import Person
from db.engine import danish, reading
from db.kept import Kept, kept_by_case
from db.models import (
    CaseEventRow,
    CaseRow,
    ConsentRow,
    MeetingRow,
    NetworkPersonRow,
    OverrideRow,
    ParticipantRow,
)
from db.queries.followed import feedback_of
from db.queries.naming import readable
from db.queries.ngo_agreement_rows import with_party
from db.queries.plans import goals_of
from db.queries.rows import gathered
from db.queries.staff_rows import choices_at_work, names_of
from db.queries.visible import reach_of, sees, team_names
from db.several import parted

COORDINATOR_CHANGED, MEETING_CANCELLED = "coordinator_changed", "meeting_cancelled"
"""Kinds of case events; `details` names the coordinators or the meeting."""


def file_of(case_id: str, *, by: Person) -> NetworkFile | None:
    """All of trin 3 for one case; None where there is none or the person may not see it."""
    return readable(_file(case_id), case_id, by=by) if sees(by, case_id) else None


@kept_by_case
def _file(case_id: str) -> NetworkFile:
    with reading() as session:
        return file_within(session, session.get_one(CaseRow, case_id))


def file_within(session: Session, case: CaseRow) -> NetworkFile:
    """The same, as a transaction that is under way sees it; asks nothing about permission."""
    names = names_of(session)
    return NetworkFile(
        case_id=case.id,
        version=case.version,
        decision_date=case.decision_date,
        coordinator_id=case.coordinator_id,
        start_date=case.start_date,
        consents=consents_of(session, case.id),
        people=people_of(session, case.id),
        meetings=_meetings(session, case.id, names),
        goals=goals_of(session, case.id),
        changes=_changes(session, case.id, names),
        overrides=_overrides(session, case.id, names),
        team=team_names(reach_of(session, case), names),
    )


def chairs(on: date) -> list[tuple[str, str]]:
    """Who can chair a meeting: id and name of all staff at work on the day, in Danish order."""
    return list(_chairs(on))


@Kept
def _chairs(on: date) -> tuple[tuple[str, str], ...]:
    with reading() as session:
        return choices_at_work(session, on)


def consents_of(session: Session, case_id: str) -> tuple[Consent, ...]:
    """The consents of a case, newest first."""
    rows = session.scalars(
        select(ConsentRow)
        .where(ConsentRow.case_id == case_id)
        .order_by(ConsentRow.given_date.desc(), ConsentRow.id.desc())
    )
    return tuple(consent_of(row) for row in rows)


def consent_of(row: ConsentRow) -> Consent:
    """One consent as a record."""
    return Consent(
        id=row.id,
        version=row.version,
        given_date=row.given_date,
        given_by=row.given_by,
        party=row.party,
        information_types=parted(row.information_types),
        purpose=row.purpose,
        valid_to=row.valid_to,
        withdrawn_date=row.withdrawn_date,
        legal_basis=row.legal_basis,
        legal_basis_note=row.legal_basis_note,
        party_role=row.party_role,
        form=row.form,
        consent_form_id=row.consent_form_id,
        agreements=with_party(row.party),
    )


def people_of(session: Session, case_id: str) -> tuple[NetworkPerson, ...]:
    """The network of a case: the closest first, then in Danish order."""
    rows = session.scalars(
        select(NetworkPersonRow)
        .where(NetworkPersonRow.case_id == case_id)
        .order_by(
            NetworkPersonRow.closeness.asc().nulls_last(),
            danish(NetworkPersonRow.name).asc().nulls_last(),
            NetworkPersonRow.id,
        )
    )
    return tuple(
        NetworkPerson(
            id=row.id,
            version=row.version,
            name=row.name,
            sphere=row.sphere,
            relation=row.relation,
            closeness=row.closeness,
            chosen_adult=bool(row.chosen_adult),
            phone=row.phone,
            email=row.email,
            participant_role=row.participant_role,
            organisation=row.organisation,
            draw_on=row.draw_on,
        )
        for row in rows
    )


def _meetings(session: Session, case_id: str, names: dict[str, str]) -> tuple[Meeting, ...]:
    rows = session.scalars(
        select(MeetingRow)
        .where(MeetingRow.case_id == case_id)
        .order_by(MeetingRow.date.desc(), MeetingRow.id.desc())
    ).all()
    present = _participants(session, [row.id for row in rows])
    feedback = feedback_of(session, [row.id for row in rows])
    reasons = {
        json.loads(event.details or "{}").get("meeting_id"): event.reason
        for event in _events(session, case_id, MEETING_CANCELLED)
    }
    return tuple(
        Meeting(
            id=row.id,
            version=row.version,
            day=row.date,
            kind=row.kind,
            state=MeetingState(row.state),
            chair_id=row.chair_id,
            chair_name=names.get(row.chair_id or ""),
            next_meeting_date=row.next_meeting_date,
            no_next_meeting_reason=row.no_next_meeting_reason,
            cancel_reason=reasons.get(row.id),
            start_time=row.start_time,
            place=row.place,
            purpose=row.purpose,
            agenda=row.agenda,
            participants=present.get(row.id, ()),
            checklist={item: getattr(row, item) for item in all_codes("checklist_item")},
            end_time=row.end_time,
            prepared_date=row.prepared_date,
            wishes=row.wishes,
            considerations=parted(row.considerations),
            considerations_note=row.considerations_note,
            not_invited=row.not_invited,
            agenda_place=row.agenda_place,
            turn_id=row.turn_id,
            minutes=row.minutes,
            minutes_types=None if row.minutes_types is None else parted(row.minutes_types),
            call_version=row.call_version or 0,
            feedback=feedback.get(row.id, ()),
        )
        for row in rows
    )


def _participants(
    session: Session, meeting_ids: Sequence[str]
) -> dict[str, tuple[Participant, ...]]:
    """By meeting, in the order of the roles."""
    rows = session.scalars(
        select(ParticipantRow)
        .where(ParticipantRow.meeting_id.in_(meeting_ids))
        .order_by(ParticipantRow.id)
    )
    order = {role: place for place, role in enumerate(all_codes("participant_role"))}
    by_role = sorted(rows, key=lambda row: order.get(row.role, len(order)))
    return gathered((row.meeting_id, _participant(row)) for row in by_role)


def _participant(row: ParticipantRow) -> Participant:
    return Participant(
        id=row.id,
        role=row.role,
        name=row.name,
        invited=row.invited,
        attended=row.attended,
        active=row.active,
        network_person_id=row.network_person_id,
        email=row.email,
        answer=row.answer,
        answered_date=row.answered_date,
        sent_date=row.sent_date,
        sent_version=row.sent_version,
        version=row.version,
    )


def _events(session: Session, case_id: str, kind: str) -> Iterable[CaseEventRow]:
    return session.scalars(
        select(CaseEventRow)
        .where(CaseEventRow.case_id == case_id, CaseEventRow.kind == kind)
        .order_by(CaseEventRow.date, CaseEventRow.id)
    )


def _changes(
    session: Session, case_id: str, names: dict[str, str]
) -> tuple[CoordinatorChange, ...]:
    changes = []
    for event in _events(session, case_id, COORDINATOR_CHANGED):
        told = json.loads(event.details or "{}")
        before, after = names.get(told.get("before", "")), names.get(told.get("after", ""))
        changes.append(CoordinatorChange(event.date, before, after, event.reason))
    return tuple(changes)


def _overrides(session: Session, case_id: str, names: dict[str, str]) -> tuple[CapOverride, ...]:
    rows = session.scalars(
        select(OverrideRow)
        .where(
            OverrideRow.case_id == case_id,
            OverrideRow.rule == "R07",
            OverrideRow.subject_id.is_(None),
            OverrideRow.valid_to.is_(None),
        )
        .order_by(OverrideRow.date, OverrideRow.id)
    )
    return tuple(
        CapOverride(names.get(row.staff_id or ""), row.reason, row.date, row.by_name)
        for row in rows
    )
