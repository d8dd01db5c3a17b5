"""Names leave the store by one file; whatever else reads them says here why."""

import re
from pathlib import Path

import pytest

QUERIES = Path(__file__).resolve().parents[2] / "db" / "queries"
WHY = {
    "naming": "the one file",
    "one_case": "kept for everybody; whoever tells of it passes it through `readable`",
    "cases": "passed through `readable` before it leaves",
    "sharing": "the same",
    "referrals": "compared with what was typed; `name_for` says what is told",
    "lists": "searched, where it is not protected",
    "tasks": "compared with who answers for an agreement; `in_list` says what is told",
    "ngo": "passed through `core.ngo_sheet`, which leaves a protected name out",
    "merging": "asks `may_be_told` or `knows_who` first",
    "correcting": "asks `may_be_told` before it is told",
    "access_pool": "the surname is compared with that of who looked",
}


@pytest.mark.asvs("8.2.3", "15.3.1")
def test_no_other_question_reads_a_young_persons_name():
    read = re.compile(r"YoungPersonRow\.name\b|\byoung\.name\b")
    found = {file.stem for file in QUERIES.rglob("*.py") if read.search(file.read_text())}
    assert found == set(WHY)
