"""Every case with its home, in one picture of the store, kept until the store changes.

It holds everybody's cases; for `homes` only, which asks `may` before anything leaves.
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from core.codes import Combination, HousingGroup, Step, all_codes, group_of
from core.records.homes import HomeCase
from core.records.housing import HousingLine
from core.records.people import Reach
from db.conditions import OPEN_CASE
from db.engine import reading
from db.kept import Kept
from db.models import (
    CaseRow,
    HomeApplicationRow,
    HomeEventRow,
    HomeOfferRow,
    HousingRow,
    SupportCourseRow,
    YoungPersonRow,
)
from db.queries.home_rows import application_of, event_of, offer_of
from db.queries.naming import LISTED_NAME, LISTED_ORDER
from db.queries.rows import gathered, rows

RecordT = TypeVar("RecordT")


@Kept
def home_cases() -> tuple[HomeCase, ...]:
    """Every case with its home, in Danish order of the names."""
    with reading() as session:
        workers = _workers(session)
        lines = _by_case(rows(session, _LINES), _line)
        applied = _by_case(rows(session, _APPLICATIONS), application_of)
        offered = _by_case(rows(session, _OFFERS), offer_of)
        happened = _by_case(rows(session, _EVENTS), event_of)
        return tuple(
            HomeCase(
                case_id=row.id,
                number=row.number,
                young_person_id=row.young_person_id,
                name=row.name,
                birth_date=row.birth_date,
                step=Step(row.step),
                reach=Reach(
                    row.coordinator_id,
                    frozenset(workers.get(row.id, ())),
                    row.referred_by_id,
                    row.contact_worker_id,
                    area=row.municipality_area,
                ),
                referral_date=row.referral_date,
                decision_date=row.decision_date,
                end_date=row.end_date,
                combination=Combination(row.combination) if row.combination else None,
                lines=lines.get(row.id, ()),
                applications=applied.get(row.id, ()),
                offers=offered.get(row.id, ()),
                events=happened.get(row.id, ()),
            )
            for row in rows(session, _CASES)
        )


_CASES = (
    select(
        CaseRow.id,
        CaseRow.number,
        CaseRow.young_person_id,
        LISTED_NAME.label("name"),
        YoungPersonRow.birth_date,
        CaseRow.step,
        CaseRow.coordinator_id,
        CaseRow.referred_by_id,
        CaseRow.contact_worker_id,
        YoungPersonRow.municipality_area,
        CaseRow.referral_date,
        CaseRow.decision_date,
        CaseRow.end_date,
        CaseRow.combination,
    )
    .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
    .order_by(*LISTED_ORDER)
)
_LINES = select(
    HousingRow.case_id,
    HousingRow.id,
    HousingRow.version,
    HousingRow.situation,
    HousingRow.from_date,
    HousingRow.to_date,
    HousingRow.allocated_date,
    HousingRow.lease_signed_date,
    HousingRow.waiting_list_date,
).order_by(HousingRow.from_date, HousingRow.id)
_APPLICATIONS: Select[Any] = (
    select(*HomeApplicationRow.__table__.c)
    .join(CaseRow, CaseRow.id == HomeApplicationRow.case_id)
    .where(OPEN_CASE)
    .order_by(HomeApplicationRow.applied_date, HomeApplicationRow.id)
)
_OFFERS: Select[Any] = (
    select(HomeApplicationRow.case_id, *HomeOfferRow.__table__.c)
    .join(HomeApplicationRow, HomeApplicationRow.id == HomeOfferRow.application_id)
    .join(CaseRow, CaseRow.id == HomeApplicationRow.case_id)
    .where(OPEN_CASE)
    .order_by(HomeOfferRow.offered_date, HomeOfferRow.id)
)
_EVENTS: Select[Any] = (
    select(*HomeEventRow.__table__.c)
    .join(CaseRow, CaseRow.id == HomeEventRow.case_id)
    .where(OPEN_CASE)
    .order_by(HomeEventRow.date, HomeEventRow.id)
)
_GROUPS = {
    code: HousingGroup(group_of("housing_situation", code))
    for code in all_codes("housing_situation")
}


def _workers(session: Session) -> dict[str, tuple[str, ...]]:
    course = SupportCourseRow
    query = select(course.case_id, course.worker_id).where(course.end_date.is_(None))
    return _by_case(rows(session, query), lambda row: str(row.worker_id))


def _by_case(told: Iterable[Any], make: Callable[[Any], RecordT]) -> dict[str, tuple[RecordT, ...]]:
    return gathered((row.case_id, make(row)) for row in told)


def _line(row: Any) -> HousingLine:
    _, line_id, version, situation, first, last, allocated, lease, listed = row
    return HousingLine(
        id=line_id,
        version=version,
        situation=situation,
        group=_GROUPS[situation],
        from_date=first,
        to_date=last,
        allocated_date=allocated,
        lease_signed_date=lease,
        waiting_list_date=listed,
    )
