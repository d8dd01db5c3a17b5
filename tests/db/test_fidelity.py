"""Fidelity computed from a real store: practice as recorded, read back and held to the method."""

from datetime import timedelta

import pytest

from core.codes import Role, Variant
from core.errors import NotAllowed
from core.fidelity.definitions import indicators
from core.fidelity.measured import measured
from core.quarters import before, quarter
from core.tallies import Period
from db import queries
from db.queries.fidelity_practice import practice as read_practice
from tests.factories import person
from tests.factories_fidelity import FIRST, LAST, window
from tests.factories_practice import BAD, good_practice
from tests.factories_practice_store import put_practice

QUARTER = Period(FIRST, LAST)
LEAD = person(Role.PROJECT_LEAD)
pytestmark = pytest.mark.usefixtures("store")


def found(on=LAST):
    return queries.fidelity.indicators(QUARTER, by=LEAD, on=on)


def test_what_is_written_is_what_the_indicators_look_at():
    good = good_practice()
    put_practice(good)
    assert list(read_practice().cases) == list(good.cases)


def test_a_store_of_perfect_practice_is_full_on_every_indicator():
    put_practice(good_practice())
    seen = found()
    assert {code for code in indicators(LAST) if seen[code, None].of} == set(indicators(LAST))
    assert [key for key, each in seen.items() if each.kept < each.of] == []


@pytest.mark.parametrize("code", BAD)
def test_a_store_made_bad_in_one_way_falls_on_that_indicator_only(code):
    put_practice(BAD[code](good_practice()))
    seen = found()
    assert {each for each in indicators(LAST) if seen[each, None].missed} == {code}


def test_who_is_behind_is_told_by_name_and_day_and_leads_to_the_case():
    put_practice(BAD["no_long_gap"](good_practice()))
    told = queries.fidelity.missed(("no_long_gap", Variant.H), QUARTER, by=LEAD, on=LAST)
    assert [(each.name, each.number, each.kept, each.of) for each in told] == [("Ung 1", 1, 0, 1)]


def test_a_worker_over_the_cap_is_told_by_name_and_days():
    put_practice(BAD["cti_caseload"](good_practice()))
    told = queries.fidelity.missed(("cti_caseload", None), QUARTER, by=LEAD, on=LAST)
    assert [(each.name, each.number, each.kept, each.of) for each in told] == [("b", None, 0, 92)]


def test_a_trend_goes_back_eight_quarters_and_ends_with_the_one_asked_for():
    put_practice(good_practice())
    line = queries.fidelity.trend(("no_long_gap", None), QUARTER, by=LEAD, on=LAST)
    assert len(line) == 8
    assert line[-1] == found()["no_long_gap", None]
    assert line[0] is not None
    assert line[0].of == 1


def test_of_a_running_quarter_only_what_has_passed_is_looked_at():
    put_practice(good_practice())
    assert found(FIRST - timedelta(days=1)) == {}
    part = measured(read_practice(), window(FIRST, FIRST + timedelta(days=9)))
    assert found(FIRST + timedelta(days=9)) == part
    assert found(LAST + timedelta(days=40)) == found()


def test_only_project_leaders_are_told():
    for role in Role:
        if role is Role.PROJECT_LEAD:
            continue
        with pytest.raises(NotAllowed):
            queries.fidelity.indicators(QUARTER, by=person(role), on=LAST)
        with pytest.raises(NotAllowed):
            queries.fidelity.missed(("no_long_gap", None), QUARTER, by=person(role), on=LAST)
        with pytest.raises(NotAllowed):
            queries.fidelity.trend(("no_long_gap", None), QUARTER, by=person(role), on=LAST)


def test_quarters_follow_one_another():
    assert quarter(FIRST) == quarter(LAST) == QUARTER
    assert before(QUARTER).to_date + timedelta(days=1) == FIRST
    assert before(QUARTER, 4).from_date.year == FIRST.year - 1
