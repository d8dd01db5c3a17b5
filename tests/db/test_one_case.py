"""What every question about a case begins with is asked once, and is as the rows say."""

from datetime import date

import pytest

from core.codes import Role, Step
from db import queries
from db.engine import Store, reading, transaction
from db.models import CaseRow, YoungPersonRow
from db.queries.one_case import one_case
from db.queries.visible import reach_of, sees
from tests.db.statements import statements
from tests.factories import ON, person, put_case, put_staff
from tests.factories_support import put_course

LEAD = person(Role.PROJECT_LEAD)


@pytest.fixture
def case(store: Store) -> CaseRow:
    """A case with a coordinator, an area, and two who give support; a third did once."""
    put_staff("Karen Kold", staff_id="karen")
    made = put_case(
        step=Step.SUPPORT,
        area="Nord",
        coordinator_id="karen",
        contact_worker_id="aage",
        referred_by_id="rie",
    )
    put_course(made.id, worker_id="bo")
    put_course(made.id, worker_id="ida")
    put_course(made.id, worker_id="earlier", end_date=date(2026, 3, 3))
    put_course(put_case("Anden").id, worker_id="of another")
    return made


def test_it_is_found_by_its_number_and_by_its_id(case: CaseRow):
    found = one_case(case.number)
    assert found is not None
    assert one_case(case.id) is found
    assert (found.row.id, found.row.number, found.coordinator_name) == (
        case.id,
        case.number,
        "Karen Kold",
    )


def test_it_is_asked_once_for_the_header_the_name_and_the_rights(store: Store, case: CaseRow):
    def look() -> None:
        header = queries.cases.header(case.number, by=LEAD)
        assert header is not None
        assert sees(LEAD, header.id)

    assert statements(store, look) == 2
    assert statements(store, lambda: sees(LEAD, case.id)) == 0
    assert statements(store, lambda: queries.timeline.story(case.id, by=LEAD, on=ON)) == 2


def test_a_change_of_the_case_is_told_at_the_next_look(store: Store, case: CaseRow):
    assert sees(person(Role.COORDINATOR, staff_id="karen"), case.id)
    with transaction() as session:
        session.get_one(CaseRow, case.id).coordinator_id = "aage"
        session.info["changed"] = True
    assert not sees(person(Role.COORDINATOR, staff_id="karen"), case.id)


def test_who_is_around_it_are_those_that_an_action_finds(case: CaseRow):
    alone = put_case("Alene")
    for each in (case, alone):
        found = one_case(each.id)
        assert found is not None
        with reading() as session:
            assert found.reach == reach_of(session, session.get_one(CaseRow, each.id))
    assert one_case(case.id).reach.worker_ids == {"bo", "ida"}  # type: ignore[union-attr]
    assert one_case(case.id).reach.area == "Nord"  # type: ignore[union-attr]


def test_the_columns_are_those_of_the_rows(case: CaseRow):
    found = one_case(case.id)
    assert found is not None
    with reading() as session:
        row = session.get_one(CaseRow, case.id)
        young = session.get_one(YoungPersonRow, row.young_person_id)
        for plain, known in ((found.row, row), (found.young, young)):
            assert plain._asdict() == {name: getattr(known, name) for name in plain._fields}


def test_there_is_none_of_that_number_or_id(store: Store):
    assert one_case(4711) is None
    assert one_case("nowhere") is None
    assert not sees(LEAD, "nowhere")
    assert queries.cases.header(4711, by=LEAD) is None
