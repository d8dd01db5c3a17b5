"""What is recorded of homes in all cases, each in one statement; for `open_cases` only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from core.home_events import AT_RISK
from core.home_search import answer_due
from core.homelessness import NINE
from db.conditions import Only, of_cases
from db.models import HomeApplicationRow, HomeOfferRow, HousingRow, ShelterStayRow
from db.queries.rows import by_case, rows


@dataclass(frozen=True, slots=True)
class HomeFacts:
    """By case; a case that is not there has nothing of the kind."""

    unlisted: Mapping[str, date]
    offers: Mapping[str, date]
    at_risk: Mapping[str, date]
    stays: Mapping[str, date]


def home_facts(session: Session, on: date, only: Only) -> HomeFacts:
    """All of it as it stands on the day."""
    return HomeFacts(
        unlisted=_unlisted(session, on, only),
        offers=_offers(session, only),
        at_risk=_at_risk(session, on, only),
        stays=_undecided_stays(session, only),
    )


def _now(on: date) -> ColumnElement[bool]:
    lasts = or_(HousingRow.to_date.is_(None), HousingRow.to_date > on)
    return and_(HousingRow.from_date <= on, lasts)


def _unlisted(session: Session, on: date, only: Only) -> dict[str, date]:
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
    since = func.coalesce(func.max(housed_until), func.min(HousingRow.from_date))
    return by_case(
        session,
        select(HousingRow.case_id, since)
        .where(HousingRow.case_id.in_(now))
        .group_by(HousingRow.case_id),
    )


def _offers(session: Session, only: Only) -> dict[str, date]:
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


def _at_risk(session: Session, on: date, only: Only) -> dict[str, date]:
    query = select(HousingRow.case_id, func.max(HousingRow.from_date))
    return by_case(
        session,
        query.where(
            _now(on), HousingRow.situation == AT_RISK, of_cases(HousingRow.case_id, only)
        ).group_by(HousingRow.case_id),
    )


def _undecided_stays(session: Session, only: Only) -> dict[str, date]:
    query = select(ShelterStayRow.case_id, func.min(ShelterStayRow.from_date))
    return by_case(
        session,
        query.where(
            ShelterStayRow.to_date.is_(None),
            ShelterStayRow.section_85a_date.is_(None),
            of_cases(ShelterStayRow.case_id, only),
        ).group_by(ShelterStayRow.case_id),
    )
