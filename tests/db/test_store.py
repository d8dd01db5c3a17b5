import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from core.errors import ChangedByOther
from core.permissions import Act
from db import migrate as migrations
from db.actions import drafts
from db.audit import claim, note
from db.engine import Store, close_store, current_store, open_store, reading, transaction
from db.errors import StoreHeld, StoreTooNew, StoreUnreadable
from db.models import AuditRow, Base, CaseRow, DraftRow, YoungPersonRow
from tests import databases
from tests.factories import person, put_case


@pytest.fixture
def store(own_store: Store) -> Store:
    """These are about the file and what lies beside it."""
    return own_store


ROOT = Path(__file__).resolve().parent.parent.parent


def _columns(store):
    inspector = inspect(store.engine)
    return {
        table: {
            column["name"]: (str(column["type"]).removesuffix(' COLLATE "C"'), column["nullable"])
            for column in inspector.get_columns(table)
        }
        for table in inspector.get_table_names()
        if table != "schema_versions"
    }


def test_the_migrations_make_the_tables_of_the_models(store, tmp_path):
    migrated = _columns(store)
    close_store()
    fresh = open_store(databases.fresh(tmp_path, "models"))
    Base.metadata.create_all(fresh.engine)
    assert migrated == _columns(fresh)


def test_migrating_twice_changes_nothing(store):
    assert migrations.migrate(store) == []


@pytest.mark.parametrize("version", [step.version for step in migrations.migrations()])
def test_a_store_of_every_earlier_version_comes_up_with_its_rows(tmp_path, version):
    store = open_store(databases.fresh(tmp_path, "old"))
    migrations.migrate(store, to=version)
    with store.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO young_people (id, version, name) VALUES ('y1', 1, 'Åse Ørred')")
        )
        if version < migrations.SEALS:
            connection.execute(text("UPDATE young_people SET cpr = '6503060000'"))
    migrations.migrate(store)
    with store.sessions() as session:
        number = session.get_one(YoungPersonRow, "y1").cpr
        assert number == ("6503060000" if version < migrations.SEALS else None)
    with store.engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM young_people")).scalar_one() == "Åse Ørred"
        assert migrations.schema_version(connection) == migrations.migrations()[-1].version
    close_store()


def test_a_number_left_out_is_filled_in_a_store_that_has_later_ones(store):
    with store.engine.begin() as connection:
        connection.execute(text("DELETE FROM schema_versions WHERE version = 13"))
        connection.execute(text("DROP TABLE phase_plans"))
        connection.execute(text("DROP TABLE icm_agreements"))
        connection.execute(text("DROP TABLE icm_reviews"))
        connection.execute(text("ALTER TABLE cases DROP COLUMN contact_worker_id"))
        connection.execute(text("ALTER TABLE cases DROP COLUMN contact_since"))
    assert migrations.migrate(store) == [13]
    assert "phase_plans" in _columns(store)


@pytest.mark.duckdb_only("a server has backups of its own")
def test_a_store_with_rows_is_copied_before_it_is_changed(store, tmp_path):
    put_case("Vilma Vildspor")
    folder = tmp_path / "migrations"
    folder.mkdir()
    for step in migrations.migrations():
        (folder / f"{step.version:04}_{step.name}.sql").write_text(step.sql)
    (folder / "9000_probe.sql").write_text("ALTER TABLE young_people ADD COLUMN probe VARCHAR;")
    assert migrations.migrate(store, folder=folder) == [9000]
    (copy,) = tmp_path.glob("store.before-9000.*.duckdb")
    close_store()
    before = open_store(f"duckdb:///{copy}")
    with before.engine.connect() as connection:
        assert (
            connection.execute(text("SELECT name FROM young_people")).scalar_one()
            == "Vilma Vildspor"
        )
        assert "probe" not in _columns(before)["young_people"]


def test_a_failing_migration_leaves_the_store_as_it_was(store, tmp_path):
    folder = tmp_path / "migrations"
    folder.mkdir()
    for step in migrations.migrations():
        (folder / f"{step.version:04}_{step.name}.sql").write_text(step.sql)
    (folder / "9000_broken.sql").write_text(
        "ALTER TABLE young_people ADD COLUMN probe VARCHAR; ALTER TABLE nowhere ADD COLUMN x VARCHAR;"
    )
    with pytest.raises(Exception, match="nowhere"):
        migrations.migrate(store, folder=folder)
    assert "probe" not in _columns(store)["young_people"]
    with store.engine.connect() as connection:
        assert migrations.schema_version(connection) < 9000


def test_a_newer_store_is_refused_and_left_alone(store):
    with store.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO schema_versions VALUES (9999, 'later', TIMESTAMPTZ '2026-01-01')")
        )
    with pytest.raises(StoreTooNew) as refusal:
        migrations.migrate(store)
    assert refusal.value.facts["found"] == 9999


