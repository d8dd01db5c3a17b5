"""Caps of the caseloads (R07, R08)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.caseload import (
    AFTERCARE,
    CAPS,
    CapAside,
    CaseloadFull,
    MixedCaseloadFull,
    Workload,
    cap_of,
    check_headroom,
    checked_cap_aside,
    filled,
    free_places,
    limit_for,
)
from core.codes import Method
from core.errors import DatesOutOfOrder, MissingValue
from core.settings import Settings

ON = date(2026, 5, 4)
APART = Settings(mixed_caseload_shared=False)
SCALED = Settings(caps_scaled_by_fte=True)


def load(cti: int = 0, icm: int = 0, fte: float | None = None) -> Workload:
    return Workload("Ida Iversen", {Method.CTI: cti, Method.ICM: icm}, fte)


def replaced(work: Workload, method: Method) -> Workload:
    """The worker with one more."""
    return Workload(work.name, {**work.active, method: work.active[method] + 1}, work.fte)


@pytest.mark.parametrize(
    ("subject", "limit", "hard"),
    [(Method.CTI, 10, True), (Method.ICM, 8, True), (Method.SM, 20, False), (AFTERCARE, 25, False)],
)
def test_the_caps_are_those_of_the_sources(subject: str, limit: int, hard: bool):
    cap = cap_of(subject, ON)
    assert (cap.limit, cap.hard) == (limit, hard)
    assert cap.source


def test_every_subject_has_exactly_one_cap_on_a_day():
    for subject in {cap.subject for cap in CAPS}:
        assert len([cap for cap in CAPS if cap.subject == subject and cap.valid(ON)]) == 1


def test_a_cti_worker_with_nine_can_take_one_more():
    assert free_places(Method.CTI, load(cti=9), Settings(), ON) == 1
    check_headroom(Method.CTI, load(cti=9), Settings(), ON)


def test_a_cti_worker_with_ten_is_full():
    with pytest.raises(CaseloadFull) as refused:
        check_headroom(Method.CTI, load(cti=10), Settings(), ON)
    assert refused.value.field == "worker_id"
    assert refused.value.facts == {
        "worker": "Ida Iversen",
        "method": Method.CTI,
        "active": 10,
        "cap": 10,
    }


def test_an_icm_worker_with_eight_is_full():
    check_headroom(Method.ICM, load(icm=7), Settings(), ON)
    with pytest.raises(CaseloadFull):
        check_headroom(Method.ICM, load(icm=8), Settings(), ON)


def test_a_coordinator_above_twenty_is_not_refused():
    check_headroom(Method.SM, Workload("Karen Kold", {Method.SM: 25}), Settings(), ON)
    assert free_places(Method.SM, Workload("Karen Kold", {Method.SM: 25}), Settings(), ON) == 0


def test_a_worker_with_five_cti_and_four_icm_is_full_where_shares_add_up():
    with pytest.raises(MixedCaseloadFull) as refused:
        check_headroom(Method.CTI, load(cti=5, icm=4), Settings(), ON)
    assert refused.value.facts == {"worker": "Ida Iversen", "cti": 5, "icm": 4}


def test_a_worker_with_five_cti_and_four_icm_has_places_where_each_cap_stands_alone():
    check_headroom(Method.CTI, load(cti=5, icm=4), APART, ON)
    assert free_places(Method.ICM, load(cti=5, icm=4), APART, ON) == 4


def test_a_half_time_worker_has_the_whole_cap_unless_caps_are_scaled():
    assert limit_for(Method.CTI, load(fte=0.5), Settings(), ON) == 10
    assert limit_for(Method.CTI, load(fte=0.5), SCALED, ON) == 5
    with pytest.raises(CaseloadFull):
        check_headroom(Method.CTI, load(cti=5, fte=0.5), SCALED, ON)


def test_a_coordinator_of_aftercare_has_another_recommended_number_in_no_other_method():
    anna = Workload("Anna", {Method.SM: 22}, aftercare=True)
    assert limit_for(Method.SM, anna, Settings(), ON) == 25
    assert free_places(Method.SM, anna, Settings(), ON) == 3
    assert limit_for(Method.CTI, anna, Settings(), ON) == 10


def test_a_caseload_is_filled_by_the_shares_of_both_methods():
    assert filled(Method.CTI, load(cti=5, icm=2), Settings(), ON) == 0.75
    assert filled(Method.CTI, load(cti=5, icm=2), APART, ON) == 0.5
    assert filled(Method.CTI, load(cti=4, fte=0.5), SCALED, ON) == 0.8
    assert filled(Method.ICM, load(icm=0, fte=0), SCALED, ON) == 0
    assert filled(Method.ICM, load(icm=2, fte=0), SCALED, ON) == 1.25


def test_a_worker_of_unknown_hours_counts_as_full_time():
    assert limit_for(Method.ICM, load(fte=None), SCALED, ON) == 8


@given(
    cti=some.integers(0, 12),
    icm=some.integers(0, 10),
    fte=some.one_of(some.none(), some.floats(0, 1)),
    shared=some.booleans(),
    scaled=some.booleans(),
    method=some.sampled_from([Method.CTI, Method.ICM]),
)
def test_whoever_is_not_refused_has_a_free_place_and_stays_inside_the_cap(
    cti: int, icm: int, fte: float | None, shared: bool, scaled: bool, method: Method
):
    settings = Settings(mixed_caseload_shared=shared, caps_scaled_by_fte=scaled)
    work = load(cti, icm, fte)
    free = free_places(method, work, settings, ON)
    try:
        check_headroom(method, work, settings, ON)
    except CaseloadFull:
        assert free == 0
        assert filled(method, replaced(work, method), settings, ON) > 1
    else:
        assert filled(method, replaced(work, method), settings, ON) <= 1
        assert free >= 1
        assert work.active[method] + free <= limit_for(method, work, settings, ON)


def test_a_cap_is_set_aside_with_a_reason_and_a_last_day_only():
    until = date(2026, 6, 4)
    assert checked_cap_aside(CapAside(reason="Ferie", until=until), ON) == ("Ferie", until)
    for aside, field in (
        (CapAside(reason="Ferie"), "cap_until"),
        (CapAside(until=until), "cap_reason"),
    ):
        with pytest.raises(MissingValue) as refused:
            checked_cap_aside(aside, ON)
        assert refused.value.field == field


def test_a_cap_cannot_be_set_aside_until_a_day_that_has_passed():
    with pytest.raises(DatesOutOfOrder):
        checked_cap_aside(CapAside(reason="Ferie", until=date(2026, 5, 3)), ON)
