"""Several municipalities on one machine: apart in everything, joined in suppressed figures alone."""

import csv
import json
import re
import stat
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from core.suppression import suppressed
from core.tallies import Period
from db import queries
from db.__main__ import app
from db.municipalities import places
from db.municipalities.joining import (
    TalliesInTheOpen,
    TalliesOfOtherDays,
    TalliesUnreadable,
    joined,
    written,
)
from db.municipalities.proxy import nginx
from db.settings import settings as installation
from tests.factories import put_case

FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
FIGURES = {"cases": {"served": 12, "leavers": None, "suppressed": True}, "days": {"mean": 7.25}}


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("UNGESPOR_MUNICIPALITIES", str(tmp_path / "all"))
    installation.cache_clear()
    yield tmp_path / "all"
    installation.cache_clear()


def hand_over(folder, name, figures, *, below=5, last=LAST):
    file = folder / f"{name}.json"
    file.write_text(written(name, FIRST, last, below, figures), encoding="utf-8")
    return file


def test_each_has_a_folder_nobody_else_can_read_and_a_port_of_its_own(folder):
    made = [places.add(name, "ungespor.example") for name in ("nordby", "sydby")]
    assert [each.port for each in made] == [8601, 8602]
    assert places.all_of_them() == tuple(made)
    for each in made:
        assert stat.S_IMODE(each.folder.stat().st_mode) == 0o700
        assert stat.S_IMODE((each.folder / places.SETTINGS).stat().st_mode) == 0o600
    with pytest.raises(places.MunicipalityThere):
        places.add("sydby", "ungespor.example")
    with pytest.raises(places.MunicipalityUnknown):
        places.one("vestby")


@pytest.mark.parametrize("name", ["", "Nordby", "nord by", "../x", "a", "nord-", "å" * 3, "x" * 41])
def test_a_name_that_is_no_part_of_an_address_is_refused(folder, name):
    with pytest.raises(places.MunicipalityName):
        places.add(name, "ungespor.example")
    assert not folder.exists()
    with pytest.raises(places.MunicipalitiesNone):
        places.all_of_them()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(sorted(installation().__class__.model_fields)))
def test_no_key_no_store_and_no_sign_on_of_the_installation_reaches_a_municipality(folder, name):
    one = places.Municipality("nordby", folder / "nordby", 8601)
    one.folder.mkdir(parents=True, exist_ok=True)
    (one.folder / places.SETTINGS).write_text("UNGESPOR_STORE_KEY='own'\n# remark\n")
    spoken = f"UNGESPOR_{name.upper()}"
    found = one.surroundings({spoken: "ours", "PATH": "/bin"})
    assert found["PATH"] == "/bin"
    assert found["UNGESPOR_DATABASE_URL"].endswith("/nordby/store.duckdb")
    assert found["UNGESPOR_STORE_KEY"] == "own"
    assert (found.get(spoken) == "ours") == (spoken in places.SHARED)


def test_the_proxy_leads_each_name_to_its_own_process_and_answers_no_other(folder):
    them = [places.add(name, "ungespor.example") for name in ("nordby", "sydby")]
    said = nginx(them, "ungespor.example")
    assert said.count("default_server") == 2
    assert said.count("log_format") == 1
    for each in them:
        assert f"upstream ungespor-{each.name} {{\n    server 127.0.0.1:{each.port};" in said
        assert len(re.findall(rf"server_name {each.name}\.ungespor\.example;", said)) == 2
    targets = set(re.findall(r"proxy_pass http://([^;]+);", said))
    assert targets == {f"ungespor-{each.name}" for each in them}


def test_a_sum_is_given_where_no_figure_is_hidden_and_of_counts_alone(tmp_path):
    shown = {"cases": {"served": 20, "leavers": 8}, "days": {"mean": 3.5}}
    files = [hand_over(tmp_path, "sydby", shown), hand_over(tmp_path, "nordby", FIGURES)]
    names, rows = joined(files)
    assert names == ("nordby", "sydby")
    assert {each.place: (each.values, each.total) for each in rows} == {
        ("cases", "served"): ((12, 20), 32),
        ("cases", "leavers"): ((None, 8), None),
        ("days", "mean"): ((7.25, 3.5), None),
    }


@pytest.mark.parametrize(
    ("figures", "below"),
    [({"cases": {"served": 4}}, 5), ({"cases": {"served": 12}}, 2), ({"age": {"17": 1}}, 3)],
)
def test_a_file_that_shows_a_few_people_is_refused(tmp_path, figures, below):
    good, bad = hand_over(tmp_path, "a", FIGURES), hand_over(tmp_path, "b", figures, below=below)
    with pytest.raises(TalliesInTheOpen):
        joined([good, bad])


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"from": "i går"}', "\x00", '{"figures": 3}'])
def test_a_file_that_is_something_else_is_refused(tmp_path, content):
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(TalliesUnreadable):
        joined([tmp_path / "x.json"])


def test_files_of_two_periods_are_not_put_side_by_side(tmp_path):
    files = [hand_over(tmp_path, "a", FIGURES), hand_over(tmp_path, "b", FIGURES, last=FIRST)]
    with pytest.raises(TalliesOfOtherDays):
        joined(files)


@pytest.mark.usefixtures("store")
def test_what_the_program_suppresses_itself_is_taken(tmp_path):
    for _ in range(7):
        put_case(start_date=FIRST, referral_date=FIRST, decision_date=FIRST)
    put_case(start_date=LAST, referral_date=LAST, decision_date=LAST, combination="SM_ICM")
    exact = queries.tallies.figures(Period(FIRST, LAST), None, by=None)
    with pytest.raises(TalliesInTheOpen):
        joined([hand_over(tmp_path, "a", dict(exact))])
    _, rows = joined([hand_over(tmp_path, "a", dict(suppressed(exact, 5)))])
    assert {each.place: each.total for each in rows}["cases", "served"] == 8


def test_one_is_added_hands_over_its_figures_and_is_put_in_a_table(folder, tmp_path, monkeypatch):
    def run(*words):
        return CliRunner().invoke(app, ["municipality", *map(str, words)])

    assert run("list").exit_code == 1
    added = run("add", "nordby", "--domain", "ungespor.example")
    assert added.exit_code == 0, added.output
    assert (folder / "nordby" / "store.duckdb").exists()
    monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")  # the process says a lot beside its figures
    days = "--from", FIRST, "--to", LAST
    told = run("tallies", tmp_path / "out", *days)
    assert told.exit_code == 0, told.output
    monkeypatch.delenv("PYTHONPROFILEIMPORTTIME")
    file = tmp_path / "out" / "nordby.json"
    assert json.loads(file.read_text())["suppressed_below"] == 5
    assert run("compare", file, "--to", tmp_path / "table.csv").exit_code == 0
    table = (tmp_path / "table.csv").read_text(encoding="utf-8-sig")
    lines = list(csv.reader(table.splitlines(), delimiter=";"))
    assert lines[0] == ["", "nordby", "I alt"]
    assert ["cases.served", "0", "0"] in lines
    failed = run("each", "--", "no-such-command")
    assert failed.exit_code == 1
    assert "nordby – FEJL" in failed.output
