"""Opening a case that is not one's own: who may, for what, and what it allows."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.codes import Role
from core.errors import MissingValue
from core.permissions import MAY, OPENED_ACTS, Act, may
from core.records.people import Reach
from core.redaction import Detail, Place, knows
from core.temporary_access import (
    LEAST_WORDS,
    OnlyTheLead,
    PurposeTooShort,
    WithinReach,
    check_opening,
    checked_purpose,
)
from tests.factories import person

OTHERS = Reach("other", case_id="case")
WORKER = person(Role.SUPPORT_WORKER, staff_id="me")
OPENED = replace(WORKER, opened=frozenset({"case"}))


@given(st.lists(st.text("abcdefghæøå", min_size=2, max_size=9), max_size=9))
def test_a_purpose_has_at_least_four_words(words):
    said = " ".join(words)
    if len(words) >= LEAST_WORDS:
        assert checked_purpose(said) == said
    else:
        with pytest.raises(PurposeTooShort if words else MissingValue):
            checked_purpose(said)


@pytest.mark.asvs("8.2.1")
def test_an_opened_case_is_seen_and_nothing_else_is_allowed():
    assert {Act.SEE_CASE} == OPENED_ACTS
    for act in Act:
        assert may(OPENED, act, OTHERS) == (may(WORKER, act, OTHERS) or act is Act.SEE_CASE)


def test_no_other_case_is_opened_with_it():
    assert not may(OPENED, Act.SEE_CASE, Reach("other", case_id="another"))
    assert not may(OPENED, Act.SEE_CASE, Reach("other"))


@pytest.mark.asvs("8.3.2")
def test_who_has_lost_the_role_has_lost_what_they_opened():
    for role in (Role.REFERRER, Role.STEERING_GROUP, Role.ADMINISTRATOR):
        former = person(role, staff_id="me")
        assert not may(replace(former, opened=frozenset({"case"})), Act.SEE_CASE, OTHERS)
        assert role not in MAY[Act.OPEN_CASE]


def test_who_sees_a_case_does_not_open_it():
    with pytest.raises(WithinReach):
        check_opening(WORKER, Reach("me"), 1007, protected=False)
    check_opening(WORKER, OTHERS, 1007, protected=False)


@pytest.mark.asvs("8.2.3")
def test_a_protected_identity_is_opened_by_the_project_leader_alone():
    with pytest.raises(OnlyTheLead):
        check_opening(WORKER, OTHERS, 1007, protected=True)
    lead = person(Role.PROJECT_LEAD)
    check_opening(lead, OTHERS, 1007, protected=True)
    with pytest.raises(WithinReach):
        check_opening(lead, OTHERS, 1007, protected=False)


@pytest.mark.asvs("8.2.3")
def test_a_protected_name_is_shown_to_who_works_on_the_case_and_to_the_lead_who_opened_it():
    def told(who, place=Place.OWN_PAGE):
        return knows(who, OTHERS, Detail.NAME, place, protected=True)

    lead, theirs = person(Role.PROJECT_LEAD), person(Role.COORDINATOR, staff_id="other")
    assert told(theirs)
    assert not told(lead)
    assert told(replace(lead, opened=frozenset({"case"})))
    assert not told(OPENED)
    for place in (Place.LIST, Place.FILE):
        assert not told(theirs, place)
