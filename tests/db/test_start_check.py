"""What stands in the way of a start is told before the store is opened, and nothing is made worse."""

import os
import shutil
import subprocess
import sys
import time

import duckdb
import pytest
from sqlalchemy import select

from db.actions import drafts
from db.engine import close_store, current_store, open_store, reading
from db.errors import (
    DiskFull,
    FolderUnwritable,
    StoreDamaged,
    StoreReadOnly,
    StoreUnreadable,
    WalAlone,
    WalDamaged,
)
from db.log.chain_check import breaks
from db.models import AuditRow
from db.queries.backups import signals
from db.safekeeping import room, start_check
from db.safekeeping.commits import SOFTWARE, is_lost
from db.safekeeping.repairing import repair
from db.safekeeping.room import DiskLow
from db.safekeeping.wal import HEAD, commits, hides_writes, wal_of
from tests.factories import person, put_case
from tests.test_readme import ROOT

WRITES = 12
"""Committed writes that the log of the crashed store holds."""
CRASH = """
import os, sys
from db.audit import note_act
from core.permissions import Act
from db.engine import current_store, transaction

current_store()
for number in range(12):
    with transaction() as session:
        note_act(session, None, Act.SEE_CASE, f"nr. {number}", {})
os._exit(9)
"""


def _run(code, url):
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "UNGESPOR_DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def crashed(tmp_path_factory, empty_file):
    """A store whose process was killed: its last writes are in the log beside it."""
    folder = tmp_path_factory.mktemp("crashed")
    url = f"duckdb:///{shutil.copy(empty_file, folder / 'store.duckdb')}"
    open_store(url)
    close_store()
    assert _run(CRASH, url).returncode == 9
    assert len(commits(wal_of(folder / "store.duckdb").read_bytes())) == WRITES
    return folder


@pytest.fixture
def folder(crashed, tmp_path):
    yield shutil.copytree(crashed, tmp_path / "copy")
    close_store()


def url_of(folder):
    return f"duckdb:///{folder / 'store.duckdb'}"


def wal(folder):
    return wal_of(folder / "store.duckdb")


def acts():
    with reading() as session:
        return list(session.scalars(select(AuditRow.table_name).order_by(AuditRow.sequence)))


def test_a_killed_process_leaves_a_log_that_the_next_start_takes_in(folder):
    open_store(url_of(folder))
    assert acts() == [f"nr. {number}" for number in range(WRITES)]
    assert breaks(current_store()) == ()


@pytest.mark.parametrize("place", [0, 3, len(HEAD) + 3])
def test_a_log_whose_head_or_first_length_is_damaged_is_not_silently_dropped(folder, place):
    """DuckDB itself opens such a store without a word, and without what the log held."""
    content = bytearray(wal(folder).read_bytes())
    content[place] ^= 0x40
    wal(folder).write_bytes(content)
    with pytest.raises(WalDamaged):
        open_store(url_of(folder))
    assert wal(folder).read_bytes() == content


