"""What only reads sees one moment, leaves nothing behind, and gives its connection back at once."""

from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.exc import DBAPIError

from db.engine import Store, reading
from db.models import CaseRow, StaffRow
from tests.factories import put_case, put_staff

NAMES = select(StaffRow.name).order_by(StaffRow.name)


def test_it_sees_one_moment_and_the_next_one_sees_what_came_meanwhile(store: Store):
    put_staff("Karen Kold")
    with reading() as session:
        assert session.scalars(NAMES).all() == ["Karen Kold"]
        put_staff("Åge")
        assert session.scalars(NAMES).all() == ["Karen Kold"]
    with reading() as session:
        assert session.scalars(NAMES).all() == ["Karen Kold", "Åge"]


def test_what_somebody_changes_in_it_is_nowhere(store: Store):
    case = put_case()
    with pytest.raises(RuntimeError, match="on the way"), reading() as session:
        session.get_one(CaseRow, case.id).wishes = "Noget andet"
        raise RuntimeError("on the way")
    with reading() as session:
        session.get_one(CaseRow, case.id).wishes = "Noget andet"
    with reading() as session:
        assert session.get_one(CaseRow, case.id).wishes is None


@pytest.mark.duckdb_only("a server refuses to write in it")
def test_what_is_sent_to_the_store_in_it_is_nowhere_either(store: Store):
    case = put_case()
    with reading() as session:
        session.get_one(CaseRow, case.id).wishes = "Noget andet"
        session.flush()
    with reading() as session:
        assert session.get_one(CaseRow, case.id).wishes is None


def test_a_statement_that_fails_leaves_a_connection_that_answers(store: Store):
    put_staff("Karen Kold")
    with pytest.raises(DBAPIError), reading() as session:
        session.connection().exec_driver_sql("SELECT name FROM nowhere")
    for _ in range(3):
        with reading() as session:
            assert session.scalars(NAMES).all() == ["Karen Kold"]


def test_its_transaction_is_ended_once_and_before_the_pool_looks(store: Store):
    ended: list[str] = []
    given_back: list[bool] = []

    def note(_: object, __: object, state: Any) -> None:
        given_back.append(state.transaction_was_reset)

    with reading() as session:
        engine = session.connection().engine
    event.listen(engine, "rollback", lambda _: ended.append("rolled back"))
    event.listen(engine.pool, "reset", note)
    with reading() as session:
        session.scalars(NAMES).all()
    assert ended == ["rolled back"]
    assert given_back == [True]
