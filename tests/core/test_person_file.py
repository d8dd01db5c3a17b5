"""What is told to who asks has words, and nobody of the staff is in it."""

import pytest

from core.exchange import columns as exchanged
from core.exchange import sheets
from core.life import LOOKED_AT, Told, lines
from core.words import LANGUAGES, has_phrase

TOLD = [
    line
    for table in lines().values()
    for line in table
    if line.told in {Told.YES, Told.ASKED, *LOOKED_AT} and line.table != "audit"
]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_table_and_column_that_is_told_has_a_name(language):
    for line in TOLD:
        table, column = f"person_file.table.{line.table}", f"person_file.column.{line.column}"
        assert line.table in sheets() or has_phrase(language, table), table
        assert line.column in exchanged() or has_phrase(language, column), column


def test_who_of_the_staff_it_was_is_not_told():
    staff = {"by_name", "by_id", "worker_id", "coordinator_id", "taken_up_by", "decided_by"}
    assert not [line for line in TOLD if line.column in staff]
