"""`python -m db …`, as a person types it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from db.__main__ import app
from db.engine import close_store, transaction
from db.life import remember
from db.models import StoreRow
from db.settings import settings
from tests.factories_exchange import YOUNG, accepted, folder, lists

PROJECT = Path(__file__).resolve().parents[2]
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Does what is typed after `python -m db`, on a store that is not there yet."""
    monkeypatch.setenv("UNGESPOR_DATABASE_URL", f"duckdb:///{tmp_path / 'line.duckdb'}")
    close_store()
    settings.cache_clear()
    yield lambda *words: CliRunner().invoke(app, [str(word) for word in words])
    settings.cache_clear()


def test_lists_go_in_are_checked_and_come_out_each_in_a_process_of_its_own(tmp_path: Path) -> None:
    url = f"duckdb:///{tmp_path / 'line.duckdb'}"

    def typed(*words: object) -> str:
        return subprocess.run(
            [sys.executable, "-m", "db", *map(str, words)],
            cwd=PROJECT,
            env={**os.environ, "UNGESPOR_DATABASE_URL": url, "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=True,
        ).stdout

    typed("import", folder(tmp_path / "lists", lists()))
    assert typed("check") == "Alt hænger sammen.\n"
    typed("export", tmp_path / "out.xlsx")
    assert (tmp_path / "out.xlsx").is_file()


def test_a_refused_import_says_every_problem_in_the_language_asked_for(
    run: Run, tmp_path: Path
) -> None:
    young = [{**YOUNG[0], "birth_date": "i går", "name": ""}]
    lists_with_faults = folder(tmp_path / "lists", lists(young_people=young))
    told = run("import", lists_with_faults)
    assert told.exit_code == 1
    assert "Der er 2 fejl, som skal rettes:" in told.stdout
    assert "young_people, række 2, birth_date, „i går“: Det er ikke en dato." in told.stdout
    assert told.stdout.endswith("Intet er indlæst.\n")
    english = run("import", lists_with_faults, "--language", "en")
    assert "young_people, row 2, name: The field must be filled in." in english.stdout
    assert (told.stderr, english.stderr) == ("", "")


def test_a_language_that_there_is_not_is_refused_before_anything_is_done(run: Run) -> None:
    refused = run("migrate", "--language", "xx")
    assert refused.exit_code == 2
    assert "da | en" in refused.stderr
    assert run("migrate").stdout.startswith("Databasen er nu på version")


def test_a_store_brought_up_to_date_twice_says_so(run: Run) -> None:
    assert run("migrate").stdout.startswith("Databasen er nu på version")
    assert run("migrate").stdout.startswith("Databasen er allerede på nyeste version")


def test_an_export_over_other_files_is_refused_in_one_sentence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "brev.txt").write_text("kære")
    told = run("export", tmp_path / "taken")
    assert told.exit_code == 1
    assert told.stderr.count("\n") == 1
    assert "Vælg et andet navn" in told.stderr


def test_a_demo_begins_again_on_a_yes_alone_and_is_left_as_it_is_when_asked(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = tmp_path / "elsewhere.gone"
    monkeypatch.setenv("UNGESPOR_GONE_FILE", str(listed))
    settings.cache_clear()
    run("migrate")
    with transaction() as session:
        session.add(StoreRow(id="demo", value="1"))
        remember(["case"], [], date(2026, 5, 4))
    backup = Path(run("backup").stdout.strip().rpartition(" ")[2])
    assert run("demo", "--again").exit_code == 1
    assert list(tmp_path.glob("*.quarantine.*")) == []
    begun = run("demo", "--again", "--yes")
    assert (begun.exit_code, begun.stderr) == (0, "")
    assert "Demodata er klar" in begun.stdout
    (aside,) = tmp_path.glob("*.quarantine.*")
    moved = {each.name for each in aside.iterdir()}
    assert moved >= {"line.duckdb", backup.name, listed.name}
    assert not listed.exists()
    again = run("demo", "--if-empty")
    assert (again.exit_code, again.stdout) == (0, "")
    assert run("demo").exit_code == 1


def test_a_store_that_is_no_demo_is_never_put_aside(run: Run, tmp_path: Path) -> None:
    run("import", folder(tmp_path / "lists", lists()))
    refused = run("demo", "--again", "--yes")
    assert refused.exit_code == 1
    assert "allerede data" in refused.stderr
    assert list(tmp_path.glob("*.quarantine.*")) == []


def test_the_tallies_are_one_json_object_and_nothing_else(run: Run, tmp_path: Path) -> None:
    cases = [accepted(id=f"F{number}", coordinator_id="") for number in range(6)]
    cases.append(accepted(id="F6", combination="SM_ICM", coordinator_id=""))
    run("import", folder(tmp_path / "lists", lists(cases=cases)))
    asked = ("tallies", "--from", "2026-01-01", "--to", "31-12-2026")
    exact = run(*asked)
    assert (exact.exit_code, exact.stderr) == (0, "")
    assert json.loads(exact.stdout)["combination"] == {
        "SM": 0,
        "SM_CTI": 6,
        "SM_ICM": 1,
        "unknown": 0,
    }
    hidden = json.loads(run(*asked, "--suppress", "5").stdout)
    assert hidden["combination"]["SM_ICM"] is None
    assert hidden["combination"]["suppressed"] is True
    assert json.loads(run(*asked, "--variant", "U").stdout)["cases"]["served"] == 0


def test_a_period_that_ends_before_it_begins_is_refused_in_one_sentence(run: Run) -> None:
    told = run("tallies", "--from", "2026-12-31", "--to", "2026-01-01")
    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr == "Rækkefølgen passer ikke: 01.01.2026 ligger før 31.12.2026.\n"
