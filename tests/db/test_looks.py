"""Every look leaves a line: who, when, what, at which case, and for what purpose."""

import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.permissions import PAGES
from core.records.access_log import LineKind
from db import actions
from db.engine import current_store, transaction
from db.log.chain_check import breaks
from db.models import AuditRow, MeetingRow
from tests.factories import person, put_case

DAY = date(2026, 5, 3)
pytestmark = pytest.mark.usefixtures("store")


def _last():
    with current_store().sessions() as session:
        return session.query(AuditRow).order_by(AuditRow.sequence.desc()).first()


@pytest.mark.asvs("16.2.1")
def test_a_page_opened_at_a_case_is_a_line_with_person_time_page_and_case():
    case, by = put_case(), person(name="Karen Kold")
    for page in PAGES:
        _check_look(page, case, by)


def _check_look(page, case, by):
    version = current_store().data_version
    actions.looks.saw(page, {"case": str(case.number), "part": "plan"}, by=by, purpose="Tilsyn")
    line = _last()
    assert (line.account_id, line.name, line.kind) == (by.account_id, "Karen Kold", LineKind.READ)
    assert (line.act, line.table_name, line.case_id) == (PAGES[page], page, case.id)
    assert line.time.utcoffset() is not None
    assert line.purpose == "Tilsyn"
    assert json.loads(line.changes)["part"] == [None, "plan"]
    assert current_store().data_version == version


def test_a_meeting_in_the_address_says_whose_case_it_is():
    case = put_case()
    with transaction() as session:
        session.add(MeetingRow(id="m1", case_id=case.id, kind="network", state="planned", date=DAY))
    actions.looks.saw("meeting_screen", {"meeting": "m1"}, by=person())
    assert _last().case_id == case.id


def test_half_a_character_in_an_address_is_written_as_a_question_mark():
    actions.looks.refused("support_phase", {"ca\udcffse": "x", "meeting": "m\ud800"}, by=person())
    assert json.loads(_last().changes) == {"ca?se": [None, "x"], "meeting": [None, "m?"]}


def test_a_search_is_a_line_with_its_criteria_and_no_cpr_number():
    actions.looks.searched("referral", {"name": "Vilma", "cpr": "650306-0000"}, by=person())
    line = _last()
    assert (line.kind, json.loads(line.changes)["name"]) == (LineKind.SEARCH, [None, "Vilma"])
    assert "0000" not in line.changes


@settings(max_examples=20)
@given(
    address=st.dictionaries(
        st.text(max_size=300), st.text(st.characters(), max_size=500), max_size=30
    )
)
@pytest.mark.asvs("16.4.1")
def test_whatever_stands_in_an_address_one_readable_line_is_written(address):
    actions.looks.refused("status", address, by=person())
    line = _last()
    assert line.kind == LineKind.REFUSED
    assert "\n" not in line.changes
    assert len(json.loads(line.changes)) <= actions.looks.MOST
    assert breaks(current_store()) == ()
