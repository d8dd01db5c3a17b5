"""Questions about the way to a home: of one case, of all who wait, and of a day's homelessness.

The answers about all cases come from one picture of the store, kept until the store changes; what
leaves here is only what `may` lets the person see.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from core import home_waiting, homelessness
from core.codes import Combination, HousingGroup, Step, all_codes, group_of
from core.home_waiting import AtRisk, Waiting, WaitSpread
from core.homelessness import HomelessCount
from core.pathway import OPEN_STEPS
from core.permissions import Act, Scope, check_may, may, scopes
from core.records.homes import HomeCase, HomeSearch
from core.records.housing import HousingLine
from core.records.people import Person, Reach
from db.engine import danish, reading
from db.kept import Kept, kept_by_case
from db.models import (
    CaseRow,
    HomeApplicationRow,
    HomeEventRow,
    HomeOfferRow,
    HousingRow,
    ShelterStayRow,
    SupportCourseRow,
    YoungPersonRow,
)
from db.queries.home_rows import (
    application_of,
    applications_of,
    event_of,
    events_of,
    need_of,
    need_row,
    offer_of,
    offers_of,
    stay_of,
    stays_of,
)
from db.queries.meeting_facts import rows
from db.queries.visible import reach_of

RecordT = TypeVar("RecordT")


def search(case_id: str, *, by: Person) -> HomeSearch:
    """Everything about the home of a case; empty where the person may not see it."""
    reach, found = _search(case_id)
    return found if reach is not None and may(by, Act.SEE_CASE, reach) else HomeSearch()


def waiting(*, by: Person, on: date) -> tuple[Waiting, ...]:
    """Who of the person's own waits for a home, the longest first."""
    return tuple(each for each in _waiting(on) if _sees(by, each.case))


def at_risk(*, by: Person, on: date) -> tuple[AtRisk, ...]:
    """Who of the person's own has a home at risk, the longest first."""
    return tuple(each for each in _at_risk(on) if _sees(by, each.case))


def days_to_home(*, by: Person) -> WaitSpread:
    """How long it took the person's own from the decision to a home."""
    if Scope.ALL in scopes(by, Act.SEE_CASE):
        return _spread()
    return home_waiting.spread(each for each in _cases() if _sees(by, each))


def homeless(day: date, *, by: Person) -> HomelessCount:
    """The count of homelessness on the day, among those whom the person sees. Raises NotAllowed."""
    check_may(by, Act.COUNT_HOMELESSNESS)
    if Scope.ALL in scopes(by, Act.COUNT_HOMELESSNESS):
        return _homeless(day)
    own = [each for each in _cases() if may(by, Act.COUNT_HOMELESSNESS, each.reach)]
    return homelessness.count(own, day)


def _sees(by: Person, case: HomeCase) -> bool:
    return may(by, Act.SEE_CASE, case.reach)


@kept_by_case
def _search(case_id: str) -> tuple[Reach | None, HomeSearch]:
    with reading() as session:
        case = session.get(CaseRow, case_id)
        if case is None:
            return None, HomeSearch()
        need = need_row(session, case_id)
        return reach_of(session, case), HomeSearch(
            need=need_of(need) if need is not None else None,
            applications=tuple(map(application_of, applications_of(session, case_id))),
            offers=tuple(map(offer_of, offers_of(session, case_id))),
            events=tuple(map(event_of, events_of(session, case_id))),
            stays=tuple(map(stay_of, stays_of(session, case_id))),
            earlier_stays=tuple(map(stay_of, _of_other_cases(session, case))),
        )


def _of_other_cases(session: Session, case: CaseRow) -> Iterable[ShelterStayRow]:
    return session.scalars(
        select(ShelterStayRow)
        .join(CaseRow, CaseRow.id == ShelterStayRow.case_id)
        .where(CaseRow.young_person_id == case.young_person_id, CaseRow.id != case.id)
        .order_by(ShelterStayRow.from_date, ShelterStayRow.id)
    )


@Kept
def _waiting(on: date) -> tuple[Waiting, ...]:
    return home_waiting.waiting(_cases(), on)


@Kept
def _at_risk(on: date) -> tuple[AtRisk, ...]:
    return home_waiting.at_risk(_cases(), on)


@Kept
def _spread() -> WaitSpread:
    return home_waiting.spread(_cases())


def _count(day: date) -> HomelessCount:
    return homelessness.count(_cases(), day)


_homeless = Kept(_count, most=4)


# ---------------------------------------------------------------- the picture


@Kept
def _cases() -> tuple[HomeCase, ...]:
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
                    row.coordinator_id, frozenset(workers.get(row.id, ())), row.referred_by_id
                ),
                referral_date=row.referral_date,
                decision_date=row.decision_date,
                end_date=row.end_date,
                combination=Combination(row.combination) if row.combination else None,
                lines=tuple(lines.get(row.id, ())),
                applications=tuple(applied.get(row.id, ())),
                offers=tuple(offered.get(row.id, ())),
                events=tuple(happened.get(row.id, ())),
            )
            for row in rows(session, _CASES)
        )


_CASES = (
    select(
        CaseRow.id,
        CaseRow.number,
        CaseRow.young_person_id,
        YoungPersonRow.name,
        YoungPersonRow.birth_date,
        CaseRow.step,
        CaseRow.coordinator_id,
        CaseRow.referred_by_id,
        CaseRow.referral_date,
        CaseRow.decision_date,
        CaseRow.end_date,
        CaseRow.combination,
    )
    .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
    .order_by(danish(YoungPersonRow.name), CaseRow.number)
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
_OPEN = CaseRow.step.in_([step.value for step in OPEN_STEPS])
"""Who waits, and whose home is at risk, is asked of open cases only."""
_APPLICATIONS: Select[Any] = (
    select(*HomeApplicationRow.__table__.c)
    .join(CaseRow, CaseRow.id == HomeApplicationRow.case_id)
    .where(_OPEN)
    .order_by(HomeApplicationRow.applied_date, HomeApplicationRow.id)
)
_OFFERS: Select[Any] = (
    select(HomeApplicationRow.case_id, *HomeOfferRow.__table__.c)
    .join(HomeApplicationRow, HomeApplicationRow.id == HomeOfferRow.application_id)
    .join(CaseRow, CaseRow.id == HomeApplicationRow.case_id)
    .where(_OPEN)
    .order_by(HomeOfferRow.offered_date, HomeOfferRow.id)
)
_EVENTS: Select[Any] = (
    select(*HomeEventRow.__table__.c)
    .join(CaseRow, CaseRow.id == HomeEventRow.case_id)
    .where(_OPEN)
    .order_by(HomeEventRow.date, HomeEventRow.id)
)
_GROUPS = {
    code: HousingGroup(group_of("housing_situation", code))
    for code in all_codes("housing_situation")
}


def _workers(session: Session) -> dict[str, list[str]]:
    course = SupportCourseRow
    query = select(course.case_id, course.worker_id).where(course.end_date.is_(None))
    return _by_case(rows(session, query), lambda row: str(row.worker_id))


def _by_case(told: Iterable[Any], make: Callable[[Any], RecordT]) -> dict[str, list[RecordT]]:
    found: dict[str, list[RecordT]] = defaultdict(list)
    for row in told:
        found[row.case_id].append(make(row))
    return found


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
