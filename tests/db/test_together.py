"""Several questions in one statement are answered as one by one, with the values as they are."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import DateTime, Float, String, bindparam, column, select, table
from sqlalchemy.types import TypeDecorator

from db.engine import Store, reading, transaction
from db.models import CaseEventRow, CaseRow, MeetingRow, StaffRow, StatusRow, new_id
from db.together import Part, Together
from tests.db.statements import statements
from tests.factories import ON, put, put_case, put_staff

CASE = bindparam("case_id")
EVENTS = select(
    CaseEventRow.id, CaseEventRow.date, CaseEventRow.kind, CaseEventRow.reason, CaseEventRow.details
).where(CaseEventRow.case_id == CASE)
MEETINGS = select(MeetingRow.id, MeetingRow.date, MeetingRow.call_version, MeetingRow.wishes).where(
    MeetingRow.case_id == CASE
)
STATUSES = select(StatusRow.id, StatusRow.in_education, StatusRow.date).where(
    StatusRow.case_id == CASE
)
OF_CASE = Together(
    events=Part(EVENTS, order=("date", "id")),
    meetings=Part(MEETINGS, order=("id",)),
    statuses=Part(STATUSES, order=("id",)),
)

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
"""All that PostgreSQL takes, too."""
days = st.dates(date(1, 1, 1), date(9999, 12, 31))
in_a_store = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def _answers(case_id: str, asked: Together = OF_CASE):
    with reading() as session:
        return asked.of(session, case_id=case_id)


def _event(case_id: str, day: date = ON, **columns: object) -> CaseEventRow:
    values: dict[str, object] = {"id": new_id(), "kind": "told", **columns}
    return CaseEventRow(case_id=case_id, date=day, **values)


@in_a_store
@given(
    kind=texts,
    reason=st.none() | texts,
    details=st.sampled_from(['"', "\\", "æøå ÆØÅ", "en\nto\r\n\ttre", "", "null", "[]", "'; --"]),
    day=days,
    version=st.none() | st.integers(-(2**31), 2**31 - 1),
    in_education=st.none() | st.booleans(),
)
def test_a_value_comes_out_as_it_was_put_in(
    store: Store, kind, reason, details, day, version, in_education
):
    case_id = new_id()
    meeting = MeetingRow(
        id=new_id(),
        case_id=case_id,
        date=day,
        kind="network",
        state="held",
        call_version=version,
        wishes=reason,
    )
    status = StatusRow(id=new_id(), case_id=case_id, date=day, in_education=in_education)
    put(_event(case_id, day, id=kind or "-", kind=kind, reason=reason, details=details))
    put(meeting, status)
    found = _answers(case_id)
    assert found["events"] == [(kind or "-", day, kind, reason, details)]
    assert found["meetings"] == [(meeting.id, day, version, reason)]
    assert found["statuses"] == [(status.id, in_education, day)]
    assert type(found["statuses"][0].in_education) is type(in_education)
    with transaction() as session:
        session.delete(session.get_one(CaseEventRow, kind or "-"))


def test_every_part_is_answered_as_by_itself(store: Store):
    case, other = put_case(), put_case("Anden")
    for number in range(9):
        day = ON + timedelta(days=-(number % 4))
        put(_event(case.id, day, reason=str(number) if number % 2 else None))
        put(_event(other.id, day))
        put(StatusRow(id=new_id(), case_id=case.id, date=day, in_education=number % 3 == 0))
    found = _answers(case.id)
    with reading() as session:
        events = session.execute(
            EVENTS.order_by(CaseEventRow.date, CaseEventRow.id), {"case_id": case.id}
        ).all()
        statuses = session.execute(STATUSES.order_by(StatusRow.id), {"case_id": case.id}).all()
    assert len(events) == len(statuses) == 9
    assert list(map(tuple, found["events"])) == list(map(tuple, events))
    assert list(map(tuple, found["statuses"])) == list(map(tuple, statuses))
    assert found["meetings"] == []


def test_it_is_one_statement_and_a_row_is_read_by_the_names_of_its_columns(store: Store):
    case = put_case()
    put(_event(case.id, reason="Flytter."))
    assert statements(store, lambda: _answers(case.id)) == 1
    (event,) = _answers(case.id)["events"]
    assert (event.kind, event.date, event.reason, event.details) == ("told", ON, "Flytter.", None)


def test_a_part_may_join_and_ask_for_several(store: Store):
    put_staff("Karen Kold", staff_id="karen")
    put_staff("Åge", staff_id="aage")
    case = put_case(coordinator_id="karen")
    nobodys = put_case("Anden")
    asked = Together(
        cases=Part(
            select(CaseRow.number, StaffRow.name)
            .outerjoin(StaffRow, StaffRow.id == CaseRow.coordinator_id)
            .where(CaseRow.id.in_(bindparam("cases", expanding=True))),
            order=("number",),
        ),
        staff=Part(select(StaffRow.name).where(StaffRow.id.in_(bindparam("ids", expanding=True)))),
    )
    with reading() as session:
        found = asked.of(session, cases=[nobodys.id, case.id], ids=["aage"])
        none = asked.of(session, cases=[], ids=[])
    assert found["cases"] == sorted([(case.number, "Karen Kold"), (nobodys.number, None)])
    assert [each.name for each in found["staff"]] == ["Åge"]
    assert none == {"cases": [], "staff": []}


def test_where_there_is_nothing_to_ask_about_every_part_is_empty():
    assert {name: len(rows) for name, rows in OF_CASE.nothing.items()} == {
        "events": 0,
        "meetings": 0,
        "statuses": 0,
    }


class _Reversed(TypeDecorator[str]):
    impl = String
    cache_ok = True


@pytest.mark.parametrize("kind", [Float(), DateTime(timezone=True), _Reversed()])
def test_a_column_that_json_does_not_tell_exactly_is_refused(kind):
    odd = table("odd", column("value", kind))
    with pytest.raises(TypeError, match="by itself"):
        Together(odd=Part(select(odd.c.value)))
