"""`python -m db …`, as a person types it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.factories_exchange import YOUNG, folder, lists

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
