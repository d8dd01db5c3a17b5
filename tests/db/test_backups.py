"""Backups are sealed, proved and put back in one command; what is no good is refused in a sentence."""

import os
import shutil
import subprocess
import sys
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from core.codes import Role
from core.errors import NotAllowed
from db.check import faults
from db.clock import now
from db.encryption.keys import key_for
from db.engine import close_store, current_store, open_store, reading
from db.errors import RestoreHalfDone, StoreGone, StoreHeld
from db.life import GoneListBroken
from db.log.chain_check import breaks
from db.migrate import migrations
from db.models import AuditRow, CaseRow, SessionRow
from db.queries.backups import signals, status
from db.safekeeping.backup_errors import (
    BackupDamaged,
    BackupForeign,
    BackupKeyAbsent,
    BackupNoRoom,
    BackupTooNew,
    BackupUnwritten,
    BackupWrongKey,
    NoBackup,
)
from db.safekeeping.backup_file import LENGTH, MAGIC, pack, unpack
from db.safekeeping.backup_keys import backup_keys
from db.safekeeping.backup_rounds import Rounds, rounds
from db.safekeeping.backups import STAMP, backups, make, thin
from db.safekeeping.check_files import file_faults
from db.safekeeping.restoring import newest_good, restore
from db.safekeeping.start_check import marker_of
from tests.factories import ON, person, put_account, put_case, put_session
from tests.test_readme import ROOT

pytestmark = pytest.mark.duckdb_only("backups are files")

KEY = bytes(range(32))
OTHER = bytes(32)


@pytest.fixture(scope="module")
def backed(tmp_path_factory, empty_file):
    """A folder with a store, its key, its anchor and one backup made while it was open."""
    folder = tmp_path_factory.mktemp("backed")
    store = open_store(f"duckdb:///{shutil.copy(empty_file, folder / 'store.duckdb')}")
    put_case("Vilma Vildspor")
    put_session(put_account(Role.COORDINATOR, username="karen"))
    make(store, key_for("backup"))
    put_case("Nora Nattergal")
    close_store()
    return folder


@pytest.fixture
def folder(backed, tmp_path):
    yield Path(shutil.copytree(backed, tmp_path / "copy"))
    close_store()


def url_of(folder):
    return f"duckdb:///{folder / 'store.duckdb'}"


def the_backup(folder):
    return backups(folder / "store.duckdb")[0].path


def names():
    with reading() as session:
        return session.execute(text("SELECT name FROM young_people ORDER BY name")).scalars().all()


@pytest.fixture(scope="module")
def sealed(tmp_path_factory):
    """A small sealed file and what is in it."""
    place = tmp_path_factory.mktemp("sealed")
    plain = place / "plain"
    plain.write_bytes(os.urandom(3000))
    _pack(plain, place / "sealed")
    return place


def _pack(plain, target, schema=1):
    pack(
        plain, target, key=KEY, schema=schema, made=datetime(2026, 5, 1, tzinfo=UTC), rows={"a": 2}
    )


@pytest.mark.asvs("14.2.4")
@settings(max_examples=60)
@given(place=st.integers(0), bit=st.integers(0, 7))
def test_whichever_bit_of_a_backup_turns_it_is_refused(sealed, place, bit):
    content = bytearray((sealed / "sealed").read_bytes())
    content[place % len(content)] ^= 1 << bit
    (sealed / "turned").write_bytes(content)
    with pytest.raises((BackupDamaged, BackupForeign, BackupWrongKey)):
        unpack(sealed / "turned", sealed / "out", keys=(OTHER, KEY))
    assert not (sealed / "out").exists()


@settings(max_examples=40)
@given(length=st.integers(0))
def test_wherever_a_backup_is_cut_it_is_refused(sealed, length):
    content = (sealed / "sealed").read_bytes()
    (sealed / "cut").write_bytes(content[: length % len(content)])
    with pytest.raises((BackupDamaged, BackupForeign)):
        unpack(sealed / "cut", sealed / "out", keys=(OTHER, KEY))