def test_a_strange_database_is_refused(tmp_path):
    store = open_store(databases.fresh(tmp_path, "strange"))
    with store.engine.begin() as connection:
        connection.execute(text("CREATE TABLE shopping (item VARCHAR)"))
    with pytest.raises(StoreUnreadable):
        migrations.migrate(store)
    close_store()


@pytest.mark.duckdb_only("is about the file")
def test_a_file_that_is_no_database_is_refused(tmp_path):
    path = tmp_path / "letter.duckdb"
    path.write_text("Kære alle sammen\n" * 1000)
    with pytest.raises(StoreUnreadable):
        open_store(f"duckdb:///{path}")


@pytest.mark.duckdb_only("is about the file")
def test_a_second_process_is_told_who_holds_the_store(tmp_path):
    url = f"duckdb:///{tmp_path / 'held.duckdb'}"
    script = (
        f"from db.engine import open_store; open_store({url!r}); print('open', flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(StoreHeld) as refusal:
            open_store(url)
        assert refusal.value.facts["holder"] == str(holder.pid)
        holder.communicate(b"\n")


def test_a_transaction_that_fails_leaves_nothing(store):
    with pytest.raises(ZeroDivisionError), transaction() as session:
        session.add(YoungPersonRow(name="Halv"))
        session.flush()
        1 / 0  # noqa: B018
    with transaction() as session:
        assert session.query(YoungPersonRow).count() == 0


def test_of_two_stale_saves_one_is_refused_and_says_who_and_what(store):
    case = put_case()
    karen, bo = person(name="Karen Kold"), person(name="Bo Blæst")
    with transaction() as session:
        row = claim(session, CaseRow, case.id, 1)
        row.wishes = "Egen bolig"
        note(session, karen, Act.ASSESS, row)
    with pytest.raises(ChangedByOther) as refusal, transaction() as session:
        row = claim(session, CaseRow, case.id, 1)
        row.wishes = "Et værelse"
        note(session, bo, Act.ASSESS, row)
    assert refusal.value.facts["name"] == "Karen Kold"
    assert refusal.value.changes == {"wishes": "Egen bolig"}
    assert refusal.value.version == 2
    with transaction() as session:
        assert session.get(CaseRow, case.id).wishes == "Egen bolig"


def test_of_sixteen_simultaneous_saves_from_one_page_exactly_one_is_kept(store):
    case = put_case()
    kept, refused, start = [], [], threading.Barrier(16)

    def save(number):
        start.wait()
        try:
            with transaction() as session:
                row = claim(session, CaseRow, case.id, 1)
                row.wishes = f"ønske {number}"
                note(session, person(name=f"Nr. {number}"), Act.ASSESS, row)
            kept.append(f"ønske {number}")
        except ChangedByOther:
            refused.append(number)

    threads = [threading.Thread(target=save, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(kept) == 1
    assert len(refused) == 15
    with transaction() as session:
        assert session.get(CaseRow, case.id).wishes == kept[0]
        assert session.query(AuditRow).filter_by(row_id=case.id).count() == 1


def test_the_log_never_holds_a_cpr_number(store):
    with transaction() as session:
        row = YoungPersonRow(id="y1", version=1, name="Vilma", cpr="6503060000")
        session.add(row)
        note(session, person(), Act.REFER, row)
    with transaction() as session:
        line = session.query(AuditRow).one()
        assert "6503060000" not in line.changes
        assert '"cpr"' in line.changes


def test_a_change_counts_the_data_version_up_and_a_read_does_not(store):
    before = current_store().data_version
    case = put_case()
    after = current_store().data_version
    assert after == before + 1
    with transaction() as session:
        session.get(CaseRow, case.id)
    assert current_store().data_version == after


def test_what_is_kept_is_forgotten_even_where_a_commit_reports_a_fault(store):
    case = put_case()
    before = current_store().data_version
    with pytest.raises(RuntimeError), transaction() as session:
        row = claim(session, CaseRow, case.id, 1)
        note(session, person(), Act.ASSESS, row)
        raise RuntimeError
    assert current_store().data_version > before


def test_one_draft_kept_by_many_threads_at_once_is_one_draft(store):
    """A double click runs a callback twice, and two tabs write one form."""
    by, start = person(), threading.Barrier(8)

    def keep(number):
        start.wait()
        drafts.keep("referral.new", {"name": f"Nr. {number}"}, seen_version=0, by=by)

    threads = [threading.Thread(target=keep, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading() as session:
        (row,) = session.scalars(select(DraftRow))
    assert "Nr. " in row.content
