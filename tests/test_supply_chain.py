"""What is inside: the list of parts, and what is said of known holes in them."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from db.doctor.checks import pinned

ROOT = Path(__file__).resolve().parent.parent


def _audit():
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


audit = _audit()
CLEAN = {"name": "altair", "version": "6.3.0", "vulns": []}
HOLED = {
    "name": "jinja2",
    "version": "3.0",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.1"], "description": "x"}],
}
UNKNOWN = {"name": "odd", "skip_reason": "Dependency not found"}


@pytest.mark.asvs("15.1.2")
def test_the_list_of_parts_names_every_locked_package_in_its_version(tmp_path):
    made = tmp_path / "sbom.json"
    (command,) = [
        line.removeprefix("\t$(BIN)/").split()
        for line in (ROOT / "Makefile").read_text().splitlines()
        if "cyclonedx-py" in line
    ]
    command = [str(made) if word == "sbom.json" else word for word in command]
    tool = Path(sys.executable).parent / command[0]
    quick = [*command[1:], "--no-validate"]  # the tool's own schema takes five seconds
    subprocess.run([tool, *quick], cwd=ROOT, check=True, capture_output=True)
    listed = json.loads(made.read_text())
    assert listed["bomFormat"] == "CycloneDX"
    parts = {(part["name"], part["version"]) for part in listed["components"]}
    assert parts == set(pinned(ROOT / "requirements.txt"))
    assert all(part["purl"].startswith("pkg:pypi/") for part in listed["components"])


@pytest.mark.parametrize(
    ("lock", "least"),
    [("requirements.txt", 80), ("requirements-dev.txt", 80), ("requirements-uv.txt", 1)],
)
def test_every_locked_package_is_held_to_its_sums(lock, least):
    packages = re.split(r"^(?=[a-z0-9])", "\n" + (ROOT / lock).read_text(), flags=re.MULTILINE)[1:]
    assert len(packages) >= least
    assert all("==" in each and "--hash=sha256:" in each for each in packages)


@pytest.mark.asvs("15.2.1")
@pytest.mark.parametrize(
    ("packages", "code", "said"),
    [
        ([CLEAN], 0, "no known hole in 1 packages"),
        ([CLEAN, HOLED], 1, "jinja2 3.0: PYSEC-1; mended in 3.1"),
        ([CLEAN, UNKNOWN], 1, "nobody knows odd"),
        ([UNKNOWN, UNKNOWN], 2, ""),
        ([], 2, ""),
    ],
)
def test_a_hole_a_package_that_nobody_knows_and_no_answer_at_all_are_told_apart(
    packages, code, said
):
    found, lines = audit.verdict({"dependencies": packages})
    assert (found, " ".join(lines)) == (code, said)


def test_a_source_that_can_not_be_reached_is_not_taken_for_a_good_answer(monkeypatch, capsys):
    assert audit.verdict(None) == (audit.NOBODY_ASKED, [])
    monkeypatch.setattr(audit, "SOURCES", ())
    assert audit.main([]) == audit.NOBODY_ASKED
    assert audit.main(["--source-may-be-missing"]) == audit.NONE_KNOWN
    assert capsys.readouterr().out.count("AUDIT NOT DONE") == 2
