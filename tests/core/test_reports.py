from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.codes import Role
from core.errors import DateInFuture, DatesOutOfOrder, MissingValue, UnknownCode
from core.records.people import Reach
from core.records.reports import Report, ReportFacts, ReportKind, ReportState, Told
from core.reports import (
    ReportLocked,
    ReportNotSubmitted,
    ReportOverlaps,
    ReportUnderWay,
    check_apart,
    check_draft,
    check_none_under_way,
    check_submitted,
    checked_period,
    checked_told,
    next_period,
    own_kinds,
)
from tests.factories import person

BEGUN, ON = date(2026, 1, 5), date(2026, 5, 4)
DAYS = st.dates(date(2025, 1, 1), date(2027, 12, 31))


def _report(state=ReportState.SUBMITTED, first=date(2026, 2, 1), last=date(2026, 4, 30)):
    return Report("r", 1, ReportKind.COLLAB, state, first, last, Told(), ReportFacts(), "Karen")


def test_the_first_report_begins_with_the_months_just_past_and_never_before_the_start():
    assert next_period(BEGUN, None, 3, ON) == (date(2026, 2, 5), ON)
    assert next_period(date(2026, 4, 1), None, 3, ON) == (date(2026, 4, 1), ON)


def test_the_next_report_begins_where_the_latest_ended():
    assert next_period(BEGUN, date(2026, 4, 30), 3, ON) == (date(2026, 5, 1), ON)


@settings(max_examples=200, deadline=None)
@given(DAYS, st.none() | DAYS, st.integers(1, 12), st.integers(0, 900))
def test_a_proposed_period_holds_together_and_repeats_no_day(begun, last, months, after):
    on = begun + timedelta(days=after)
    first, until = next_period(begun, last, months, on)
    assert begun <= first <= until == on
    if last is not None and begun <= last < on:
        assert first == last + timedelta(days=1)


@pytest.mark.parametrize(
    ("days", "refusal", "field"),
    [
        ((None, ON), MissingValue, "from_date"),
        ((BEGUN, None), MissingValue, "to_date"),
        ((BEGUN, ON + timedelta(days=1)), DateInFuture, "to_date"),
        ((BEGUN - timedelta(days=1), ON), DatesOutOfOrder, "from_date"),
        ((ON, BEGUN), DatesOutOfOrder, "to_date"),
    ],
)
def test_a_period_that_does_not_hold_is_refused_at_its_field(days, refusal, field):
    with pytest.raises(refusal) as refused:
        checked_period(*days, begun=BEGUN, on=ON)
    assert refused.value.field == field


def test_days_are_told_once_among_the_submitted_and_a_draft_claims_none():
    check_apart(date(2026, 5, 1), ON, [_report()])
    check_apart(date(2026, 3, 1), ON, [_report(ReportState.DRAFT)])
    for first, last in ((date(2026, 4, 30), ON), (BEGUN, date(2026, 2, 1)), (BEGUN, ON)):
        with pytest.raises(ReportOverlaps):
            check_apart(first, last, [_report()])


def test_a_draft_may_be_empty_and_what_is_submitted_says_what_comes_next():
    assert checked_told(Told(what_next=" "), ON, submitted=False) == Told()
    whole = Told(what_next="Et kort møde", need="less")
    assert checked_told(whole, ON, submitted=True) == whole
    for told, refusal in (
        (Told(need="less"), MissingValue),
        (Told(what_next="Et møde"), MissingValue),
        (Told(what_next="Et møde", need="lots"), UnknownCode),
    ):
        with pytest.raises(refusal):
            checked_told(told, ON, submitted=True)


def test_a_draft_with_a_need_that_does_not_exist_is_refused():
    with pytest.raises(UnknownCode):
        checked_told(Told(need="lots"), ON, submitted=False)


def test_what_is_submitted_is_locked_and_only_that_can_be_reopened():
    check_draft(ReportState.DRAFT)
    check_submitted(ReportState.SUBMITTED)
    with pytest.raises(ReportLocked):
        check_draft(ReportState.SUBMITTED)
    with pytest.raises(ReportNotSubmitted):
        check_submitted(ReportState.DRAFT)


def test_one_draft_of_a_kind_at_a_time():
    check_none_under_way([_report()])
    with pytest.raises(ReportUnderWay):
        check_none_under_way([_report(ReportState.DRAFT)])


@pytest.mark.parametrize(
    ("role", "supported", "kinds"),
    [
        (Role.COORDINATOR, True, [ReportKind.COLLAB]),
        (Role.SUPPORT_WORKER, True, [ReportKind.SUPPORT]),
        (Role.PROJECT_LEAD, True, [ReportKind.COLLAB, ReportKind.SUPPORT]),
        (Role.PROJECT_LEAD, False, [ReportKind.COLLAB]),
        (Role.STEERING_GROUP, True, []),
        (Role.REFERRER, True, []),
        (Role.ADMINISTRATOR, True, []),
    ],
)
def test_each_has_the_report_that_is_theirs_to_write(role, supported, kinds):
    reach = Reach(coordinator_id="me", worker_ids=frozenset({"me"}))
    assert list(own_kinds(person(role, staff_id="me"), reach, supported=supported)) == kinds
    assert own_kinds(person(Role.COORDINATOR, staff_id="other"), reach, supported=True) == ()