def test_a_log_whose_content_is_damaged_is_refused_and_left_as_it_is(folder):
    content = bytearray(wal(folder).read_bytes())
    content[len(content) // 2] ^= 1
    wal(folder).write_bytes(content)
    with pytest.raises(WalDamaged):
        open_store(url_of(folder))
    assert wal(folder).read_bytes() == content


def test_a_repair_keeps_all_before_the_damage_and_says_what_is_lost(folder):
    content = bytearray(wal(folder).read_bytes())
    content[commits(bytes(content))[6] + 60] ^= 1
    wal(folder).write_bytes(content)
    done = repair(url_of(folder))
    assert (done.kept, done.lost) == (7, WRITES - 7)
    assert acts() == [*(f"nr. {number}" for number in range(7)), "repair"]
    assert [path.exists() for path in done.quarantine] == [True, True]
    assert wal_of(done.quarantine[0]).read_bytes() == content
    assert breaks(current_store()) == ()


def test_a_repair_of_a_store_that_opens_does_nothing(folder):
    before = wal(folder).read_bytes()
    assert repair(url_of(folder)) is None
    assert wal(folder).read_bytes() == before


def test_what_a_loss_of_power_leaves_half_written_is_no_damage(folder):
    content = wal(folder).read_bytes()
    assert not any(hides_writes(content[:end]) for end in range(0, len(content), 97))


def test_an_end_of_the_log_that_is_missing_is_found_by_the_anchor(folder):
    content = wal(folder).read_bytes()
    wal(folder).write_bytes(content[: commits(content)[-3]])
    current = open_store(url_of(folder))
    current.alarm = breaks(current)
    assert [each.flaw.value for each in current.alarm] == ["tail_lost"]
    with pytest.raises(StoreReadOnly):
        put_case()


def test_a_log_without_its_store_is_refused(folder):
    (folder / "store.duckdb").unlink()
    with pytest.raises(WalAlone):
        open_store(url_of(folder))


@pytest.mark.parametrize(("place", "refusal"), [(5000, StoreDamaged), (10, StoreUnreadable)])
def test_a_damaged_file_is_refused(folder, place, refusal):
    with (folder / "store.duckdb").open("r+b") as file:
        file.seek(place)
        old = file.read(1)[0]
        file.seek(place)
        file.write(bytes([old ^ 1]))
    with pytest.raises(refusal):
        open_store(url_of(folder))


@pytest.mark.duckdb_only("is about the file's folder")
def test_a_folder_that_can_not_be_written_is_refused(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FolderUnwritable):
        open_store(f"duckdb:///{tmp_path / 'file' / 'store.duckdb'}")


def test_a_full_disk_is_told_at_the_start(folder, monkeypatch):
    monkeypatch.setattr("db.safekeeping.start_check.LEAST_TO_START", 1 << 60)
    with pytest.raises(DiskFull):
        open_store(url_of(folder))


def test_a_disk_without_room_for_the_copy_of_the_log_is_told_at_the_start(folder, monkeypatch):
    log = wal(folder).read_bytes()
    room_left = start_check.LEAST_TO_START + len(log) - 1
    monkeypatch.setattr(start_check, "free_bytes", lambda _: room_left)
    with pytest.raises(DiskFull):
        open_store(url_of(folder))
    assert wal(folder).read_bytes() == log
    (folder / "store.duckdb.wal-at-start").write_bytes(b"x")
    open_store(url_of(folder))


def test_half_copies_that_a_stop_left_are_gone_after_the_next_start(folder):
    (folder / "backup").mkdir()
    left = [folder / "store.backup-part.duckdb", folder / "store.backup-part.duckdb.wal"]
    left.append(folder / "backup" / "store.20260101T000000Z.backup-part")
    for half in left:
        half.touch()
    open_store(url_of(folder))
    assert not any(half.exists() for half in left)


@pytest.mark.duckdb_only("is about room beside the file")
def test_where_room_gets_scarce_changes_are_refused_and_reading_and_drafts_go_on(
    store, monkeypatch
):
    case = put_case("Vilma Vildspor")
    monkeypatch.setenv("UNGESPOR_DISK_LEAST_MB", str(1 << 30))
    room.settings.cache_clear()
    monkeypatch.setattr(room, "_asked", {})
    try:
        with pytest.raises(DiskLow) as refusal:
            put_case("Nora Nattergal")
        assert refusal.value.facts["least_mb"] == 1 << 30
        drafts.keep("referral.new", {"name": "Nora"}, seen_version=0, by=person())
        assert signals() == ("disk_short",)
    finally:
        monkeypatch.delenv("UNGESPOR_DISK_LEAST_MB")
        room.settings.cache_clear()
    monkeypatch.setattr(room, "_asked", {})
    put_case("Nora Nattergal")
    assert case.id


FULL = """
import os, resource, signal, sys
from db.audit import note_act
from core.permissions import Act
from db.engine import current_store, transaction
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = current_store()
with store.engine.connect() as connection:
    connection.exec_driver_sql("CHECKPOINT")
    connection.exec_driver_sql("SET wal_autocheckpoint = '256KB'")
size = os.path.getsize(store.path)
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
for number in range(100_000):
    with transaction() as session:
        note_act(session, None, Act.SEE_CASE, f"nr. {number}", {"text": [None, "x" * 3_000]})
    print(number, flush=True)
"""


@pytest.mark.duckdb_only("the file can not grow")
@pytest.mark.parametrize("unencrypted", ["yes", "no"])
def test_where_the_file_can_not_grow_the_process_ends_with_its_code_and_nothing_is_lost(
    tmp_path, monkeypatch, unencrypted
):
    url = f"duckdb:///{tmp_path / 'store.duckdb'}"
    monkeypatch.setenv("UNGESPOR_UNENCRYPTED", unencrypted)
    told = _run(FULL, url)
    assert told.returncode == SOFTWARE
    assert "the store is lost to this process" in told.stdout + told.stderr
    acknowledged = [int(line) for line in told.stdout.splitlines() if line.isdecimal()]
    open_store(url)
    assert (current_store().key is None) == (unencrypted == "yes")
    there = acts()
    assert there[: len(acknowledged)] == [f"nr. {number}" for number in acknowledged]
    assert len(there) <= len(acknowledged) + 1
    assert breaks(current_store()) == ()
    close_store()


def test_a_server_that_is_killed_is_started_again_and_one_that_is_asked_to_end_ends(tmp_path):
    child = f"import os, time; open({str(tmp_path / 'pids')!r}, 'a').write(f'{{os.getpid()}}\\n'); time.sleep(60)"
    code = (
        "import sys; from db.safekeeping.supervise import Supervisor; "
        f"sys.exit(Supervisor([sys.executable, '-c', {child!r}]).run())"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE
    ) as running:
        os.kill(_pid(tmp_path, 0), 9)
        second = _pid(tmp_path, 1)
        running.terminate()
        _, said = running.communicate(timeout=60)
    assert running.returncode == 0
    assert b"again in 1 s" in said
    with pytest.raises(ProcessLookupError):
        os.kill(second, 0)


def _pid(folder, place):
    while True:
        lines = (folder / "pids").read_text().split() if (folder / "pids").exists() else []
        if len(lines) > place:
            return int(lines[place])
        time.sleep(0.02)


def test_what_people_write_is_never_taken_for_a_store_that_is_lost():
    said = 'Database "app" has been invalidated because checkpointing failed.'
    assert is_lost(duckdb.IOException(f"IO Error: {said}"))
    assert is_lost(duckdb.FatalException("FATAL Error: Failed"))
    assert not is_lost(duckdb.IOException(f'IO Error: Could not read file "{said}"'))
    assert not is_lost(duckdb.ConversionException(f"IO Error: {said}"))
