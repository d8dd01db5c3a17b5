"""A store under a key: everything works on it, and nothing of it lies in plain text."""

import os
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text

from db.bulk import bulk_insert
from db.encryption.store_keys import (
    StoreKey,
    StoreKeyFileMissing,
    StoreKeyMissing,
    StoreKeyWeak,
    StoreKeyWrong,
    key_beside,
)
from db.engine import Store, backup_copy, close_store, open_store, reading, transaction
from db.errors import StorePlain, StoreUnencrypted
from db.migrate import migrate
from db.models import Base, StaffRow, YoungPersonRow, new_id
from db.opening import opened_as
from db.settings import settings
from tests.factories import put, put_case

pytestmark = pytest.mark.duckdb_only("the file is encrypted")


@pytest.fixture
def store(own_store: Store) -> Store:
    """These are about the file and what lies beside it."""
    return own_store


ROOT = Path(__file__).resolve().parents[2]
KEY = "0pKq7-Zt3Xv9_Lm2Rw8Yc5Hd1Nb6Gf4Js"
HOSTILE = 'x\' , READ_ONLY); DROP TABLE "a"; -- /*0pKq7Zt3Xv9Lm2*/'
NUMBER, NAME = "6503067788", "Vilma Vildspor-Åkande"


def keyed(monkeypatch, key=KEY, **others):
    """The settings of this test: a key, or none where it is empty."""
    for name in ("STORE_KEY", "STORE_KEY_FILE", "UNENCRYPTED"):
        monkeypatch.delenv(f"UNGESPOR_{name}", raising=False)
    for name, value in {"STORE_KEY": key, **others}.items():
        if value:
            monkeypatch.setenv(f"UNGESPOR_{name}", value)
    settings.cache_clear()


@pytest.fixture(autouse=True)
def _settings_are_read_anew():
    """After each test, also one that failed: else its key would be everybody's."""
    yield
    settings.cache_clear()


@pytest.fixture(scope="module")
def empty_encrypted(tmp_path_factory):
    """An encrypted store, brought up to date and empty: made once."""
    path = tmp_path_factory.mktemp("encrypted") / "store.duckdb"
    try:
        with pytest.MonkeyPatch.context() as patched:
            keyed(patched)
            migrate(open_store(f"duckdb:///{path}"))
    finally:
        close_store()
        settings.cache_clear()
    return path


@pytest.fixture
def path(tmp_path, empty_encrypted, monkeypatch):
    copied = tmp_path / "store.duckdb"
    copied.write_bytes(empty_encrypted.read_bytes())
    keyed(monkeypatch)
    yield copied
    close_store()
    monkeypatch.undo()
    settings.cache_clear()


@pytest.fixture
def encrypted(path) -> Store:
    return open_store(f"duckdb:///{path}")


def put_somebody():
    put(YoungPersonRow(id="y1", name=NAME, cpr=NUMBER, special_considerations=f"{NAME} " * 50))


def found_in(folder, *wanted):
    """The files of the folder that hold one of the texts as they are."""
    raw = [each.encode() for each in wanted]
    files = [file for file in folder.rglob("*") if file.is_file() and ".key" not in file.name]
    assert files
    return {file.name for file in files if any(each in file.read_bytes() for each in raw)}


def test_what_is_saved_in_an_encrypted_store_is_there_after_a_restart(encrypted):
    put_case("Åse Ørred")
    put_somebody()
    with transaction() as session:
        bulk_insert(
            session,
            StaffRow,
            {"id": ["s1", "s2", "s3"], "name": ["Åge", "Zofie", "Ærø"], "role": ["x"] * 3},
        )
    close_store()
    open_store(encrypted.url)
    with reading() as session:
        assert session.get_one(YoungPersonRow, "y1").cpr == NUMBER
        names = session.execute(text("SELECT name FROM staff ORDER BY name COLLATE da")).scalars()
        assert list(names) == ["Zofie", "Ærø", "Åge"]


def test_an_encrypted_store_has_the_tables_of_a_plain_one(encrypted):
    found = inspect(encrypted.engine)
    assert set(found.get_table_names()) >= set(Base.metadata.tables)
    for name, table in Base.metadata.tables.items():
        assert {column["name"] for column in found.get_columns(name)} == set(table.c.keys())


@pytest.mark.asvs("11.3.2", "14.2.4")
def test_neither_file_nor_log_nor_copy_of_an_encrypted_store_holds_a_name(encrypted, tmp_path):
    put_somebody()
    log = tmp_path / "store.duckdb.wal"
    assert log.stat().st_size > 0
    assert found_in(tmp_path, NUMBER, NAME) == set()
    with encrypted.engine.connect() as connection:
        connection.execute(text("CHECKPOINT"))
    backup_copy(encrypted, tmp_path / "copy.duckdb")
    assert found_in(tmp_path, NUMBER, NAME) == set()
    copy = opened_as(tmp_path / "copy.duckdb", StoreKey(KEY))
    with copy.engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM young_people")).scalar_one() == NAME
    copy.close()


def test_what_does_not_fit_in_memory_is_put_aside_encrypted(encrypted, tmp_path):
    seen = []
    with encrypted.engine.connect() as connection:
        connection.execute(text("SET memory_limit = '60MB'"))
        connection.execute(
            text(
                "CREATE TEMP TABLE much AS SELECT range AS n, "
                f"'{NAME} ' || range || repeat('{NUMBER}', 10) AS t FROM range(800000)"
            )
        )
        seen = [file for file in tmp_path.rglob("*.tmp*") if file.is_file()]
        assert sum(file.stat().st_size for file in seen) > 1_000_000
        assert found_in(tmp_path, NAME, NUMBER * 2) == set()
        connection.rollback()


