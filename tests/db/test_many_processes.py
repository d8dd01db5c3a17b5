"""Several processes on one store: nobody's change is lost, and nothing old is shown."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, inspect, select, text

from core.errors import ChangedByOther
from core.permissions import Act
from db.audit import claim, find, note
from db.bulk import put_in_bulk
from db.copying import INSERT
from db.engine import (
    Store,
    close_store,
    contains,
    current_store,
    danish,
    open_store,
    reading,
    transaction,
)
from db.errors import StoreBusy, StoreLocale, StoreLost, StoreUnreachable
from db.kept import Kept
from db.log.chain import Flaw
from db.log.chain_check import breaks
from db.migrate import migrate
from db.models import AuditRow, Base, CaseRow, YoungPersonRow
from db.postgres import keys, opening
from db.postgres.wording import worded
from db.queries.store import one_look
from tests import databases
from tests.factories import person, put, put_case

ROOT = Path(__file__).resolve().parent.parent.parent
THREADS, ROUNDS = 16, 5

on_server = pytest.mark.skipif(
    databases.SERVER is None, reason="needs a server: make test-postgres"
)


def add_one(case_id: str) -> None:
    """One more in a field that all count in, tried until nobody came in between."""
    while True:
        with reading() as session:
            seen = find(session, CaseRow, case_id).version
        try:
            with transaction() as session:
                row = claim(session, CaseRow, case_id, seen)
                row.wishes = str(int(row.wishes or 0) + 1)
                note(session, person(), Act.ASSESS, row)
        except ChangedByOther:
            continue
        return


def elsewhere(url: str, statements: str) -> subprocess.Popen[bytes]:
    """Another process that has the same store open and does this."""
    script = (
        "from db.engine import open_store\n"
        "from tests.db.test_many_processes import *\n"
        f"open_store({url!r})\n{statements}\n"
    )
    return subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=os.environ)


@on_server
def test_sixteen_threads_and_another_process_lose_no_change_and_make_one_chain(store: Store):
    case = put_case()
    other = elsewhere(store.url, f"for _ in range(20): add_one({case.id!r})")
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(add_one, [case.id] * THREADS * ROUNDS))
    assert other.wait(120) == 0
    with reading() as session:
        assert session.get_one(CaseRow, case.id).wishes == str(THREADS * ROUNDS + 20)
        lines = select(func.count(), func.count(AuditRow.sequence.distinct()))
        assert session.execute(lines).one() == (THREADS * ROUNDS + 20,) * 2
    assert breaks(store) == ()


@on_server
def test_two_processes_of_a_machine_write_one_anchor_that_knows_every_line(tmp_path: Path):
    url = databases.laid(tmp_path / "store.duckdb")
    with databases.anchored(tmp_path) as anchor:
        store = open_store(url)
        case = put_case()
        other = elsewhere(url, f"for _ in range(10): add_one({case.id!r})")
        for _ in range(10):
            add_one(case.id)
        assert other.wait(60) == 0
        assert store.anchor is not None
        seen = store.anchor.read()
        assert seen.sound
        assert sorted(head.sequence for head in seen.heads) == [*range(1, 21)]
        assert breaks(store) == ()
        with store.engine.begin() as connection:
            connection.execute(text("DELETE FROM audit WHERE sequence > 15"))
        assert [each.flaw for each in breaks(store)] == [Flaw.TAIL_LOST]
    assert anchor.with_name("store.anchor.lock").exists()
    close_store()
    databases.remove(url)


@on_server
def test_what_another_process_changed_is_in_the_next_answer(store: Store):
    case = put_case()

    @Kept
    def wishes() -> str | None:
        with reading() as session:
            return session.get_one(CaseRow, case.id).wishes

    assert wishes() is None
    for told in ("1", "2"):
        assert elsewhere(store.url, f"add_one({case.id!r})").wait(60) == 0
        assert wishes() == told


@on_server
def test_one_run_of_a_page_looks_once_and_sees_its_own_changes(store: Store):
    case = put_case()
    made = []

    @Kept
    def answer() -> int:
        return made.append(1) or len(made)

    with one_look():
        before = store.turn.version()
        assert elsewhere(store.url, f"add_one({case.id!r})").wait(60) == 0
        assert (answer(), store.turn.version()) == (1, before)
        add_one(case.id)
        assert store.turn.version() == before + 2
        assert answer() == 2
    assert store.turn.version() == before + 2
    newest = store.data_version
    assert store.turn.all_ours(before + 1, before + 2, newest)
    assert not store.turn.all_ours(before + 1, before + 2, newest - 1)
    assert not store.turn.all_ours(before, before + 2, newest)


@on_server
def test_a_write_that_does_not_get_its_turn_is_refused_and_changes_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    case = put_case()
    monkeypatch.setitem(opening._SESSION, "lock_timeout", "50ms")
    impatient = open_store(store.url)
    with impatient.engine.connect() as holder:
        holder.execute(text("LOCK TABLE ungespor.turn IN EXCLUSIVE MODE"))
        with pytest.raises(StoreBusy), transaction() as session:
            claim(session, CaseRow, case.id, 1)
    add_one(case.id)


@on_server
def test_a_connection_that_is_cut_in_the_middle_is_one_sentence_and_the_next_write_goes_well(
    store: Store,
):
    case = put_case()
    with pytest.raises(StoreBusy), transaction() as session:
        _cut(store, session)
        claim(session, CaseRow, case.id, 1)
    with pytest.raises(StoreLost), transaction() as session:
        session.get_one(CaseRow, case.id).wishes = "nej"
        session.flush()
        _cut(store, session)
    add_one(case.id)
    assert breaks(store) == ()


def _cut(store: Store, session) -> None:
    own = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with store.engine.connect() as connection:
        connection.execute(text("SELECT pg_terminate_backend(:own)"), {"own": own})


@on_server
def test_the_store_has_every_key_and_index_that_the_models_declare(store: Store):
    found = inspect(store.engine)
    there = {
        each["name"]
        for table in found.get_table_names()
        for each in (*found.get_foreign_keys(table), *found.get_indexes(table))
    }
    assert there == {name for name, _ in keys.wanted(Base.metadata)}
    assert migrate(store) == []


def test_words_sort_and_are_found_in_danish_and_ids_by_their_bytes(store: Store):
    names = ("Zita", "Ærø", "Ørsted", "Åse", "anna", "Anna")
    put(*(YoungPersonRow(id=name, name=name) for name in names))
    with reading() as session:
        told = session.scalars(select(YoungPersonRow.name).order_by(danish(YoungPersonRow.name)))
        assert list(told) == ["Anna", "anna", "Zita", "Ærø", "Ørsted", "Åse"]
        ids = session.scalars(select(YoungPersonRow.id).order_by(YoungPersonRow.id))
        assert list(ids) == sorted(names)
        found = select(YoungPersonRow.id).where(contains(YoungPersonRow.name, "ØRS"))
        assert list(session.scalars(found)) == ["Ørsted"]


@on_server
def test_a_database_without_danish_letters_or_no_server_is_refused_in_one_sentence():
    url = databases.fresh(Path())
    plain = url.rpartition("/")[0] + "/plain"
    databases.on_server("DROP DATABASE IF EXISTS plain")
    databases.on_server("CREATE DATABASE plain TEMPLATE template0 LOCALE 'C'")
    with pytest.raises(StoreLocale):
        opening.opened(plain)
    with pytest.raises(StoreUnreachable) as refusal:
        opening.opened("postgresql://somebody:secret@127.0.0.1:1/none")
    assert "secret" not in str(refusal.value.facts)


def test_types_have_the_words_of_the_server_and_names_stay():
    told = worded("CREATE TABLE texts (text TEXT NOT NULL, share DOUBLE, name VARCHAR)")
    assert told == (
        'CREATE TABLE texts (text TEXT COLLATE "C" NOT NULL, share DOUBLE PRECISION, '
        'name VARCHAR COLLATE "C")'
    )


def test_rows_in_bulk_arrive_with_signs_of_every_kind(store: Store):
    told = {"id": ["a", "b"], "version": [1, 2], "name": ["Æ\t\\N \n'\"", "\\."]}
    with store.engine.begin() as connection:
        put_in_bulk(connection, "young_people", told, INSERT)
    with current_store().sessions() as session:
        rows = session.execute(select(YoungPersonRow.id, YoungPersonRow.name)).all()
    assert dict(rows) == dict(zip(told["id"], told["name"], strict=True))
