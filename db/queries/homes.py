"""Questions about the way to a home: of one case, of all who wait, and of a day's homelessness.

The answers about all cases come from one picture of the store, kept until the store changes; what
leaves here is only what `may` lets the person see.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import home_waiting, homelessness
from core.home_waiting import AtRisk, Waiting, WaitSpread
from core.homelessness import HomelessCount
from core.permissions import Act, check_may, everywhere, may
from core.records.homes import HomeCase, HomeSearch
from core.records.people import Person
from db.engine import reading
from db.kept import Kept, kept_by_case
from db.models import CaseRow, ShelterStayRow
from db.queries.home_picture import home_cases
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
from db.queries.naming import readable
from db.queries.visible import sees


def search(case_id: str, *, by: Person) -> HomeSearch:
    """Everything about the home of a case; empty where the person may not see it."""
    return readable(_search(case_id), case_id, by=by) if sees(by, case_id) else HomeSearch()


def waiting(*, by: Person, on: date) -> tuple[Waiting, ...]:
    """Who of the person's own waits for a home, the longest first."""
    found = _waiting(on)
    if everywhere(by, Act.SEE_CASE):
        return found
    return tuple(each for each in found if _sees(by, each.case))


def at_risk(*, by: Person, on: date) -> tuple[AtRisk, ...]:
    """Who of the person's own has a home at risk, the longest first."""
    found = _at_risk(on)
    if everywhere(by, Act.SEE_CASE):
        return found
    return tuple(each for each in found if _sees(by, each.case))


def days_to_home(*, by: Person) -> WaitSpread:
    """How long it took the person's own from the decision to a home."""
    if everywhere(by, Act.SEE_CASE):
        return _spread()
    return home_waiting.spread(each for each in home_cases() if _sees(by, each))


def homeless(day: date, *, by: Person) -> HomelessCount:
    """The count of homelessness on the day, among those whom the person sees. Raises NotAllowed."""
    check_may(by, Act.COUNT_HOMELESSNESS)
    if everywhere(by, Act.COUNT_HOMELESSNESS):
        return _homeless(day)
    own = [each for each in home_cases() if may(by, Act.COUNT_HOMELESSNESS, each.reach)]
    return homelessness.count(own, day)


def _sees(by: Person, case: HomeCase) -> bool:
    return may(by, Act.SEE_CASE, case.reach)


@kept_by_case
def _search(case_id: str) -> HomeSearch:
    with reading() as session:
        need = need_row(session, case_id)
        return HomeSearch(
            need=need_of(need) if need is not None else None,
            applications=tuple(map(application_of, applications_of(session, case_id))),
            offers=tuple(map(offer_of, offers_of(session, case_id))),
            events=tuple(map(event_of, events_of(session, case_id))),
            stays=tuple(map(stay_of, stays_of(session, case_id))),
            earlier_stays=tuple(map(stay_of, _of_other_cases(session, case_id))),
        )


def _of_other_cases(session: Session, case_id: str) -> Iterable[ShelterStayRow]:
    case = session.get_one(CaseRow, case_id)
    return session.scalars(
        select(ShelterStayRow)
        .join(CaseRow, CaseRow.id == ShelterStayRow.case_id)
        .where(CaseRow.young_person_id == case.young_person_id, CaseRow.id != case.id)
        .order_by(ShelterStayRow.from_date, ShelterStayRow.id)
    )


@Kept
def _waiting(on: date) -> tuple[Waiting, ...]:
    return home_waiting.waiting(home_cases(), on)


@Kept
def _at_risk(on: date) -> tuple[AtRisk, ...]:
    return home_waiting.at_risk(home_cases(), on)


@Kept
def _spread() -> WaitSpread:
    return home_waiting.spread(home_cases())


def _count(day: date) -> HomelessCount:
    return homelessness.count(home_cases(), day)


_homeless = Kept(_count, most=4)