def test_a_backup_cut_between_two_pieces_or_with_pieces_exchanged_is_refused(tmp_path):
    (tmp_path / "plain").write_bytes(os.urandom(3 << 20))
    _pack(tmp_path / "plain", tmp_path / "sealed")
    head, pieces = _pieces((tmp_path / "sealed").read_bytes())
    assert len(pieces) == 4
    for changed in (
        pieces[:-1],
        [pieces[0], pieces[2], pieces[1], pieces[3]],
        [*pieces, pieces[3]],
    ):
        (tmp_path / "sealed").write_bytes(head + b"".join(changed))
        with pytest.raises(BackupDamaged):
            unpack(tmp_path / "sealed", tmp_path / "out", keys=(OTHER, KEY))
    (tmp_path / "sealed").write_bytes(head + b"".join(pieces))
    header, manifest = unpack(tmp_path / "sealed", tmp_path / "out", keys=(OTHER, KEY))
    assert (header.schema, manifest.rows, manifest.size) == (1, {"a": 2}, 3 << 20)
    assert (tmp_path / "out").read_bytes() == (tmp_path / "plain").read_bytes()


def _pieces(content):
    at = len(MAGIC) + LENGTH.size + LENGTH.unpack_from(content, len(MAGIC))[0]
    head, pieces = content[:at], []
    while at < len(content):
        end = at + LENGTH.size + LENGTH.unpack_from(content, at)[0]
        pieces.append(content[at:end])
        at = end
    return head, pieces


def test_a_backup_says_nothing_of_what_is_in_it(folder):
    content = the_backup(folder).read_bytes()
    assert b"Vilma" not in content
    assert b"young_people" not in content
    assert the_backup(folder).stat().st_mode & 0o777 == 0o600


def test_one_command_brings_back_what_was_there_when_the_backup_was_made(folder):
    done = restore(url_of(folder), newest_good(url_of(folder)).path, "prøve")
    assert names() == ["Vilma Vildspor"]
    assert done.faults == 0
    (kept, *_) = done.quarantine
    assert kept.name.startswith("store.quarantine.")
    with reading() as session:
        line = session.scalar(select(AuditRow).where(AuditRow.table_name == "restore"))
        assert "prøve" in line.changes
        assert [row.ended_time is None for row in session.scalars(select(SessionRow))] == [False]
    assert breaks(current_store()) == ()
    close_store()
    open_store(f"duckdb:///{shutil.copy(kept, folder / 'old.duckdb')}")
    assert names() == ["Nora Nattergal", "Vilma Vildspor"]


def test_a_store_is_brought_back_from_its_backup_and_its_key_alone(folder, tmp_path):
    empty = tmp_path / "new"
    (empty / "backup").mkdir(parents=True)
    shutil.copy(the_backup(folder), empty / "backup")
    with pytest.raises(BackupKeyAbsent):
        newest_good(url_of(empty))
    shutil.copy(folder / "store.key", empty)
    restore(url_of(empty), newest_good(url_of(empty)).path, "")
    assert names() == ["Vilma Vildspor"]
    assert faults(ON) == []


def test_a_damaged_newest_backup_is_passed_over_and_named(folder):
    good = the_backup(folder)
    bad = good.with_name(f"store.{now().strftime(STAMP)}.backup")
    bad.write_bytes(good.read_bytes()[:-1])
    found = newest_good(url_of(folder))
    assert found.path == good
    assert [(path, type(why)) for path, why in found.skipped] == [(bad, BackupDamaged)]
    good.unlink()
    with pytest.raises(NoBackup):
        newest_good(url_of(folder))


def test_what_is_no_good_is_refused_before_anything_is_touched(folder, tmp_path):
    plain = tmp_path / "plain"
    plain.write_bytes(b"Hej alle sammen\n" * 100)
    newer, lies, letter = tmp_path / "newer", tmp_path / "lies", tmp_path / "letter"
    made, rows = datetime(2026, 5, 1, tzinfo=UTC), {"young_people": 3}
    (key,) = backup_keys(url_of(folder))
    pack(plain, newer, key=key, schema=9999, made=made, rows=rows)
    pack(plain, lies, key=key, schema=migrations()[-1].version, made=made, rows=rows)
    shutil.copy(plain, letter)
    _pack(plain, other := tmp_path / "other")
    before = (folder / "store.duckdb").read_bytes()
    refused = {
        newer: BackupTooNew,
        lies: BackupDamaged,
        letter: BackupForeign,
        other: BackupWrongKey,
        tmp_path / "nowhere": NoBackup,
    }
    for path, why in refused.items():
        with pytest.raises(why):
            restore(url_of(folder), path, "")
    assert (folder / "store.duckdb").read_bytes() == before
    assert not list(folder.glob("*quarantine*")) + list(folder.glob("*-part*"))


