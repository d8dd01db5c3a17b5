"""`python -m db …`, as a person types it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories_exchange import YOUNG, accepted, folder, lists

PROJECT = Path(__file__).resolve().parents[2]


def run(store: Path, *words: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "db", *map(str, words)],
        cwd=PROJECT,
        env={**os.environ, "UNGESPOR_DATABASE_URL": f"duckdb:///{store}", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "line.duckdb"


def test_lists_go_in_are_checked_and_come_out(path: Path, tmp_path: Path) -> None:
    assert run(path, "import", folder(tmp_path / "lists", lists())).returncode == 0
    checked = run(path, "check")
    assert (checked.returncode, checked.stdout) == (0, "Alt hænger sammen.\n")
    assert run(path, "export", tmp_path / "out.xlsx").returncode == 0
    assert (tmp_path / "out.xlsx").is_file()


def test_a_refused_import_says_every_problem_in_the_language_asked_for(
    path: Path, tmp_path: Path
) -> None:
    young = [{**YOUNG[0], "birth_date": "i går", "name": ""}]
    lists_with_faults = folder(tmp_path / "lists", lists(young_people=young))
    told = run(path, "import", lists_with_faults)
    assert told.returncode == 1
    assert "Der er 2 fejl, som skal rettes:" in told.stdout
    assert "young_people, række 2, birth_date, »i går«: Det er ikke en dato." in told.stdout
    assert told.stdout.endswith("Intet er indlæst.\n")
    english = run(path, "import", lists_with_faults, "--language", "en")
    assert "young_people, row 2, name: The field must be filled in." in english.stdout
    assert (told.stderr, english.stderr) == ("", "")


def test_a_store_brought_up_to_date_twice_says_so(path: Path) -> None:
    assert run(path, "migrate").stdout.startswith("Databasen er nu på version")
    assert run(path, "migrate").stdout.startswith("Databasen er allerede på nyeste version")


def test_an_export_over_other_files_is_refused_in_one_sentence(path: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "brev.txt").write_text("kære")
    told = run(path, "export", tmp_path / "taken")
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1
    assert "Vælg et andet navn" in told.stderr


def test_a_demo_that_is_there_is_left_as_it_is_when_asked(path: Path) -> None:
    assert run(path, "demo").returncode == 0
    again = run(path, "demo", "--if-empty")
    assert (again.returncode, again.stdout) == (0, "")
    assert run(path, "demo").returncode == 1


def test_the_tallies_are_one_json_object_and_nothing_else(path: Path, tmp_path: Path) -> None:
    cases = [accepted(id=f"F{number}", coordinator_id="") for number in range(6)]
    cases.append(accepted(id="F6", combination="SM_ICM", coordinator_id=""))
    run(path, "import", folder(tmp_path / "lists", lists(cases=cases)))
    asked = ("tallies", "--from", "2026-01-01", "--to", "31-12-2026")
    exact = run(path, *asked)
    assert (exact.returncode, exact.stderr) == (0, "")
    assert json.loads(exact.stdout)["combination"] == {
        "SM": 0,
        "SM_CTI": 6,
        "SM_ICM": 1,
        "unknown": 0,
    }
    hidden = json.loads(run(path, *asked, "--suppress", "5").stdout)
    assert hidden["combination"]["SM_ICM"] is None
    assert hidden["combination"]["suppressed"] is True
    assert json.loads(run(path, *asked, "--variant", "U").stdout)["cases"]["served"] == 0


def test_a_period_that_ends_before_it_begins_is_refused_in_one_sentence(path: Path) -> None:
    told = run(path, "tallies", "--from", "2026-12-31", "--to", "2026-01-01")
    assert (told.returncode, told.stdout) == (1, "")
    assert told.stderr == "Rækkefølgen passer ikke: 01.01.2026 ligger før 31.12.2026.\n"
