"""Volunteers in a real store: lists, wishes, matches, and who may see what."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest

from core.codes import Role, Step
from core.errors import ChangedByOther, NotAllowed, NotFound, RuleBroken
from core.volunteers import VolunteerFull, VolunteerTold, waits_since
from db import actions, queries
from db.engine import reading
from db.models import AuditRow, VolunteerWishRow, new_id
from tests.factories import ON, person, put, put_case, put_staff

pytestmark = pytest.mark.usefixtures("store")
DAY = timedelta(days=1)
LEAD = person(Role.PROJECT_LEAD)


def add(name="Frida Frivillig", places=1):
    told = VolunteerTold(
        name=name, organisation="Klub Kompas", available_from=date(2026, 1, 1), places=places
    )
    return actions.volunteers.add_volunteer(told, by=LEAD)


def wish(case, text="En at spille fodbold med"):
    return actions.volunteers.wish(case.id, wished_date=ON, text=text, by=LEAD, on=ON)


def match(wish_id, volunteer_id, version=1, by=LEAD):
    return actions.volunteers.match(
        wish_id, volunteer_id, from_date=ON, seen_version=version, by=by
    )


def board(by=LEAD):
    return queries.volunteers.board(by=by)


def test_a_wish_is_matched_and_the_match_ended():
    case, volunteer = put_case(), add()
    made = match(wish(case), volunteer)
    assert [each.to_date for each in board().matches] == [None]
    actions.volunteers.end_match(
        made, to_date=ON, reason="Flyttede", seen_version=1, by=LEAD, on=ON
    )
    assert [each.to_date for each in board().matches] == [ON]
    with reading() as session:
        assert {row.case_id for row in session.query(AuditRow) if "match" in row.table_name} == {
            case.id
        }


def test_a_coordinator_sees_the_names_of_their_own_only_and_how_many_wait_in_all():
    staff_id = put_staff()
    own, other = put_case("Vilma Vildspor", coordinator_id=staff_id), put_case("Otto Odde")
    wish(own), wish(other)
    told = board(person(Role.COORDINATOR, staff_id=staff_id))
    assert [(each.name, each.text is None) for each in told.wishes] == [
        ("Vilma Vildspor", False),
        (None, True),
    ]


def test_a_coordinator_can_not_match_somebody_elses_young_person():
    wished, volunteer = wish(put_case()), add()
    with pytest.raises(NotFound):
        match(wished, volunteer, by=person(Role.COORDINATOR, staff_id=put_staff()))
    assert board().matches == ()


@pytest.mark.parametrize("role", [Role.SUPPORT_WORKER, Role.REFERRER, Role.STEERING_GROUP])
def test_others_have_nothing_to_do_with_volunteers(role):
    assert board(person(role)) is None
    with pytest.raises(NotAllowed):
        actions.volunteers.add_volunteer(
            VolunteerTold(name="F", organisation="K", available_from=ON), by=person(role)
        )


def test_the_wish_of_a_closed_case_waits_no_longer():
    closed = put_case(step=Step.CLOSED, start_date=ON, end_date=ON)
    put(VolunteerWishRow(id=new_id(), version=1, case_id=closed.id, wished_date=ON - DAY))
    wish(put_case("Otto Odde"))
    told = board()
    assert [each.ended_date for each in told.wishes] == [ON, None]
    assert [waits_since(each, told.matches, ON) for each in told.wishes] == [None, ON]


def test_a_stale_save_is_refused():
    volunteer = add()
    told = VolunteerTold(name="Ny", organisation="Klub Kompas", available_from=ON)
    actions.volunteers.change_volunteer(volunteer, told, seen_version=1, by=LEAD, on=ON)
    with pytest.raises(ChangedByOther):
        actions.volunteers.change_volunteer(volunteer, told, seen_version=1, by=LEAD, on=ON)


def test_sixteen_at_once_do_not_take_the_one_place_twice():
    volunteer = add(places=1)
    wishes = [wish(put_case(f"Ung {number}")) for number in range(16)]

    def take(wish_id):
        try:
            return match(wish_id, volunteer)
        except RuleBroken as refusal:
            return type(refusal)

    with ThreadPoolExecutor(16) as threads:
        results = list(threads.map(take, wishes))
    assert results.count(VolunteerFull) == 15
    assert len(board().matches) == 1
