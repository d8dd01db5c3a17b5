"""Each check of the doctor for a store that lies on a server, and which are for a file alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from core.words import LANGUAGES, phrase
from db.__main__ import app
from db.doctor import CHECKS, ON_SERVER, Installation, Level, examine, this_one
from db.settings import settings
from tests import databases
from tests.factories_doctor import in_order, loose, told

OK, LOOK, WRONG = Level.OK, Level.LOOK, Level.WRONG
FILE_SERVER = "postgresql+psycopg://ungespor@db.ungespor.example/ungespor"


def on_server(here, url=f"{FILE_SERVER}?sslmode=verify-full", **changed):
    """The same installation with its store on a server, where nothing lies beside it."""
    places = {"gone_file": here.requirements.with_name("gone"), "anchor_file": Path("anchor")}
    return replace(
        here,
        told=told(**{"store_key": None, "database_url": url} | places | changed),
        store=None,
        key=None,
        store_key=None,
        backups=None,
        free=None,
    )


def asking(here, **environment):
    return replace(here, environment=environment)


@pytest.fixture
def well(tmp_path) -> Installation:
    return in_order(tmp_path)


NEAR = "postgresql://ungespor@localhost/ungespor"
SOCKET = "postgresql:///ungespor?host=/run/postgresql"
ELSEWHERE = "postgresql:///ungespor?host=db.ungespor.example"
SERVER_STATES = [
    ("server_key", OK, on_server),
    ("server_key", WRONG, lambda here: on_server(here, secret_key=None)),
    ("server_key", WRONG, lambda here: on_server(here, secret_key="kort")),
    ("server_line", OK, on_server),
    ("server_line", OK, lambda here: on_server(here, NEAR)),
    ("server_line", OK, lambda here: on_server(here, SOCKET)),
    ("server_line", OK, lambda here: asking(on_server(here, FILE_SERVER), PGSSLMODE="verify-full")),
    ("server_line", LOOK, lambda here: on_server(here, f"{FILE_SERVER}?sslmode=require")),
    ("server_line", LOOK, lambda here: on_server(here, f"{ELSEWHERE}&sslmode=verify-ca")),
    ("server_line", WRONG, lambda here: on_server(here, FILE_SERVER)),
    ("server_line", WRONG, lambda here: on_server(here, ELSEWHERE)),
    ("server_line", WRONG, lambda here: on_server(here, f"{SOCKET}&host=db.ungespor.example")),
    ("server_line", WRONG, lambda here: asking(on_server(here, "postgresql:///"), PGHOST="db.x")),
    ("server_line", WRONG, lambda here: on_server(here, f"{FILE_SERVER}?sslmode=prefer")),
    ("gone_list", OK, on_server),
    ("gone_list", WRONG, lambda here: on_server(here, gone_file=None)),
    ("server_anchor", OK, on_server),
    ("server_anchor", LOOK, lambda here: on_server(here, anchor_file=None)),
    ("server_backup", LOOK, on_server),
    ("server_workers", OK, on_server),
    ("server_workers", WRONG, lambda here: asking(on_server(here), WEB_CONCURRENCY="2")),
    ("files", OK, on_server),
    ("files", WRONG, lambda here: on_server(here, gone_file=loose(here))),
    ("files", WRONG, lambda here: on_server(here, anchor_file=loose(here))),
]


@pytest.mark.parametrize(
    ("name", "level", "change"),
    SERVER_STATES,
    ids=[f"{name} {level}" for name, level, _ in SERVER_STATES],
)
def test_each_check_of_a_store_on_a_server_finds_what_is_well_and_what_is_not(
    well, name, level, change
):
    found, facts = ON_SERVER[name](change(well))
    assert found is level
    for language in LANGUAGES:
        assert phrase(language, f"doctor.{name}.{level}", **facts)


def test_a_store_on_a_server_is_asked_for_nothing_that_lies_beside_a_file(well):
    """What is not seen from here is said so, and is neither called well nor wrong."""
    found = {finding.name: finding.level for finding in examine(on_server(well))}
    assert found.keys() == ON_SERVER.keys()
    assert not found.keys() & {"key", "key_place", "encryption", "backup", "disk", "workers"}
    assert {name for name, level in found.items() if level is not OK} == {"server_backup"}


def test_every_check_of_a_server_is_tested_well_and_otherwise():
    for name, check in ON_SERVER.items():
        levels = {level for tested, level, _ in SERVER_STATES if tested == name}
        if CHECKS.get(name) is not check:
            assert OK in levels or name == "server_backup"
            assert levels - {OK}


def test_this_installation_is_looked_at_where_its_store_lies(tmp_path, monkeypatch):
    """A file without backups is wrong; on a server they are somebody else's to look at."""
    url = databases.laid(tmp_path / "store.duckdb")
    monkeypatch.setenv("UNGESPOR_DATABASE_URL", url)
    settings.cache_clear()
    try:
        found = {finding.name: finding.level for finding in examine(this_one())}
        said = CliRunner().invoke(app, ["doctor"])
    finally:
        settings.cache_clear()
        databases.remove(url)
    assert found["demo"] is OK
    if databases.SERVER is None:
        assert (found["backup"], said.exit_code) == (WRONG, 1)
        assert "ingen ny sikkerhedskopi" in said.stdout
    else:
        assert found.keys() == ON_SERVER.keys()
        assert (found["server_backup"], found["server_line"]) == (LOOK, OK)
        assert "sikkerhedskopi i" not in said.stdout
        assert "Databaseserverens drift laver sikkerhedskopierne" in said.stdout
