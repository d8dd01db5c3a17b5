"""What is recorded of homes in all cases, each in one statement; for `open_cases` only."""

from datetime import date

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from core.codes import Combination, Step
from core.home_events import AT_RISK
from core.home_search import answer_due
from core.homelessness import NINE
from core.housing import HOMES, has_home
from db.conditions import Only, of_cases
from db.models import CaseRow, HomeApplicationRow, HomeOfferRow, HousingRow, ShelterStayRow
from db.queries.housing import line_of
from db.queries.rows import by_case, rows


def since(session: Session, on: date, only: Only) -> dict[str, date]:
    """Since when there is a home, in cases granted CTI; only there is it asked for."""
    homes = session.scalars(
        select(HousingRow)
        .join(CaseRow, CaseRow.id == HousingRow.case_id)
        .where(
            CaseRow.step.in_((Step.START_UP.value, Step.COLLABORATION.value)),
            CaseRow.combination == Combination.SM_CTI.value,
            _lasts(on),
            of_cases(CaseRow.id, only),
        )
    )
    found: dict[str, date] = {}
    for row in homes:
        if has_home([line_of(row)], on):
            lived_in = row.from_date if row.situation in HOMES else None
            days = (lived_in, row.allocated_date, row.lease_signed_date)
            first = min(day for day in days if day is not None and day <= on)
            found[row.case_id] = min(first, found.get(row.case_id, first))
    return found


def _lasts(on: date) -> ColumnElement[bool]:
    return or_(HousingRow.to_date.is_(None), HousingRow.to_date > on)


def _now(on: date) -> ColumnElement[bool]:
    return and_(HousingRow.from_date <= on, _lasts(on))


def unlisted_since(session: Session, on: date, only: Only) -> dict[str, date]:
    """Since when homeless without any application or home on the way.

    That is since the last situation that was no homelessness, or since the first known.
    """
    applied = exists().where(
        HomeApplicationRow.case_id == HousingRow.case_id, HomeApplicationRow.ended_date.is_(None)
    )
    now = select(HousingRow.case_id).where(
        _now(on),
        of_cases(HousingRow.case_id, only),
        HousingRow.situation.in_(NINE),
        HousingRow.waiting_list_date.is_(None),
        HousingRow.allocated_date.is_(None),
        HousingRow.lease_signed_date.is_(None),
        ~applied,
    )
    housed_until = case((HousingRow.situation.not_in(NINE), HousingRow.to_date))
    first = func.coalesce(func.max(housed_until), func.min(HousingRow.from_date))
    return by_case(
        session,
        select(HousingRow.case_id, first)
        .where(HousingRow.case_id.in_(now))
        .group_by(HousingRow.case_id),
    )


def offers_due(session: Session, _: date, only: Only) -> dict[str, date]:
    """The last day to answer the offer that has to be answered first."""
    found: dict[str, date] = {}
    query = (
        select(HomeApplicationRow.case_id, HomeOfferRow.offered_date, HomeOfferRow.answer_by)
        .join(HomeApplicationRow, HomeApplicationRow.id == HomeOfferRow.application_id)
        .where(HomeOfferRow.answer.is_(None), of_cases(HomeApplicationRow.case_id, only))
    )
    for case_id, offered, answer_by in rows(session, query):
        day = answer_due(offered, answer_by)
        found[case_id] = min(day, found.get(case_id, day))
    return found


def at_risk_since(session: Session, on: date, only: Only) -> dict[str, date]:
    """Since when a home of one's own is at risk."""
    query = select(HousingRow.case_id, func.max(HousingRow.from_date))
    return by_case(
        session,
        query.where(
            _now(on), HousingRow.situation == AT_RISK, of_cases(HousingRow.case_id, only)
        ).group_by(HousingRow.case_id),
    )


def undecided_stays(session: Session, _: date, only: Only) -> dict[str, date]:
    """Since when there is a stay at a shelter that no decision has been made about."""
    query = select(ShelterStayRow.case_id, func.min(ShelterStayRow.from_date))
    return by_case(
        session,
        query.where(
            ShelterStayRow.to_date.is_(None),
            ShelterStayRow.section_85a_date.is_(None),
            of_cases(ShelterStayRow.case_id, only),
        ).group_by(ShelterStayRow.case_id),
    )
