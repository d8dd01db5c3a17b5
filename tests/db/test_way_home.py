"""The way to a home of one's own, the move-in, and a home that is lost."""

from datetime import date, timedelta

import pytest

from core.codes import Role, Step
from core.errors import ChangedByOther, DateInFuture, DatesOutOfOrder, NotFound, WrongStep
from core.housing import WayHome
from db import actions, queries
from db.engine import reading
from db.models import CaseRow
from tests.factories import ON, person
from tests.factories_support import WORKER, put_course, put_home, put_supported_case

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD)
IDA = person(Role.SUPPORT_WORKER, account_id="ida", staff_id=WORKER)
STRANGER = person(Role.SUPPORT_WORKER, account_id="per", staff_id="per")
EARLIER = date(2026, 2, 2)
WAY = WayHome(date(2026, 2, 3), date(2026, 4, 1), date(2026, 4, 15))


def homeless(step: Step = Step.SUPPORT):
    case = put_supported_case(step=step)
    return case, put_home(case.id, situation="shelter_110", from_date=EARLIER)


def record(home, way: WayHome = WAY, *, seen_version: int = 1, by=LEAD) -> None:
    actions.housing.record_way_home(home.id, way, seen_version=seen_version, by=by, on=ON)


def live(case, situation: str, day: date = ON) -> None:
    actions.housing.record_situation(case.id, situation=situation, from_date=day, by=LEAD, on=ON)


def last(case):
    return queries.housing.history(case.id, by=LEAD)[-1]


def days(line) -> WayHome:
    return WayHome(line.waiting_list_date, line.allocated_date, line.lease_signed_date)


def step_of(case) -> str:
    with reading() as session:
        return session.get(CaseRow, case.id).step


def test_the_days_on_the_way_home_are_kept():
    case, home = homeless()
    record(home)
    assert days(last(case)) == WAY


@pytest.mark.parametrize(
    ("kind", "way"),
    [
        (DateInFuture, WayHome(waiting_list_date=ON + timedelta(days=1))),
        (DatesOutOfOrder, WayHome(date(2026, 4, 2), date(2026, 4, 1))),
        (DatesOutOfOrder, WayHome(None, date(2026, 4, 2), date(2026, 4, 1))),
        (DatesOutOfOrder, WayHome(date(2026, 4, 2), None, date(2026, 4, 1))),
    ],
)
def test_days_that_do_not_follow_each_other_are_refused(kind, way):
    _, home = homeless()
    with pytest.raises(kind):
        record(home, way)


def test_a_stale_page_a_stranger_and_a_closed_case_are_refused():
    _, home = homeless()
    with pytest.raises(ChangedByOther):
        record(home, seen_version=4)
    with pytest.raises(NotFound):
        record(home, by=STRANGER)
    _, of_closed = homeless(Step.CLOSED)
    with pytest.raises(WrongStep):
        record(of_closed)


def test_the_days_go_on_through_a_temporary_place_and_into_the_home():
    case, home = homeless()
    record(home)
    live(case, "family_friends", date(2026, 4, 20))
    live(case, "own_home")
    assert days(last(case)) == WAY


def test_a_home_that_is_lost_takes_its_days_with_it():
    case, home = homeless()
    record(home)
    live(case, "own_home", date(2026, 4, 20))
    live(case, "rough_sleeping")
    assert days(last(case)) == WayHome()


def test_moving_in_puts_the_case_on_the_fifth_step():
    case, _ = homeless()
    put_course(case.id)
    actions.housing.move_in(case.id, from_date=ON, by=IDA, on=ON)
    assert last(case).situation == "own_home"
    assert step_of(case) == Step.MOVED_IN


def test_a_home_at_risk_stays_on_the_fifth_step_and_a_lost_one_goes_back_to_the_fourth():
    case, _ = homeless()
    live(case, "own_home", date(2026, 4, 1))
    live(case, "own_home_at_risk", date(2026, 4, 20))
    assert step_of(case) == Step.MOVED_IN
    live(case, "shelter_110")
    assert step_of(case) == Step.SUPPORT


def test_moving_in_without_open_support_leaves_the_step():
    case, _ = homeless(Step.COLLABORATION)
    live(case, "own_home")
    assert step_of(case) == Step.COLLABORATION
