"""The rows about homes of one case, and each as a record; within a transaction."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.records.homes import HomeApplication, HomeEvent, HomeNeed, HomeOffer, ShelterStay
from db.models import (
    HomeApplicationRow,
    HomeEventRow,
    HomeNeedRow,
    HomeOfferRow,
    ShelterStayRow,
)


def need_row(session: Session, case_id: str) -> HomeNeedRow | None:
    """What the young person needs and wishes for."""
    return session.scalar(select(HomeNeedRow).where(HomeNeedRow.case_id == case_id).limit(1))


def applications_of(session: Session, case_id: str) -> list[HomeApplicationRow]:
    """The applications, oldest first."""
    row = HomeApplicationRow
    query = select(row).where(row.case_id == case_id).order_by(row.applied_date, row.id)
    return list(session.scalars(query))


def offers_of(session: Session, case_id: str) -> list[HomeOfferRow]:
    """The offers of all applications, oldest first."""
    row = HomeOfferRow
    query = (
        select(row)
        .join(HomeApplicationRow, HomeApplicationRow.id == row.application_id)
        .where(HomeApplicationRow.case_id == case_id)
        .order_by(row.offered_date, row.id)
    )
    return list(session.scalars(query))


def events_of(session: Session, case_id: str) -> list[HomeEventRow]:
    """What happened to the home, oldest first."""
    row = HomeEventRow
    return list(
        session.scalars(select(row).where(row.case_id == case_id).order_by(row.date, row.id))
    )


def stays_of(session: Session, case_id: str) -> list[ShelterStayRow]:
    """The stays by section 110, oldest first."""
    row = ShelterStayRow
    query = select(row).where(row.case_id == case_id).order_by(row.from_date, row.id)
    return list(session.scalars(query))


def need_of(row: HomeNeedRow) -> HomeNeed:
    """One row as a record."""
    return HomeNeed(
        id=row.id,
        version=row.version,
        told_date=row.told_date,
        area=row.area,
        most_rent=row.most_rent,
        size=row.size,
        pets=row.pets,
        accessibility=row.accessibility,
        wishes=row.wishes,
    )


def application_of(row: HomeApplicationRow) -> HomeApplication:
    """One row as a record."""
    return HomeApplication(
        id=row.id,
        version=row.version,
        kind=row.kind,
        name=row.name,
        applied_date=row.applied_date,
        list_number=row.list_number,
        note=row.note,
        ended_date=row.ended_date,
        end_reason=row.end_reason,
    )


def offer_of(row: HomeOfferRow) -> HomeOffer:
    """One row as a record."""
    return HomeOffer(
        id=row.id,
        version=row.version,
        application_id=row.application_id,
        offered_date=row.offered_date,
        description=row.description,
        rent=row.rent,
        answer_by=row.answer_by,
        answer=row.answer,
        answered_by=row.answered_by,
        answered_date=row.answered_date,
        reason=row.reason,
    )


def event_of(row: HomeEventRow) -> HomeEvent:
    """One row as a record."""
    return HomeEvent(row.id, row.version, row.kind, row.date, row.reason, row.note)


def stay_of(row: ShelterStayRow) -> ShelterStay:
    """One row as a record."""
    return ShelterStay(
        id=row.id,
        version=row.version,
        from_date=row.from_date,
        to_date=row.to_date,
        place_kind=row.place_kind,
        decision_date=row.decision_date,
        section_85a_date=row.section_85a_date,
        note=row.note,
    )
