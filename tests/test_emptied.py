"""The store that tests are lent one after the other is as a new one each time."""

from contextlib import nullcontext
from pathlib import Path

import pytest
from sqlalchemy import text

from db.engine import open_store, reading, transaction
from db.models import Base, StaffRow, YoungPersonRow
from tests import databases
from tests.emptied import Emptied
from tests.factories import put, put_case

pytestmark = pytest.mark.duckdb_only("empties a file of DuckDB")


def _contents() -> dict[str, list[object]]:
    """All rows by table; the versions of the tables are no model."""
    names = ("schema_versions", *Base.metadata.tables)
    with reading() as session:
        return {
            name: list(map(tuple, session.execute(text(f'SELECT * FROM "{name}"'))))
            for name in names
        }


@pytest.fixture
def lender(tmp_path: Path):
    one = Emptied(tmp_path)
    yield one
    one.close()


def test_what_a_test_leaves_is_gone_and_what_was_there_is_back(lender: Emptied, tmp_path: Path):
    with lender.lent(tmp_path) as first:
        open_store(first)
        new = _contents()
        assert any(new.values())
        put_case("Vilma Vildspor")
        put(StaffRow(id="ida", name="Ida Iversen", role="support_worker"))
        with transaction() as session:
            session.info["changed"] = True
            session.execute(text("DELETE FROM schema_versions"))
            session.query(StaffRow).one().name = "Ida Ibsen"
    with lender.lent(tmp_path) as second:
        open_store(second)
        assert second == first
        assert _contents() == new


def test_where_a_table_was_changed_the_next_test_has_a_new_file(lender: Emptied, tmp_path: Path):
    with lender.lent(tmp_path) as first, open_store(first).engine.begin() as connection:
        connection.execute(text("ALTER TABLE young_people ADD COLUMN probe VARCHAR"))
    with lender.lent(tmp_path) as second:
        open_store(second)
        assert second != first
        with reading() as session:
            assert session.query(YoungPersonRow).all() == []


def test_a_store_that_was_written_anew_is_lent_to_nobody_else(lender: Emptied, tmp_path: Path):
    with lender.lent(tmp_path) as first:
        open_store(first).rewrite()
    with lender.lent(tmp_path) as second:
        assert second != first


def test_on_a_server_each_has_a_database_of_its_own(lender: Emptied, tmp_path, monkeypatch):
    monkeypatch.setattr(databases, "SERVER", "postgresql://")
    monkeypatch.setattr(databases, "planted", lambda folder: nullcontext(str(folder)))
    with lender.lent(tmp_path) as url:
        assert url == str(tmp_path)
