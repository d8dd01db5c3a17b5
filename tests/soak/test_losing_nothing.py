"""Damaged, cut, full, and begun anew: what was acknowledged is there; nothing goes silently."""

import os
import random
import shutil
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from pathlib import Path

import pytest

from db.safekeeping.commits import SOFTWARE
from db.safekeeping.room import free_bytes
from db.safekeeping.wal import wal_of
from tests.soak import killing
from tests.soak.processes import PATIENCE, STORES, asked, done, kill, lines, start, until
from tests.soak.size import LONG, rounds
from tests.test_readme import ROOT

SEED = 20261127


@pytest.fixture(scope="module")
def crashed(tmp_path_factory):
    """A store whose process died, its writes in the log, and the number of its content."""
    folder = tmp_path_factory.mktemp("crashed")
    url = f"duckdb:///{folder / 's.duckdb'}"
    assert done(killing.begin, url) == 0
    assert done(killing.crash, url, 25) == 9
    whole = Path(shutil.copytree(folder, folder.with_name("whole")))
    return folder, asked(killing.tell_digest, f"duckdb:///{whole / 's.duckdb'}", folder / "digest")


def _flip(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    changed[dice.randrange(len(content))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def _cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content))]


@pytest.mark.parametrize(("damage", "count"), [(_flip, rounds(2, 100)), (_cut, rounds(2, 60))])
def test_no_damage_of_file_or_log_goes_unnoticed(crashed, tmp_path, damage, count):
    (folder, expected), dice, became = crashed, random.Random(SEED), Counter()
    for number in range(count):
        copy = tmp_path / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(folder, copy)
        file = copy / "s.duckdb"
        hit = wal_of(file) if number % 2 else file
        hit.write_bytes(damage(hit.read_bytes(), dice))
        verdict = asked(killing.judge, f"duckdb:///{file}", copy / "look", expected)
        became[("log" if number % 2 else "file", verdict)] += 1
        assert verdict != killing.SILENT, f"{hit.name}, damage no. {number}"
    print(f"\n{damage.__name__}: {dict(became)}")


@pytest.fixture
def small_disk(tmp_path, disk_mb):
    """So many megabytes of disk; skipped where the machine does not let a test have one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={disk_mb}m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("only who may mount has a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.skipif(not LONG, reason="a full disk takes a minute; tests/db has the short form")
@pytest.mark.parametrize("kind", STORES)
@pytest.mark.parametrize(("disk_mb", "least_mb"), [(48, 0), (128, 32)])
def test_a_full_disk_loses_nothing_writes_nothing_twice_and_mends_itself(
    small_disk, tmp_path, disk_mb, least_mb, kind
):
    url, acks = f"duckdb:///{small_disk / 's.duckdb'}", tmp_path / "acks"
    assert done(killing.begin, url, kind) == 0
    filler = small_disk / "filler"
    deaths, said = 0, Counter()
    for _ in range(rounds(1, 5)):
        began = len(lines(acks))
        one = start(killing.work_till_full, url, str(acks), least_mb)
        assert not until(lambda new: any(each.isdecimal() for each in new), one, acks, began)
        filler.write_bytes(b"\0" * max(0, free_bytes(small_disk) - (least_mb + 4 << 20)))
        deaths += until(lambda new: {"low", "full"} & set(new), one, acks, began)
        filler.unlink()
        if not one.is_alive():
            assert one.exitcode == SOFTWARE
            one = start(killing.work_till_full, url, str(acks), least_mb)
        again = len(lines(acks))
        until(lambda new: any(each.isdecimal() for each in new), one, acks, again)
        kill(one)
        numbers = [each for each in lines(acks) if each.isdecimal()]
        there, held = asked(killing.look, url, tmp_path / "look", True).split(" ", 1)
        assert held == f"{kind} {killing.WHOLE}"
        assert int(numbers[-1]) <= int(there) <= int(numbers[-1]) + 1
        assert len(set(numbers)) == len(numbers)
        said = Counter("saved" if each.isdecimal() else each for each in lines(acks))
    print(
        f"\n{kind}, disk of {disk_mb} MB, limit {least_mb} MB: {dict(said)}, {deaths} ended with {SOFTWARE}"
    )
    assert not (least_mb and (deaths or said["full"]))


@pytest.mark.skipif(not LONG, reason="serves the app; tests/db has the short form")
def test_from_an_empty_folder_a_backup_and_the_key_to_an_app_that_answers(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    _line(old, "demo")
    _line(old, "backup")
    new.mkdir()
    shutil.copytree(old / "backup", new / "backup")
    shutil.copy(old / "s.key", new)
    began = time.monotonic()
    _line(new, "restore", "--yes", "--purpose", "øvelse")
    restored = time.monotonic() - began
    serving = subprocess.Popen(
        [sys.executable, "-m", "db", "serve", "--port", "8517"], cwd=ROOT, env=_env(new)
    )
    while not _answers():
        time.sleep(0.1)
    print(
        f"\ndrill: restored after {restored:.0f} s, answering after {time.monotonic() - began:.0f} s"
    )
    serving.terminate()
    assert serving.wait(PATIENCE) == 0


def _env(folder: Path) -> dict[str, str]:
    return {**os.environ, "UNGESPOR_DATABASE_URL": f"duckdb:///{folder / 's.duckdb'}"}


def _line(folder: Path, *words: str) -> None:
    folder.mkdir(exist_ok=True)
    subprocess.run([sys.executable, "-m", "db", *words], cwd=ROOT, env=_env(folder), check=True)


def _answers() -> bool:
    try:
        with urllib.request.urlopen("http://127.0.0.1:8517/_stcore/health", timeout=2):
            return True
    except OSError:
        return False