def test_a_store_that_the_app_holds_is_not_replaced(folder):
    script = f"from db.engine import open_store; open_store({url_of(folder)!r}); print('open', flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout.readline() == b"open\n"
        with pytest.raises(StoreHeld):
            restore(url_of(folder), the_backup(folder), "")
        holder.communicate(b"\n")


def test_where_the_list_of_the_anonymised_was_altered_no_restored_store_is_started(folder):
    (folder / "store.gone").write_text('{"kind": "case", "id": "x", "date": "2026-05-03"}\tmark\n')
    with pytest.raises(GoneListBroken):
        restore(url_of(folder), the_backup(folder), "")
    close_store()
    with pytest.raises(RestoreHalfDone):
        open_store(url_of(folder))
    (folder / "store.gone").unlink()
    restore(url_of(folder), the_backup(folder), "")


def test_a_restore_that_broke_off_is_refused_at_the_start_and_done_by_the_same_command(folder):
    marker_of(folder / "store.duckdb").touch()
    (folder / "store.duckdb").unlink()
    with pytest.raises(RestoreHalfDone):
        open_store(url_of(folder))
    restore(url_of(folder), the_backup(folder), "")
    assert names() == ["Vilma Vildspor"]


def test_a_store_that_is_gone_is_not_begun_anew_beside_its_backups(folder):
    (folder / "store.duckdb").unlink()
    with pytest.raises(StoreGone) as refusal:
        open_store(url_of(folder))
    assert refusal.value.facts["newest"] == the_backup(folder).name
    assert not (folder / "store.duckdb").exists()


def test_a_check_finds_nothing_in_a_store_in_order_and_a_bad_backup_by_its_name(folder):
    store = open_store(url_of(folder))
    assert list(file_faults(store, deep=True)) == []
    the_backup(folder).write_bytes(b"x")
    (fault,) = file_faults(store, deep=False)
    assert (fault.code, fault.facts["path"]) == ("backup_bad", the_backup(folder).name)


def test_rounds_make_a_backup_only_when_one_is_due_and_something_was_changed(folder, monkeypatch):
    open_store(url_of(folder))
    ours = Rounds()
    assert not ours.look()
    old = the_backup(folder)
    old.rename(old.with_name("store.20200101T000000Z.backup"))
    assert ours.look()
    assert status(by=person(Role.ADMINISTRATOR)).newest == backups(folder / "store.duckdb")[0].made
    ours.outcome = replace(ours.outcome, tried=datetime(2020, 1, 1, tzinfo=UTC))
    the_backup(folder).rename(old)
    assert not ours.look()
    put_case("Ib Isbryder")
    ours.begin(every=0.01)
    ours.finish()


def test_a_backup_that_fails_is_told_to_administrators_until_one_succeeds(folder, monkeypatch):
    open_store(url_of(folder))
    shutil.rmtree(folder / "backup")
    (folder / "backup").write_text("i vejen")
    monkeypatch.setattr(rounds, "outcome", rounds.outcome)
    assert not rounds.make()
    assert isinstance(rounds.outcome.failure, BackupUnwritten)
    assert signals() == ("backup_failing",)
    assert not list(folder.glob("*-part*"))
    told = asdict(status(by=person(Role.ADMINISTRATOR)))
    assert told["failed"] is not None
    with pytest.raises(NotAllowed):
        status(by=person(Role.PROJECT_LEAD))


def test_the_rows_counted_in_the_manifest_are_those_of_the_store(folder, tmp_path):
    header, manifest = unpack(
        the_backup(folder), tmp_path / "out", keys=backup_keys(url_of(folder))
    )
    assert header.schema == migrations()[-1].version
    open_store(url_of(folder))
    with reading() as session:
        assert manifest.rows["cases"] == session.query(CaseRow).count() - 1


def test_only_backups_of_this_store_are_thinned(tmp_path):
    store_file = tmp_path / "store.duckdb"
    (tmp_path / "backup").mkdir()
    for name in ("store.20200101T000000Z", "store.20200101T000001Z", "other.20200101T000000Z"):
        (tmp_path / "backup" / f"{name}.backup").touch()
    assert thin(store_file) == 1
    left = sorted(each.name for each in (tmp_path / "backup").iterdir())
    assert left == ["other.20200101T000000Z.backup", "store.20200101T000001Z.backup"]


def test_no_backup_is_begun_that_there_is_no_room_for(folder, monkeypatch):
    store = open_store(url_of(folder))
    monkeypatch.setattr("db.safekeeping.backups.SPARE", 1 << 60)
    with pytest.raises(BackupNoRoom):
        make(store, key_for("backup"))
