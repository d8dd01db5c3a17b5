"""Answers about the whole store, kept until it changes."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from core.codes import Role
from db.actions import sessions
from db.engine import Store, close_store, open_store
from db.kept import Kept
from db.models import AccountRoleRow, StoreRow, new_id
from db.queries.accounts import signed_in
from db.queries.store import is_demo
from tests import databases
from tests.db.statements import statements
from tests.factories import put, put_account, put_session, put_staff


@pytest.fixture
def made() -> list[int]:
    """What the answer below was made for."""
    return []


@pytest.fixture
def answer(made: list[int]) -> Kept[int, int]:
    """An answer that tells how often it was made."""

    def make(asked: int) -> int:
        time.sleep(0.01)
        made.append(asked)
        return len(made)

    return Kept(make)


def test_an_answer_is_made_once_until_the_store_changes(store: Store, answer: Kept[int, int]):
    assert (answer(1), answer(1)) == (1, 1)
    put_staff()
    assert answer(1) == 2


def test_another_question_is_another_answer(store: Store, answer: Kept[int, int], made: list[int]):
    assert (answer(1), answer(2)) == (1, 2)
    assert made == [1, 2]


def test_an_answer_may_answer_something_else_too(store: Store, made: list[int]):
    def make(asked: int) -> int:
        made.append(asked)
        return 10 * asked

    tens = Kept(make, 4, lambda answer: [(answer,), (answer + 1,)])
    assert (tens(1), tens(10), tens(11), tens(1)) == (10, 10, 10, 10)
    assert made == [1]
    put_staff()
    assert tens(10) == 100
    assert made == [1, 10]


def test_many_who_ask_at_once_make_it_once(store: Store, answer: Kept[int, int], made: list[int]):
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(answer, [1] * 8)) == [1] * 8
    assert made == [1]


def test_whether_the_people_are_invented_is_asked_once(store: Store):
    assert not is_demo()
    assert statements(store, is_demo) == 0
    put(StoreRow(id="demo", value="1"))
    assert is_demo()


def test_another_store_in_the_same_process_is_asked_itself(store: Store, tmp_path: Path):
    put(StoreRow(id="demo", value="1"))
    assert is_demo()
    close_store()
    other = open_store(databases.laid(tmp_path / "other.duckdb"))
    other.data_version = store.data_version
    assert not is_demo()
    open_store(store.url).data_version = store.data_version
    assert is_demo()


def test_who_is_signed_in_is_asked_again_after_every_write_and_never_told_too_late(store: Store):
    here = put_account(Role.PROJECT_LEAD)
    session_id = put_session(here)

    def roles() -> set[Role] | None:
        found = signed_in(session_id)
        return None if found is None else set(found.roles)

    assert roles() == {Role.PROJECT_LEAD}
    assert statements(store, roles) == (0 if store.turn.alone else 1)
    put(
        AccountRoleRow(
            id=new_id(), version=1, account_id=here.account_id, role=Role.COORDINATOR.value
        )
    )
    assert roles() == {Role.PROJECT_LEAD, Role.COORDINATOR}
    sessions.end(session_id)
    assert roles() is None
