"""Every indicator of fidelity, by hand: who counts, from which day, and what is kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import add_months
from core.caseload_months import Held
from core.codes import Combination, Method, Variant
from core.fidelity.of_caseloads import WorkerPractice, within_cap
from core.records.fidelity import AgreementMade
from core.support import PHASES, Phase, Span, cti_phases, planned_end
from tests.factories_fidelity import FIRST, LAST, case, course, held, shares, window

A_DAY = timedelta(days=1)
KEPT, MISSED, NOT_COUNTED = (1, 1), (0, 1), (0, 0)


def after(day, days):
    return day + timedelta(days=days)


# ---------------------------------------------------------------- coordinator


@pytest.mark.parametrize(
    ("start", "found"),
    [(date(2026, 7, 8), KEPT), (date(2026, 7, 9), MISSED), (None, MISSED)],
)
def test_a_coordinator_is_there_within_seven_days_of_the_decision(start, found):
    told = case(decided=date(2026, 7, 1), start=start, coordinated=start is not None)
    assert shares("coordinator_in_time", told) == found


def test_a_coordinator_is_not_asked_for_while_the_days_last():
    told = case(decided=after(LAST, -6), start=None, coordinated=False)
    assert shares("coordinator_in_time", told) == NOT_COUNTED
    assert shares("coordinator_in_time", case(decided=after(LAST, -7), start=None)) == MISSED


def test_whoever_left_before_the_days_had_passed_is_not_counted():
    told = case(decided=FIRST, start=None, end=after(FIRST, 7), coordinated=False)
    assert shares("coordinator_in_time", told) == NOT_COUNTED


# ---------------------------------------------------------------- meetings


def test_three_meetings_are_asked_for_after_twelve_months_only():
    assert shares("three_meetings", case(start=date(2025, 9, 30))) == NOT_COUNTED
    assert shares("three_meetings", case(start=date(2025, 9, 29))) == MISSED


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ((date(2025, 9, 30), date(2026, 1, 5), date(2026, 9, 30)), KEPT),
        ((date(2025, 9, 29), date(2026, 1, 5), date(2026, 9, 30)), MISSED),
        ((date(2026, 1, 5), date(2026, 4, 5), date(2026, 10, 1)), MISSED),
    ],
    ids=["twelve months back to the day", "a day too long ago", "one after the quarter"],
)
def test_the_meetings_of_the_last_twelve_months_count(days, found):
    assert shares("three_meetings", case(start=date(2024, 1, 1), meetings=held(*days))) == found


def test_three_meetings_are_counted_to_the_end_of_a_course_that_ended():
    days = held(date(2025, 8, 1), date(2025, 12, 1), date(2026, 5, 1))
    told = case(start=date(2024, 1, 1), end=date(2026, 7, 31), meetings=days)
    assert shares("three_meetings", told) == KEPT


def test_three_meetings_a_year_are_not_asked_of_variant_u():
    assert shares("three_meetings", case(variant=Variant.U, start=date(2024, 1, 1))) == NOT_COUNTED


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ((date(2026, 4, 1), date(2026, 7, 1), date(2026, 9, 30)), KEPT),
        ((date(2026, 4, 1), date(2026, 7, 2)), MISSED),
        ((date(2026, 6, 30),), KEPT),
        ((date(2026, 6, 29),), MISSED),
        ((), MISSED),
    ],
    ids=["on the last day each time", "a day late", "late tomorrow", "late today", "none"],
)
def test_no_day_of_the_quarter_lies_more_than_three_months_from_a_meeting(days, found):
    assert shares("no_long_gap", case(meetings=held(*days))) == found


def test_a_gap_that_was_over_before_the_quarter_is_not_told_again():
    told = case(start=date(2025, 1, 1), meetings=held(date(2026, 6, 30), date(2026, 9, 1)))
    assert shares("no_long_gap", told) == KEPT


def test_before_the_start_and_after_the_end_there_is_no_gap():
    assert shares("no_long_gap", case(start=date(2026, 8, 1))) == KEPT
    assert shares("no_long_gap", case(end=date(2026, 6, 30))) == NOT_COUNTED
    assert shares("no_long_gap", case(start=after(LAST, 1))) == NOT_COUNTED


BORN = date(2009, 7, 1)
"""Seventeen on the first day of the quarter, 16 a year before; 17½ on 1 January 2027."""


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 4, 1), KEPT),
        (date(2026, 3, 31), MISSED),
        (date(2026, 8, 1), KEPT),
        (date(2026, 8, 2), MISSED),
    ],
)
def test_a_meeting_is_held_from_three_months_before_the_age_to_one_after(day, found):
    born = date(2010, 7, 1)
    told = case(variant=Variant.U, birth_date=born, meetings=held(day))
    assert shares("meetings_at_ages", told) == found


def test_an_age_counts_in_the_quarter_in_which_its_time_has_passed():
    sixteen = {"variant": Variant.U, "birth_date": date(2010, 7, 1)}
    early = window(date(2026, 7, 1), date(2026, 7, 31))
    assert shares("meetings_at_ages", case(**sixteen), within=early) == NOT_COUNTED
    assert shares("meetings_at_ages", case(**sixteen)) == MISSED


def test_ages_before_the_start_other_ages_and_variant_h_are_not_counted():
    born = date(2010, 7, 1)
    late = case(variant=Variant.U, birth_date=born, start=date(2026, 7, 2))
    assert shares("meetings_at_ages", late) == NOT_COUNTED
    assert shares("meetings_at_ages", case(variant=Variant.U, birth_date=BORN)) == NOT_COUNTED
    assert shares("meetings_at_ages", case(birth_date=born)) == NOT_COUNTED
    assert shares("meetings_at_ages", case(variant=Variant.U)) == NOT_COUNTED


def test_the_next_meeting_is_booked_at_the_meeting():
    booked = held(date(2026, 7, 3), next_day=date(2026, 10, 1))
    told = case(meetings=(*booked, *held(date(2026, 8, 3)), *held(date(2026, 6, 30))))
    assert shares("next_meeting_booked", told) == (1, 2)


def test_the_last_meeting_of_a_course_books_none():
    days = held(date(2026, 7, 3))
    assert shares("next_meeting_booked", case(end=date(2026, 10, 3), meetings=days)) == NOT_COUNTED
    assert shares("next_meeting_booked", case(end=date(2026, 10, 4), meetings=days)) == MISSED


# ---------------------------------------------------------------- participation


@pytest.mark.parametrize(
    ("code", "answers", "found"),
    [
        ("young_person_present", {"attended": True}, KEPT),
        ("young_person_present", {"attended": False}, MISSED),
        ("young_person_present", {}, NOT_COUNTED),
        ("young_person_floor", {"attended": True, "floor": True}, KEPT),
        ("young_person_floor", {"attended": True, "floor": False}, MISSED),
        ("young_person_floor", {"attended": False, "floor": False}, NOT_COUNTED),
        ("young_person_floor", {"attended": True}, NOT_COUNTED),
        ("no_meeting_alone", {"alone": False}, KEPT),
        ("no_meeting_alone", {"alone": True}, MISSED),
        ("no_meeting_alone", {}, NOT_COUNTED),
        ("responsible_agreed", {"responsibilities": True, "follow_up": True}, KEPT),
        ("responsible_agreed", {"responsibilities": True, "follow_up": False}, MISSED),
        ("responsible_agreed", {"responsibilities": False}, MISSED),
        ("responsible_agreed", {"responsibilities": True}, NOT_COUNTED),
        ("network_map_used", {"map_exists": True, "map_used": True}, KEPT),
        ("network_map_used", {"map_exists": False}, MISSED),
        ("network_map_used", {"map_exists": True, "map_used": False}, MISSED),
        ("network_map_used", {"map_used": True}, NOT_COUNTED),
    ],
)
def test_what_the_checklist_answers_decides_and_what_it_leaves_open_is_not_counted(
    code, answers, found
):
    assert shares(code, case(meetings=held(FIRST, **answers))) == found
    assert shares(code, case(meetings=held(after(FIRST, -1), **answers))) == NOT_COUNTED


def test_a_pre_meeting_without_the_young_person_counts_against_the_next_meeting():
    days = held(date(2026, 6, 1), date(2026, 7, 20), date(2026, 9, 1), alone=False)
    assert shares("no_meeting_alone", case(meetings=days, alone=(date(2026, 7, 20),))) == (1, 2)
    assert shares("no_meeting_alone", case(meetings=days, alone=(date(2026, 6, 2),))) == (1, 2)
    assert shares("no_meeting_alone", case(meetings=days, alone=(date(2026, 6, 1),))) == (2, 2)
    unanswered = held(date(2026, 7, 20))
    assert shares("no_meeting_alone", case(meetings=unanswered, alone=(FIRST,))) == MISSED


# ---------------------------------------------------------------- agreements, measurements


@pytest.mark.parametrize(
    ("agreement", "found"),
    [
        (AgreementMade(FIRST, "done", after(FIRST, 14)), KEPT),
        (AgreementMade(FIRST, "done", after(FIRST, 15)), MISSED),
        (AgreementMade(FIRST, "done"), KEPT),
        (AgreementMade(FIRST, "not_done"), MISSED),
        (AgreementMade(FIRST, "open"), MISSED),
        (AgreementMade(FIRST, None), MISSED),
        (AgreementMade(after(LAST, -14), "open"), NOT_COUNTED),
        (AgreementMade(after(LAST, -15), "open"), MISSED),
        (AgreementMade(after(LAST, 1), "done", LAST), NOT_COUNTED),
    ],
)
def test_an_agreement_is_kept_when_it_is_done_within_its_days_of_grace(agreement, found):
    assert shares("agreements_kept", case(agreements=(agreement,))) == found


def test_an_agreement_that_was_due_after_the_end_of_the_course_is_not_counted():
    agreement = AgreementMade(date(2026, 8, 1), "open")
    assert shares("agreements_kept", case(agreements=(agreement,), end=FIRST)) == NOT_COUNTED
    assert shares("agreements_kept", case(agreements=(agreement,), end=agreement.due)) == MISSED


@pytest.mark.parametrize(
    ("measured", "found"),
    [
        ((date(2026, 1, 20), date(2026, 4, 20), date(2026, 7, 20)), KEPT),
        ((date(2026, 1, 20), date(2026, 4, 20)), MISSED),
        ((date(2026, 6, 30),), KEPT),
        ((date(2026, 6, 29),), MISSED),
        ((), MISSED),
    ],
)
def test_measurements_are_in_time_on_every_day_of_the_quarter(measured, found):
    assert shares("measured_in_time", case(measured=measured)) == found


def test_the_first_measurement_is_taken_within_a_month_of_the_start():
    start = date(2026, 8, 31)
    assert shares("measured_in_time", case(start=start)) == KEPT
    assert shares("measured_in_time", case(start=after(start, -1))) == KEPT
    assert shares("measured_in_time", case(start=after(start, -2))) == MISSED


def test_the_municipality_sets_how_often_is_measured():
    told = case(measured=(date(2026, 6, 1),))
    assert shares("measured_in_time", told) == MISSED
    assert shares("measured_in_time", told, within=window(measurement_months_h=4)) == KEPT
    other = case(variant=Variant.U, measured=(date(2026, 6, 1),))
    assert shares("measured_in_time", other) == KEPT


def test_the_last_checklist_tells_of_the_chosen_adult_else_the_map_does():
    u = {"variant": Variant.U}
    named, without = held(FIRST, chosen_adult=True), held(after(FIRST, 9), chosen_adult=False)
    assert shares("chosen_adult", case(**u, meetings=named)) == KEPT
    assert shares("chosen_adult", case(**u, meetings=named + without, adult_marked=True)) == MISSED
    assert shares("chosen_adult", case(**u, meetings=held(FIRST), adult_marked=True)) == KEPT
    assert shares("chosen_adult", case(**u)) == MISSED
    assert shares("chosen_adult", case()) == NOT_COUNTED
    assert shares("chosen_adult", case(**u, start=date(2026, 8, 31))) == NOT_COUNTED


# ---------------------------------------------------------------- CTI


def of_course(code, within=None, **told):
    return shares(code, case(support=(course(**told),)), within=within)


def test_cti_starts_with_a_home():
    assert of_course("cti_home", start=FIRST, home_at_start=True) == KEPT
    assert of_course("cti_home", start=FIRST) == MISSED
    assert of_course("cti_home", start=after(FIRST, -1)) == NOT_COUNTED
    assert of_course("cti_home", start=FIRST, method=Method.ICM) == NOT_COUNTED


START = date(2026, 1, 15)
ONE, TWO, THREE = cti_phases(START)
"""They end on 14 April, 14 July and 15 October 2026."""


@pytest.mark.parametrize(
    ("plans", "found"),
    [
        ({Phase.TRY_OUT: after(TWO.first, 14)}, KEPT),
        ({Phase.TRY_OUT: after(TWO.first, 15)}, MISSED),
        ({Phase.TRANSITION: ONE.first, Phase.TRANSFER: TWO.first}, MISSED),
    ],
)
def test_each_phase_has_a_plan_of_its_own_in_time(plans, found):
    assert of_course("cti_phases", start=START, plans=plans) == found


def test_a_phase_counts_when_it_was_lived_through():
    ended = {"start": START, "within": window(date(2026, 6, 1))}
    assert of_course("cti_phases", **ended, end=after(TWO.last, -15)) == NOT_COUNTED
    assert of_course("cti_phases", **ended, end=after(TWO.last, -14)) == MISSED


def test_three_meetings_out_belong_to_the_first_phase():
    first = window(date(2026, 4, 1), date(2026, 6, 30))
    out = (ONE.first, ONE.first, ONE.last)
    assert of_course("cti_community", first, start=START, out=out) == KEPT
    assert of_course("cti_community", first, start=START, out=(*out[:2], TWO.first)) == MISSED
    assert of_course("cti_community", first, start=START, out=out, end=FIRST) == KEPT
    assert of_course("cti_community", start=START, out=out) == NOT_COUNTED


def talks(*counts):
    return tuple(
        after(span.first, place)
        for span, count in zip((ONE, TWO, THREE), counts, strict=True)
        for place in range(count)
    )


@pytest.mark.parametrize(
    ("counts", "found"),
    [((12, 6, 0), KEPT), ((6, 6, 0), KEPT), ((5, 6, 0), MISSED), ((0, 0, 0), MISSED)],
)
def test_contacts_fall_from_phase_to_phase(counts, found):
    """The first phase has 90 days and the second 91, so six and six are a little fewer a day."""
    assert of_course("cti_falling", start=START, talks=talks(*counts)) == found


def test_days_of_a_pause_are_no_days_of_support():
    paused = (Span(TWO.first, after(TWO.first, 59)),)
    assert of_course("cti_falling", start=START, talks=talks(12, 6, 0)) == KEPT
    assert of_course("cti_falling", start=START, talks=talks(12, 6, 0), pauses=paused) == MISSED
    whole = (Span(TWO.first, None),)
    assert of_course("cti_falling", start=START, talks=talks(12, 0, 0), pauses=whole) == NOT_COUNTED


def test_the_hand_over_is_agreed_a_month_before_the_end():
    due = date(2026, 9, 15)
    assert of_course("cti_handover", start=START, handover=due) == KEPT
    assert of_course("cti_handover", start=START, handover=after(due, 1)) == MISSED
    assert of_course("cti_handover", start=START) == MISSED
    assert of_course("cti_handover", start=START, end=after(due, -1)) == NOT_COUNTED
    assert of_course("cti_handover", start=START, end=due) == MISSED


ENDS = planned_end(date(2025, 12, 15))
"""15 September 2026."""


@pytest.mark.parametrize(
    ("days", "reason", "found"),
    [
        (0, "planned", KEPT),
        (-14, "planned", KEPT),
        (-15, "planned", MISSED),
        (-15, "dropped_out", MISSED),
        (-15, "moved_away", NOT_COUNTED),
        (-15, "deceased", NOT_COUNTED),
        (-15, "changed_method", NOT_COUNTED),
        (9, "planned", KEPT),
    ],
)
def test_cti_is_not_stopped_before_its_nine_months(days, reason, found):
    ended = {"start": date(2025, 12, 15), "end": after(ENDS, days), "end_reason": reason}
    assert of_course("cti_no_early_stop", **ended) == found


@pytest.mark.parametrize(
    ("end", "found"),
    [(ENDS, KEPT), (after(ENDS, 1), MISSED), (None, MISSED), (after(ENDS, -1), NOT_COUNTED)],
)
def test_cti_ends_with_its_nine_months(end, found):
    assert of_course("cti_ends_in_time", start=date(2025, 12, 15), end=end) == found


@pytest.mark.parametrize(
    ("code", "method"), [("follow_on_cti", Method.CTI), ("follow_on_icm", Method.ICM)]
)
def test_what_follows_the_support_is_decided_when_it_ends(code, method):
    ended = {"method": method, "end": FIRST, "end_reason": "planned"}
    assert of_course(code, **ended, follow_on="none") == KEPT
    assert of_course(code, **ended) == MISSED
    assert of_course(code, method=method) == NOT_COUNTED
    assert of_course(code, **ended | {"end_reason": "deceased"}) == NOT_COUNTED
    other = Method.ICM if method is Method.CTI else Method.CTI
    assert of_course(code, **ended | {"method": other}) == NOT_COUNTED


# ---------------------------------------------------------------- ICM


@pytest.mark.parametrize(
    ("begins", "found"), [(FIRST, KEPT), (after(FIRST, 14), KEPT), (after(FIRST, 15), MISSED)]
)
def test_icm_begins_within_fourteen_days_of_the_decision(begins, found):
    granted = {"combination": Combination.SM_ICM, "decided": FIRST}
    told = case(**granted, support=(course(Method.ICM, begins),))
    assert shares("icm_start", told) == found


def test_icm_that_was_not_granted_or_is_not_due_is_not_asked_for():
    assert shares("icm_start", case(combination=Combination.SM_CTI, decided=FIRST)) == NOT_COUNTED
    granted = {"combination": Combination.SM_ICM}
    assert shares("icm_start", case(**granted, decided=after(LAST, -13))) == NOT_COUNTED
    assert shares("icm_start", case(**granted, decided=FIRST)) == MISSED
    assert shares("icm_start", case(**granted, decided=FIRST, end=after(FIRST, 14))) == NOT_COUNTED


# ---------------------------------------------------------------- caseloads


def having(count, *, method=Method.CTI, first=date(2026, 1, 1), last=None):
    return tuple(Held("worker", method, first, last) for _ in range(count))


def days_within(held, method=Method.CTI, *, within=None, **told):
    worker = WorkerPractice("worker", "Karen Kold", held, **told)
    seen = list(within_cap(worker, method, within or window()))
    return [(each.kept, each.of, each.granted) for each in seen]


DAYS = 92
"""Of the third quarter."""


@pytest.mark.parametrize(("method", "cap"), [(Method.CTI, 10), (Method.ICM, 8), (Method.SM, 20)])
def test_every_day_of_a_worker_is_within_the_cap_or_over_it(method, cap):
    assert days_within(having(cap, method=method), method) == [(DAYS, DAYS, 0)]
    assert days_within(having(cap + 1, method=method), method) == [(0, DAYS, 0)]
    assert days_within((), method) == []


def test_only_the_days_with_one_too_many_are_over():
    extra = having(1, first=date(2026, 7, 11), last=date(2026, 7, 20))
    assert days_within(having(10) + extra) == [(DAYS - 10, DAYS, 0)]


def test_days_without_young_people_are_no_worker_days():
    assert days_within(having(1, first=date(2026, 9, 1))) == [(30, 30, 0)]


def test_the_shares_of_both_methods_fill_one_caseload_where_that_is_set():
    mixed = having(6) + having(4, method=Method.ICM)
    apart = window(mixed_caseload_shared=False)
    assert days_within(mixed) == [(0, DAYS, 0)]
    assert days_within(mixed, within=apart) == [(DAYS, DAYS, 0)]


def test_part_of_full_time_counts_where_that_is_set():
    assert days_within(having(6), fte=0.5) == [(DAYS, DAYS, 0)]
    assert days_within(having(6), within=window(caps_scaled_by_fte=True), fte=0.5) == [(0, DAYS, 0)]


def test_a_coordinator_of_aftercare_may_have_25():
    assert days_within(having(25, method=Method.SM), Method.SM, aftercare=True) == [(DAYS, DAYS, 0)]


def test_days_with_a_cap_set_aside_are_over_it_and_told_apart():
    aside = (Span(date(2026, 7, 1), date(2026, 7, 5)), Span(date(2026, 7, 4), date(2026, 7, 10)))
    assert days_within(having(11), aside=aside) == [(0, DAYS, 10)]
    assert days_within(having(11), aside=(Span(date(2026, 9, 30), None),)) == [(0, DAYS, 1)]


@given(
    st.lists(
        st.tuples(
            st.dates(date(2026, 6, 1), date(2026, 10, 31)),
            st.integers(0, 90),
            st.sampled_from([Method.CTI, Method.ICM]),
        ),
        max_size=25,
    )
)
def test_the_days_are_those_of_a_count_day_by_day(spans):
    held = tuple(Held("worker", method, day, after(day, length)) for day, length, method in spans)
    kept = of = 0
    for place in range(DAYS):
        day = after(FIRST, place)
        here = [each.method for each in held if each.first <= day <= each.last]
        cti, icm = here.count(Method.CTI), here.count(Method.ICM)
        of += cti > 0
        kept += cti > 0 and 8 * cti + 10 * icm <= 80
    assert days_within(held) == ([(kept, of, 0)] if of else [])


def test_all_phases_are_covered_by_the_examples():
    assert [span.phase for span in (ONE, TWO, THREE)] == list(PHASES)
    assert add_months(START, 9) == planned_end(START)