def test_a_plain_store_holds_no_cpr_number_in_plain_text_either(store, tmp_path):
    put_somebody()
    with transaction() as session:
        session.get_one(YoungPersonRow, "y1").cpr = "6503067799"
    assert found_in(tmp_path, NAME)
    assert found_in(tmp_path, NUMBER, "6503067799") == set()
    close_store()
    assert found_in(tmp_path, NUMBER, "6503067799") == set()


@pytest.mark.asvs("13.3.1")
@pytest.mark.parametrize(
    ("key", "refusal"),
    [
        ("", StoreKeyMissing),
        (KEY[::-1], StoreKeyWrong),
        (HOSTILE, StoreKeyWrong),
        ("short", StoreKeyWeak),
        ("a" * 64, StoreKeyWeak),
        ("Nøgle" + KEY, StoreKeyWeak),
    ],
)
def test_a_key_that_does_not_fit_opens_nothing(path, monkeypatch, key, refusal):
    before = path.read_bytes()
    keyed(monkeypatch, key)
    with pytest.raises(refusal) as refused:
        open_store(f"duckdb:///{path}")
    assert KEY not in str(refused.value)
    assert path.read_bytes() == before


@pytest.mark.asvs("1.2.4")
def test_a_key_full_of_quotes_is_a_key_and_no_sql(tmp_path, monkeypatch):
    keyed(monkeypatch, HOSTILE)
    url = f"duckdb:///{tmp_path / 'its.duckdb'}"
    with open_store(url).engine.begin() as connection:
        connection.execute(text("CREATE TABLE a (b INTEGER)"))
    close_store()
    assert inspect(open_store(url).engine).get_table_names() == ["a"]
    close_store()
    keyed(monkeypatch, KEY)
    with pytest.raises(StoreKeyWrong):
        open_store(url)
    monkeypatch.undo()
    settings.cache_clear()


def test_a_key_from_a_file_opens_the_store_and_a_missing_file_is_told(path, monkeypatch, tmp_path):
    file = tmp_path / "credential"
    keyed(monkeypatch, "", STORE_KEY_FILE=str(file))
    with pytest.raises(StoreKeyFileMissing):
        open_store(f"duckdb:///{path}")
    file.write_text(f"{KEY}\n")
    assert open_store(f"duckdb:///{path}").key == StoreKey(KEY)


@pytest.mark.asvs("11.1.1")
def test_a_new_store_without_settings_gets_a_key_that_only_its_owner_reads(tmp_path, monkeypatch):
    keyed(monkeypatch, "")
    path = tmp_path / "new.duckdb"
    store = open_store(f"duckdb:///{path}")
    assert store.key == StoreKey(key_beside(path).read_text())
    assert stat.S_IMODE(key_beside(path).stat().st_mode) == 0o600
    close_store()
    key_beside(path).unlink()
    with pytest.raises(StoreKeyMissing):
        open_store(f"duckdb:///{path}")
    monkeypatch.undo()
    settings.cache_clear()


@pytest.mark.asvs("13.4.2")
def test_a_plain_store_with_people_in_it_asks_whether_that_is_meant(store, monkeypatch):
    put_somebody()
    close_store()
    keyed(monkeypatch, "")
    with pytest.raises(StoreUnencrypted):
        open_store(store.url)
    keyed(monkeypatch, KEY)
    with pytest.raises(StorePlain):
        open_store(store.url)
    keyed(monkeypatch, "", UNENCRYPTED="yes")
    with open_store(store.url).engine.begin() as connection:
        connection.execute(text("INSERT INTO store (id, version, value) VALUES ('demo', 1, '1')"))
    close_store()
    keyed(monkeypatch, "")
    assert open_store(store.url).key is None
    close_store()
    monkeypatch.undo()
    settings.cache_clear()


def test_a_copy_that_can_not_be_made_tells_no_key(encrypted, tmp_path):
    with pytest.raises(Exception, match="nowhere") as failed:
        backup_copy(encrypted, tmp_path / "nowhere" / "copy.duckdb")
    told = f"{failed.value!r} {failed.value.__cause__!r} {failed.value.__context__!r}"
    assert StoreKey(KEY).cipher_text not in told
    assert KEY not in told + repr(encrypted.key)
    put_somebody()


def test_eight_threads_of_an_encrypted_store_each_have_a_transaction_of_their_own(encrypted):
    start, faults = threading.Barrier(8), []

    def save(number):
        start.wait()
        try:
            for _ in range(5):
                with transaction() as session:
                    before = session.query(StaffRow).count()
                    session.add(StaffRow(id=new_id(), version=1, name=f"Nr. {number}", role="x"))
                    session.flush()
                    assert session.query(StaffRow).count() == before + 1
                with reading() as session:
                    assert session.query(StaffRow).count() > before
        except Exception as fault:  # noqa: BLE001 — told below
            faults.append(fault)

    threads = [threading.Thread(target=save, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with reading() as session:
        assert session.query(StaffRow).count() == 40


KILLED = """
import sys
from db.engine import open_store, transaction
from db.models import StaffRow
open_store(sys.argv[1])
for number in range(1000):
    with transaction() as session:
        session.add(StaffRow(id=f"s{number}", version=1, name="Åse", role="x"))
    print(number, flush=True)
"""


def test_what_was_acknowledged_before_a_kill_is_read_back_from_the_encrypted_log(path):
    url = f"duckdb:///{path}"
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, url], cwd=ROOT, stdout=subprocess.PIPE, env=os.environ
    )
    assert process.stdout is not None
    for _ in range(30):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    acknowledged = 30 + len(process.stdout.read().splitlines())
    process.wait()
    open_store(url)
    with reading() as session:
        assert len(session.scalars(select(StaffRow.id)).all()) in {acknowledged, acknowledged + 1}
