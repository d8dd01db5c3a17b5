"""The words of the checklist in the store."""

from datetime import date, timedelta

import pytest

from core.checklist import SameWording
from core.codes import Role
from core.errors import ChangedByOther, MissingValue, NotAllowed, UnknownCode
from core.settings import TooFarBack
from db import queries
from db.actions import checklist_items
from tests.factories import ON, person

LEAD = person()
ITEM = "well_run"
LATER = ON + timedelta(days=30)

pytestmark = pytest.mark.usefixtures("store")


def reword(wording="Gik mødet godt?", item=ITEM, *, since=ON, seen=0, by=LEAD):
    checklist_items.reword(item, wording, valid_from=since, seen_version=seen, by=by, on=ON)


def words(on: date):
    return dict(queries.checklist.wordings(on))


def test_new_words_hold_from_their_day_and_earlier_meetings_keep_theirs():
    reword(since=LATER)
    assert words(ON) == {}
    assert words(LATER) == {ITEM: "Gik mødet godt?"}
    assert queries.checklist.changes(by=LEAD)[0].by_name == "Karen Kold"


def test_the_programs_words_can_be_taken_up_again():
    reword()
    with pytest.raises(SameWording):
        reword(seen=1)
    checklist_items.restore(ITEM, valid_from=LATER, seen_version=1, by=LEAD, on=ON)
    assert words(ON) == {ITEM: "Gik mødet godt?"}
    assert words(LATER) == {}
    with pytest.raises(SameWording):
        checklist_items.restore(ITEM, valid_from=LATER, seen_version=2, by=LEAD, on=ON)


def test_no_words_an_unknown_item_and_a_day_that_has_passed_are_refused():
    with pytest.raises(MissingValue):
        reword(" ")
    with pytest.raises(UnknownCode):
        reword(item="coffee")
    with pytest.raises(TooFarBack):
        reword(since=ON - timedelta(days=1))
    assert queries.checklist.changes(by=LEAD) == ()


def test_two_project_leaders_do_not_write_over_each_other():
    reword()
    with pytest.raises(ChangedByOther):
        reword("Forløb det godt?")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROJECT_LEAD])
def test_only_a_project_leader_changes_the_words_or_sees_the_changes(role):
    other = person(role, staff_id="me")
    with pytest.raises(NotAllowed):
        reword(by=other)
    assert queries.checklist.changes(by=other) == ()
