"""A store moves into another database and comes back, and both hold the same."""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text

from core.codes import Variant
from core.tallies import Period
from db import demo, queries
from db.check import faults
from db.copy_errors import (
    CopyBehind,
    CopyKeyDiffers,
    CopyOfNothing,
    CopyOntoItself,
    CopyOrphans,
    CopyTargetFull,
)
from db.copying import COPIED, copy_store, equal, print_of
from db.engine import Store, close_store, current_store, open_store, reading
from db.log.chain_check import breaks
from db.migrate import migrate
from db.models import AuditRow, Base
from db.settings import settings
from tests import databases
from tests.factories import ON, put_case


@pytest.fixture(scope="module", autouse=True)
def _secret() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("UNGESPOR_SECRET_KEY", databases.SECRET)
        settings.cache_clear()
        yield
    settings.cache_clear()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a demo store in a DuckDB file, closed."""
    url = f"duckdb:///{tmp_path_factory.mktemp('filled') / 'demo.duckdb'}"
    migrate(open_store(url))
    demo.fill(on=ON, young_people=12)
    close_store()
    return url


def prints(store: Store) -> dict[str, Any]:
    """Of every table but the log, which the new store goes on with."""
    with store.engine.connect() as connection:
        return {
            name: print_of(connection, table)
            for name, table in Base.metadata.tables.items()
            if name != AuditRow.__tablename__
        }


def test_a_demo_store_goes_there_and_back_and_is_the_same(filled: str, tmp_path: Path):
    there, back = databases.fresh(tmp_path, "there"), f"duckdb:///{tmp_path / 'back.duckdb'}"
    told: list[str] = []
    done = copy_store(filled, there, on=ON, progress=lambda table, _: told.append(table))
    assert set(told) == set(Base.metadata.tables)
    assert done.rows["young_people"] == 12
    assert done.tallies > 100
    copied = prints(current_store())
    again = copy_store(there, back, on=ON)
    assert again.rows == {**done.rows, "audit": done.rows["audit"] + 1}
    store = current_store()
    assert prints(store) == copied
    assert (breaks(store), faults(ON)) == ((), [])
    with reading() as session:
        lines = session.query(AuditRow).where(AuditRow.table_name == COPIED).all()
        assert len(lines) == 2
    assert store.anchor is not None
    assert len(store.anchor.read().heads) == 1
    close_store()
    original = open_store(filled)
    assert prints(original) == copied
    close_store()


@pytest.mark.skipif(databases.SERVER is None, reason="needs a server: make test-postgres")
def test_the_published_demo_goes_to_the_server_and_back_with_every_row_and_tally(tmp_path: Path):
    first, back = (f"duckdb:///{tmp_path / name}.duckdb" for name in ("first", "back"))
    there = databases.fresh(tmp_path, "there")
    migrate(open_store(first))
    demo.fill_published(seed=2026)
    held, told = prints(current_store()), reported()
    out = copy_store(first, there, on=ON)
    assert prints(current_store()) == held
    assert equal(reported(), told)
    home = copy_store(there, back, on=ON)
    assert prints(current_store()) == held
    assert equal(reported(), told)
    assert home.rows == {**out.rows, "audit": out.rows["audit"] + 1}
    assert home.tallies == out.tallies > 500
    assert told["cases"]["served"] == out.rows["young_people"] == 178
    assert (breaks(current_store()), faults(ON)) == ((), [])
    close_store()
    databases.remove(there)


def reported() -> Mapping[str, Any]:
    """The figures of the report, of the store that is open."""
    period = Period(date(2014, 1, 1), date(2016, 12, 31))
    return queries.tallies.figures(period, Variant.U, by=None)


def test_only_an_empty_store_is_filled(filled: str, store: Store):
    put_case()
    with pytest.raises(CopyTargetFull):
        copy_store(filled, store.url, on=ON)


def test_what_can_not_be_copied_is_said_before_anything_is_made(filled: str, tmp_path: Path):
    missing = f"duckdb:///{tmp_path / 'none.duckdb'}"
    with pytest.raises(CopyOntoItself):
        copy_store(filled, filled, on=ON)
    with pytest.raises(CopyOfNothing):
        copy_store(missing, databases.fresh(tmp_path, "to"), on=ON)
    old = f"duckdb:///{tmp_path / 'old.duckdb'}"
    migrate(open_store(old), to=24)
    close_store()
    with pytest.raises(CopyBehind):
        copy_store(old, databases.fresh(tmp_path, "to2"), on=ON)
    assert not (tmp_path / "none.duckdb").exists()


def test_another_secret_is_refused_and_the_new_store_stays_empty(
    filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("UNGESPOR_SECRET_KEY", databases.SECRET[::-1])
    settings.cache_clear()
    to = databases.fresh(tmp_path, "to")
    with pytest.raises(CopyKeyDiffers):
        copy_store(filled, to, on=ON)
    with current_store().engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM young_people")).scalar_one() == 0
    close_store()
    settings.cache_clear()


@pytest.mark.skipif(databases.SERVER is None, reason="DuckDB has no keys between tables")
def test_rows_that_point_nowhere_are_refused_where_there_are_keys(filled: str, tmp_path: Path):
    broken = f"duckdb:///{tmp_path / 'broken.duckdb'}"
    copy_store(filled, broken, on=ON)
    with current_store().engine.begin() as connection:
        connection.execute(text("UPDATE cases SET young_person_id = 'nobody'"))
    close_store()
    with pytest.raises(CopyOrphans):
        copy_store(broken, databases.fresh(tmp_path, "to"), on=ON)
    close_store()


figures = st.recursive(
    st.none() | st.integers(-9, 9) | st.text(max_size=2),
    lambda inner: (
        st.dictionaries(st.text(max_size=2), inner, max_size=3) | st.lists(inner, max_size=3)
    ),
)


@given(figures, figures)
def test_figures_are_equal_only_where_all_their_parts_are(one: Any, other: Any):
    assert equal(one, one)
    assert equal(one, other) == equal(other, one) == (one == other)


def test_an_average_may_differ_in_its_last_digit_and_no_more():
    assert equal({"mean": 0.1 + 0.2}, {"mean": 0.3})
    assert not equal({"mean": 0.3001}, {"mean": 0.3})
