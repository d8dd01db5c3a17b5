"""What a sheet of a case meeting shows: one case in numbers, and the scores of those picked."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.codes import MeetingState, all_codes
from core.records.case_reviews import CaseNumbers, Pick
from core.records.measurements import Measurement
from core.records.people import Person
from db.conditions import AGREEMENT_STATUS, OPEN_AGREEMENT, network_meeting
from db.engine import reading
from db.kept import Kept, kept_by_case
from db.models import AgreementRow, ContactRow, GoalRow, HousingRow, MeasurementRow, MeetingRow
from db.queries.measurements import measurement_columns, measurement_of
from db.queries.rows import gathered
from db.queries.visible import sees


def numbers(case_id: str, *, by: Person, on: date) -> CaseNumbers | None:
    """The case in numbers; None where there is none or the person may not see it."""
    return _numbers(case_id, on) if sees(by, case_id) else None


@kept_by_case
def _numbers(case_id: str, on: date) -> CaseNumbers:
    with reading() as session:
        met, last_met = _meetings(session, case_id, on)
        contacts, minutes, last_contact = _contacts(session, case_id, on)
        return CaseNumbers(
            meetings=met,
            last_meeting=last_met,
            contacts=contacts,
            minutes=minutes,
            last_contact=last_contact,
            agreements=_agreements(session, case_id),
            late=_late(session, case_id, on),
            homes=_homes(session, case_id),
        )


def measured(picks: Iterable[Pick], *, by: Person) -> Mapping[str, tuple[Measurement, ...]]:
    """By case the measurements of the picked cases that the person may see, oldest first."""
    return _measured(tuple(each.case_id for each in picks if sees(by, each.case_id)))


def _make(case_ids: tuple[str, ...]) -> Mapping[str, tuple[Measurement, ...]]:
    query = (
        select(MeasurementRow.case_id, *measurement_columns())
        .where(MeasurementRow.case_id.in_(case_ids))
        .order_by(MeasurementRow.date, MeasurementRow.id)
    )
    with reading() as session:
        return gathered((row.case_id, measurement_of(row)) for row in session.execute(query))


_measured = Kept(_make, most=32)


def _meetings(session: Session, case_id: str, on: date) -> tuple[int, date | None]:
    query = select(func.count(), func.max(MeetingRow.date)).where(
        MeetingRow.case_id == case_id,
        network_meeting(MeetingState.HELD),
        MeetingRow.date <= on,
    )
    met, last = session.execute(query).one()
    return met, last


def _contacts(session: Session, case_id: str, on: date) -> tuple[int, int, date | None]:
    query = select(func.count(), func.sum(ContactRow.minutes), func.max(ContactRow.date)).where(
        ContactRow.case_id == case_id, ContactRow.date <= on
    )
    contacts, minutes, last = session.execute(query).one()
    return contacts, int(minutes or 0), last


def _agreements(session: Session, case_id: str) -> Mapping[str, int]:
    query = (
        select(AGREEMENT_STATUS, func.count())
        .join(GoalRow, GoalRow.id == AgreementRow.goal_id)
        .where(GoalRow.case_id == case_id)
        .group_by(AGREEMENT_STATUS)
    )
    counted = {row[0]: row[1] for row in session.execute(query)}
    return {code: counted.get(code, 0) for code in all_codes("agreement_status")}


def _late(session: Session, case_id: str, on: date) -> int:
    query = (
        select(func.count())
        .select_from(AgreementRow)
        .join(GoalRow, GoalRow.id == AgreementRow.goal_id)
        .where(
            GoalRow.case_id == case_id,
            OPEN_AGREEMENT,
            AgreementRow.follow_up_date < on,
        )
    )
    return session.scalar(query) or 0


def _homes(session: Session, case_id: str) -> tuple[tuple[date, str], ...]:
    query = (
        select(HousingRow.from_date, HousingRow.situation)
        .where(HousingRow.case_id == case_id)
        .order_by(HousingRow.from_date, HousingRow.id)
    )
    return tuple((day, situation) for day, situation in session.execute(query))
