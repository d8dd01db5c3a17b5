"""Who is away, who stands in, and how far that goes."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.absences import (
    TOLD_AHEAD,
    AbsenceBegun,
    AbsencesOverlap,
    AbsenceTold,
    DeputyAway,
    OwnDeputy,
    check_may_plan,
    check_not_begun,
    checked_absence,
    covered,
    may_plan,
    uncovered,
)
from core.codes import Role
from core.errors import DatesOutOfOrder, MissingValue, NotAllowed, UnknownCode
from core.records.absences import Absence
from tests.factories import person

ON = date(2026, 5, 4)
A_DAY = timedelta(days=1)


def absence(staff_id="ida", first=ON, last=ON + 6 * A_DAY, deputy_id="per", **told) -> Absence:
    return Absence(
        id=told.pop("id", f"{staff_id} {first}"),
        version=1,
        staff_id=staff_id,
        name=staff_id.title(),
        from_date=first,
        to_date=last,
        kind="holiday",
        deputy_id=deputy_id,
        deputy_name=deputy_id.title() if deputy_id else None,
        **told,
    )


def told(**values) -> AbsenceTold:
    return AbsenceTold(
        **{
            "from_date": ON,
            "to_date": ON + 6 * A_DAY,
            "kind": "holiday",
            "deputy_id": "per",
            **values,
        }
    )


def check(asked: AbsenceTold, *known: Absence, but=None):
    return checked_absence(asked, staff_id="ida", known=known, on=ON, but=but)


def test_an_absence_holds_its_days_its_kind_and_its_deputy():
    checked = check(told())
    assert (checked.from_date, checked.to_date) == (ON, ON + 6 * A_DAY)
    assert (checked.kind, checked.deputy_id) == ("holiday", "per")
    assert check(told(deputy_id=None)).deputy_id is None


@pytest.mark.parametrize(
    ("refusal", "field", "values"),
    [
        (MissingValue, "from_date", {"from_date": None}),
        (MissingValue, "to_date", {"to_date": None}),
        (MissingValue, "kind", {"kind": None}),
        (UnknownCode, "kind", {"kind": "illness"}),
        (DatesOutOfOrder, "to_date", {"to_date": ON - A_DAY}),
        (OwnDeputy, "deputy_id", {"deputy_id": "ida"}),
    ],
)
def test_what_does_not_hold_is_refused_at_its_field(refusal, field, values):
    with pytest.raises(refusal) as refused:
        check(told(**values))
    assert refused.value.field == field


def test_nobody_is_away_twice_on_one_day_but_may_correct_the_absence_itself():
    other = absence(first=ON + 6 * A_DAY, last=ON + 9 * A_DAY)
    with pytest.raises(AbsencesOverlap) as refused:
        check(told(), other)
    assert refused.value.facts == {"first": other.from_date, "last": other.to_date}
    check(told(), other, but=other.id)
    check(told(to_date=ON + 5 * A_DAY), other)


def test_who_is_away_on_any_of_the_days_cannot_be_the_deputy():
    away = absence("per", first=ON + 6 * A_DAY, last=ON + 9 * A_DAY, deputy_id=None)
    with pytest.raises(DeputyAway) as refused:
        check(told(), away)
    assert refused.value.facts["name"] == "Per"
    check(told(to_date=ON + 5 * A_DAY), away)


@given(first=some.integers(-5, 5), length=some.integers(0, 5), asked=some.integers(-12, 12))
def test_a_deputy_covers_on_both_days_and_between_and_on_no_other(first, length, asked):
    begins = ON + first * A_DAY
    ends, day = begins + length * A_DAY, ON + asked * A_DAY
    found = covered([absence(first=begins, last=ends)], day)
    assert found == ({"per": {"ida"}} if begins <= day <= ends else {})


def test_standing_in_goes_no_further_than_one_step():
    both = [absence("ida", deputy_id="per"), absence("per", deputy_id="ole")]
    assert covered(both, ON) == {"per": {"ida"}, "ole": {"per"}}


def test_one_deputy_covers_several():
    both = [absence("ida"), absence("eva")]
    assert covered(both, ON) == {"per": {"ida", "eva"}}


def test_nobody_stands_in_where_none_is_named_or_the_deputy_is_away_or_has_no_account():
    nobody = absence("eva", deputy_id=None)
    away = [absence("ida", deputy_id="per"), absence("per", first=ON + A_DAY, deputy_id="ole")]
    locked_out = absence("tom", deputy_signs_in=False)
    found = uncovered([nobody, *away, locked_out], ON)
    assert {each.staff_id for each in found} == {"eva", "ida", "tom"}


def test_a_deputys_absence_that_is_over_leaves_the_rest_covered():
    last_week = absence("per", first=ON - 7 * A_DAY, last=ON - A_DAY, deputy_id=None)
    long = absence("ida", first=ON - 9 * A_DAY, last=ON + 9 * A_DAY)
    assert uncovered([last_week, long], ON) == ()


def test_a_missing_deputy_is_told_of_two_weeks_ahead_and_not_afterwards():
    ahead = absence(first=ON + TOLD_AHEAD, last=ON + TOLD_AHEAD + A_DAY, deputy_id=None)
    assert uncovered([ahead], ON) == (ahead,)
    assert uncovered([ahead], ON - A_DAY) == ()
    assert uncovered([ahead], ahead.to_date) == (ahead,)
    assert uncovered([ahead], ahead.to_date + A_DAY) == ()


def test_everybody_plans_their_own_absence_and_a_project_leader_everybodys():
    ida = person(Role.SUPPORT_WORKER, staff_id="ida")
    assert may_plan(ida, "ida")
    assert may_plan(person(Role.PROJECT_LEAD), "ida")
    for other in (person(Role.REFERRER, staff_id="ida"), person(Role.ADMINISTRATOR)):
        with pytest.raises(NotAllowed):
            check_may_plan(other, "ida")


def test_a_deputy_cannot_lengthen_the_absence_that_gives_the_access():
    deputy = person(Role.COORDINATOR, staff_id="per", covers=frozenset({"ida"}))
    with pytest.raises(NotAllowed):
        check_may_plan(deputy, "ida")


def test_only_an_absence_that_lies_ahead_is_taken_back():
    check_not_begun(absence(first=ON + A_DAY), ON)
    with pytest.raises(AbsenceBegun):
        check_not_begun(absence(first=ON), ON)
