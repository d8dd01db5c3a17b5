"""Killed, damaged, cut, full: what was acknowledged is there, whole, once; nothing goes silently."""

import multiprocessing
import os
import random
import shutil
import subprocess
import sys
import time
import urllib.request
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from db.migrate import migrations
from db.safekeeping.commits import SOFTWARE
from db.safekeeping.room import free_bytes
from db.safekeeping.wal import wal_of
from tests.soak import killing
from tests.soak.size import LONG, rounds
from tests.test_readme import ROOT

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.soak.killing"])
SEED = 20261127
PATIENCE = 120


def _start(act: Callable[..., None], *args: object):
    one = _FORKS.Process(target=act, args=args, daemon=True)
    one.start()
    return one


def _done(act: Callable[..., None], *args: object) -> int | None:
    one = _start(act, *args)
    one.join(PATIENCE)
    return one.exitcode


def _lines(acks: Path) -> list[str]:
    """What was said; a last line may be half said."""
    return acks.read_text().split("\n")[:-1] if acks.exists() else []


def _wait_for(acks: Path, count: int) -> None:
    until = time.monotonic() + PATIENCE
    while len(_lines(acks)) < count:
        assert time.monotonic() < until
        time.sleep(0.01)


def _asked(act: Callable[..., None], url: str, place: Path, *more: object) -> str:
    """What a process of its own says of the store."""
    place.unlink(missing_ok=True)
    _done(act, url, str(place), *more)
    return _lines(place)[-1]


@pytest.mark.asvs("16.5.2", "16.5.3")
def test_whenever_the_process_is_killed_what_was_acknowledged_is_there_whole_and_once(tmp_path):
    dice, url, acks = random.Random(SEED), f"duckdb:///{tmp_path / 's.duckdb'}", tmp_path / "acks"
    assert _done(killing.begin, url) == 0
    saved = 0
    for number in range(rounds(2, 200)):
        said = len(_lines(acks))
        one = _start(
            killing.work, url, str(acks), ("write", "backup", "checkpoint")[number % 3], number
        )
        _wait_for(acks, said + dice.randint(1, 12))
        time.sleep(dice.random() * 0.2)
        one.kill()
        one.join(PATIENCE)
        last = int(_lines(acks)[-1])
        there, whole = _asked(killing.look, url, tmp_path / "look", number % 10 == 0).split()
        assert whole == "True"
        assert last <= int(there) <= last + 1
        saved = int(there)
        print(".", end="", flush=True)
    counted = len(_lines(acks))
    assert _lines(acks) == [str(int(each)) for each in _lines(acks)]
    print(
        f"\nkilled: {rounds(2, 200)} rounds, {counted} acknowledged, {saved} saved, none lost or half"
    )
    assert counted >= rounds(2, 1000)


def test_a_migration_killed_in_the_middle_is_finished_by_the_next_start(tmp_path):
    dice = random.Random(SEED)
    versions = [step.version for step in migrations()][:-1]
    chosen = versions if LONG else dice.sample(versions, 1)
    for version in chosen:
        for again in range(rounds(1, 2)):
            folder = tmp_path / f"{version}.{again}"
            folder.mkdir()
            url, acks = f"duckdb:///{folder / 's.duckdb'}", folder / "acks"
            assert _done(killing.begin, url, version) == 0
            one = _start(killing.upgrade, url, str(acks))
            _wait_for(acks, 1)
            time.sleep(dice.random() * 0.8)
            one.kill()
            one.join(PATIENCE)
            found = _asked(killing.look_at_old, url, folder / "look")
            assert found == f"['Åse Ørred'] {migrations()[-1].version}"
    print(
        f"\nmigrations killed: {len(chosen) * rounds(1, 2)}, from {len(chosen)} schemas, all came up"
    )


@pytest.fixture(scope="module")
def crashed(tmp_path_factory):
    """A store whose process died, its writes in the log, and the number of its content."""
    folder = tmp_path_factory.mktemp("crashed")
    url = f"duckdb:///{folder / 's.duckdb'}"
    assert _done(killing.begin, url) == 0
    assert _done(killing.crash, url, 25) == 9
    whole = Path(shutil.copytree(folder, folder.with_name("whole")))
    return folder, _asked(killing.tell_digest, f"duckdb:///{whole / 's.duckdb'}", folder / "digest")


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
        verdict = _asked(killing.judge, f"duckdb:///{file}", copy / "look", expected)
        became[("log" if number % 2 else "file", verdict)] += 1
        assert verdict != killing.SILENT, f"{hit.name}, damage no. {number}"
    print(f"\n{damage.__name__}: {dict(became)}")


@pytest.fixture
def small_disk(tmp_path):
    """48 MB of disk; skipped where the machine does not let a test have one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("only who may mount has a small disk")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.skipif(not LONG, reason="a full disk takes a minute; tests/db has the short form")
@pytest.mark.parametrize("least_mb", [0, 16])
def test_a_full_disk_loses_nothing_writes_nothing_twice_and_mends_itself(
    small_disk, tmp_path, least_mb
):
    url, acks = f"duckdb:///{small_disk / 's.duckdb'}", tmp_path / "acks"
    assert _done(killing.begin, url) == 0
    filler = small_disk / "filler"
    deaths, said = 0, Counter()
    for _ in range(rounds(1, 5)):
        filler.write_bytes(b"\0" * max(0, free_bytes(small_disk) - (least_mb + 4 << 20)))
        began = len(_lines(acks))
        one = _start(killing.work_till_full, url, str(acks), least_mb)
        deaths += _until(lambda new: {"low", "full"} & set(new), one, acks, began)
        filler.unlink()
        if not one.is_alive():
            assert one.exitcode == SOFTWARE
            one = _start(killing.work_till_full, url, str(acks), least_mb)
        again = len(_lines(acks))
        _until(lambda new: any(each.isdecimal() for each in new), one, acks, again)
        one.kill()
        one.join(PATIENCE)
        numbers = [each for each in _lines(acks) if each.isdecimal()]
        there, whole = _asked(killing.look, url, tmp_path / "look", True).split()
        assert whole == "True"
        assert int(numbers[-1]) <= int(there) <= int(numbers[-1]) + 1
        assert len(set(numbers)) == len(numbers)
        said = Counter("saved" if each.isdecimal() else each for each in _lines(acks))
    print(f"\nfull disk, limit {least_mb} MB: {dict(said)}, {deaths} ended with {SOFTWARE}")
    assert not (least_mb and (deaths or said["full"]))


def _until(seen: Callable[[list[str]], object], one, acks: Path, since: int) -> bool:
    """Until that is said after that line or the process has ended; whether it has."""
    until = time.monotonic() + PATIENCE
    while not seen(_lines(acks)[since:]) and one.is_alive():
        assert time.monotonic() < until, _lines(acks)[-3:]
        time.sleep(0.05)
    return not one.is_alive()


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
