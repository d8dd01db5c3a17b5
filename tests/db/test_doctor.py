"""Each check of the doctor, where all is well and where it is not."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.words import LANGUAGES, phrase
from db.__main__ import app
from db.doctor import CHECKS, Installation, Level, examine, this_one
from db.doctor import checks as doctor_checks
from db.settings import settings
from tests.factories_doctor import KEY, in_order, loose, readable, told


@pytest.fixture
def well(tmp_path) -> Installation:
    return in_order(tmp_path)


def with_key(here, key):
    here.key.write_text(key)
    here.key.chmod(0o600)
    return replace(here, told=told(secret_key=None))


def key_beside(here):
    here.store_key.touch(0o600)
    return here


def old(here, **age):
    """The newest backup is that old."""
    moment = (here.moment - timedelta(**age)).timestamp()
    for file in here.backups.iterdir():
        os.utime(file, (moment, moment))
    return here


def pins_of(here, days):
    moment = (here.moment - timedelta(days=days)).timestamp()
    os.utime(here.requirements, (moment, moment))
    return here


def large(here, mb):
    with here.store.open("r+b") as file:
        file.truncate(mb * 1024**2)
    return here


def without_backups(here):
    for file in here.backups.iterdir():
        file.unlink()
    return here


OK, LOOK, WRONG = Level.OK, Level.LOOK, Level.WRONG
STATES = [
    ("key", OK, lambda here: here),
    ("key", OK, lambda here: with_key(here, KEY)),
    ("key", LOOK, lambda here: replace(here, told=told(secret_key=None))),
    ("key", WRONG, lambda here: replace(here, told=told(secret_key="kort"))),
    ("key", WRONG, lambda here: with_key(here, "changeme" * 6)),
    ("key_place", OK, lambda here: here),
    ("key_place", LOOK, lambda here: with_key(here, KEY)),
    ("key_place", LOOK, key_beside),
    ("files", OK, lambda here: here),
    ("files", LOOK, lambda here: (readable(here.store, 0o640), here)[1]),
    ("files", WRONG, lambda here: (readable(here.store, 0o604), here)[1]),
    ("files", WRONG, lambda here: (readable(here.store.parent, 0o755), here)[1]),
    ("files", WRONG, lambda here: (readable(here.backups, 0o755), here)[1]),
    ("files", WRONG, lambda here: (readable(next(here.backups.iterdir()), 0o644), here)[1]),
    ("files", WRONG, lambda here: (readable(here.settings_files[0], 0o644), here)[1]),
    ("files", WRONG, lambda here: (with_key(here, KEY), readable(here.key, 0o604))[0]),
    ("files", WRONG, lambda here: replace(here, told=told(gone_file=loose(here)))),
    ("files", WRONG, lambda here: replace(here, told=told(anchor_file=loose(here)))),
    ("tls", OK, lambda here: here),
    ("tls", LOOK, lambda here: replace(here, told=told(address="http://localhost:8501"))),
    ("tls", WRONG, lambda here: replace(here, told=told(address="http://ungespor.example"))),
    ("tls", WRONG, lambda here: replace(here, told=told(secure_cookies=False))),
    ("encryption", OK, lambda here: here),
    ("encryption", OK, lambda here: key_beside(replace(here, told=told(store_key=None)))),
    ("encryption", WRONG, lambda here: replace(here, told=told(store_key=None))),
    (
        "encryption",
        LOOK,
        lambda here: replace(here, told=told(store_key=None, address="http://127.0.0.1:1")),
    ),
    ("backup", OK, lambda here: old(here, hours=25)),
    ("backup", LOOK, lambda here: old(here, hours=27)),
    ("backup", WRONG, lambda here: old(here, days=8)),
    ("backup", WRONG, without_backups),
    ("backup", WRONG, lambda here: replace(here, backups=here.backups / "not-there")),
    ("disk", OK, lambda here: here),
    ("disk", LOOK, lambda here: replace(here, free=1500 * 1024**2)),
    ("disk", WRONG, lambda here: replace(here, free=1000 * 1024**2)),
    ("disk", WRONG, lambda here: replace(large(here, 400), free=1999 * 1024**2)),
    ("disk", LOOK, lambda here: replace(here, free=None)),
    ("clock", OK, lambda here: here),
    ("clock", LOOK, lambda here: replace(here, synchronised=None)),
    ("clock", LOOK, lambda here: replace(here, synchronised=False)),
    ("clock", WRONG, lambda here: old(here, hours=-1)),
    ("clock", WRONG, lambda here: replace(here, moment=here.moment - timedelta(days=400))),
    ("workers", OK, lambda here: here),
    ("workers", WRONG, lambda here: replace(here, environment={"WEB_CONCURRENCY": "4"})),
    ("workers", WRONG, lambda here: replace(here, commands=("x streamlit_app:app --workers=2",))),
    ("mail", OK, lambda here: here),
    ("mail", OK, lambda here: replace(here, told=told(smtp_host="localhost", smtp_tls="none"))),
    ("mail", WRONG, lambda here: replace(here, told=told(smtp_host="m.example", smtp_tls="none"))),
    ("demo", OK, lambda here: here),
    ("demo", WRONG, lambda here: replace(here, is_demo=True)),
    ("demo", LOOK, lambda here: replace(here, is_demo=None)),
    ("packages", OK, lambda here: here),
    ("packages", LOOK, lambda here: replace(here, installed={"altair": "6.3.0"}.get)),
    (
        "packages",
        WRONG,
        lambda here: replace(here, installed={"altair": "6.2.0", "starlette": "1.0"}.get),
    ),
    ("age_of_pins", OK, lambda here: pins_of(here, 59)),
    ("age_of_pins", LOOK, lambda here: pins_of(here, 61)),
]


@pytest.mark.parametrize(
    ("name", "level", "change"), STATES, ids=[f"{name} {level}" for name, level, _ in STATES]
)
def test_each_check_finds_what_is_well_and_what_is_not(well, name, level, change):
    found, facts = CHECKS[name](change(well))
    assert found is level
    for language in LANGUAGES:
        assert phrase(language, f"doctor.{name}.{level}", **facts)


def test_every_check_is_tested_well_and_otherwise():
    for name in CHECKS:
        levels = {level for tested, level, _ in STATES if tested == name}
        assert OK in levels
        assert levels - {OK}


@pytest.mark.asvs("13.2.3", "15.2.1")
def test_an_installation_in_order_has_nothing_to_look_at(well):
    assert {finding.level for finding in examine(well)} == {OK}


def test_the_command_says_a_line_for_each_check_and_fails_where_one_is_wrong(
    tmp_path, monkeypatch, well
):
    monkeypatch.setattr("db.commands.doctor.this_one", lambda: well)
    fine = CliRunner().invoke(app, ["doctor", "--language", "en"])
    assert (fine.exit_code, len(fine.stdout.splitlines())) == (0, len(CHECKS))
    wrong = replace(well, told=told(secret_key="kort"), backups=tmp_path / "none")
    monkeypatch.setattr("db.commands.doctor.this_one", lambda: wrong)
    said = CliRunner().invoke(app, ["doctor"])
    assert said.exit_code == 1
    assert said.stdout.count("forkert") == 2
    assert "UNGESPOR_SECRET_KEY" in said.stdout


def test_this_installation_can_be_looked_at_while_its_store_is_not_there(tmp_path, monkeypatch):
    monkeypatch.setenv("UNGESPOR_DATABASE_URL", f"duckdb:///{tmp_path / 'a' / 'b.duckdb'}")
    settings.cache_clear()
    try:
        here = this_one()
        assert len(list(examine(here))) == len(CHECKS)
        assert here.is_demo is None
        assert not Path(here.store).exists()
    finally:
        settings.cache_clear()


def test_the_lock_of_this_program_is_read_whole():
    pins = dict(doctor_checks.pinned(Path("requirements.txt")))
    assert pins["duckdb"] == "1.5.5"
    assert len(pins) > 80
