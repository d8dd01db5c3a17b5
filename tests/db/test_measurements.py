from datetime import date

import pytest

from core.codes import Role, Step
from core.errors import DateInFuture, DatesOutOfOrder, MissingValue, NotFound, WrongStep
from core.measurement import NothingScored
from db import actions, queries
from tests.factories import ON, person, put_case

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD)


def _measure(case, *, by=LEAD, **told):
    values = {"scores": {"crime": 5, "mental_health": 2}, "scored_by": "joint", "measured": ON}
    return actions.measurements.measure(case.id, **{**values, **told}, by=by, on=ON)


def _accepted(**columns):
    return put_case(step=Step.COLLABORATION, referral_date=date(2026, 1, 5), **columns)


def test_the_first_is_the_baseline_and_the_next_a_follow_up():
    case = _accepted()
    _measure(case, measured=date(2026, 2, 1))
    _measure(case)
    kinds = [row.kind for row in queries.measurements.history(case.id, by=LEAD)]
    assert kinds == ["baseline", "follow_up"]


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        ({"scores": {}}, NothingScored),
        ({"scored_by": None}, MissingValue),
        ({"measured": None}, MissingValue),
        ({"measured": date(2026, 5, 5)}, DateInFuture),
        ({"measured": date(2025, 12, 31)}, DatesOutOfOrder),
    ],
)
def test_a_measurement_that_does_not_hold_is_refused_and_nothing_is_written(told, refusal):
    case = _accepted()
    with pytest.raises(refusal):
        _measure(case, **told)
    assert queries.measurements.history(case.id, by=LEAD) == ()


def test_nobody_is_measured_before_the_decision():
    with pytest.raises(WrongStep):
        _measure(put_case(step=Step.ASSESSMENT))


def test_only_who_reaches_the_young_person_measures_and_reads():
    case = _accepted(coordinator_id="other")
    stranger = person(Role.COORDINATOR, staff_id="me")
    with pytest.raises(NotFound):
        _measure(case, by=stranger)
    _measure(case)
    assert queries.measurements.history(case.id, by=stranger) == ()
