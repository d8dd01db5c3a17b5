"""What each phase of CTI asks for, by the day: plans, meetings, intensity, closing, and pauses."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from core.calendar import add_months
from core.codes import Method
from core.cti import (
    FOCUS,
    PHASE_MUSTS,
    ClosingTold,
    FocusAreasOutside,
    LaterPhaseClosed,
    Part,
    PhaseClosed,
    PhaseNotBegun,
    PhaseNotClosed,
    PhaseStillRuns,
    PlanTold,
    check_not_closed,
    checked_closing,
    checked_opening,
    checked_plan,
    closes_from,
)
from core.cti_progress import (
    PartState,
    Stands,
    contact_span,
    counted,
    course_spans,
    part_line,
    paused_days,
    progress,
)
from core.errors import DateInFuture, DatesOutOfOrder, MissingValue, UnknownCode
from core.records.cti import ContactBuilding, Met, PhasePlan, SupportFile
from core.records.support import Pause, SupportCourse
from core.support import PHASES, Phase, cti_phases, planned_end

START = date(2026, 3, 2)
A_DAY = timedelta(days=1)
FIRST, SECOND, THIRD = cti_phases(START)
NOBODY = ContactBuilding(None, None, None, None)
COURSE = SupportCourse(
    id="course",
    version=1,
    method=Method.CTI,
    worker_id="w",
    worker_name="Ida Iversen",
    start_date=START,
    end_date=None,
    end_reason=None,
    follow_on_support=None,
    follow_on_note=None,
    handover_agreed_date=None,
    pauses=(),
    changes=(),
    overrides=(),
)
starts = some.dates(date(2014, 1, 1), date(2060, 12, 31))


def file_of(*met: Met, plans=(), building=NOBODY) -> SupportFile:
    return SupportFile(building, tuple(plans), tuple(met), (), (), ())


def seen(on, *met, course=COURSE, plans=()):
    file = file_of(*met, plans=plans)
    spans = course_spans(course, NOBODY, on=on)
    return {each.span.phase: each for each in progress(course, file, spans, on)}


def part(phases, phase, part):
    return next(line for line in phases[phase].parts if line.part is part)


def talk(day):
    return counted(day, "direct_contact", "phone", None, None)


def visit(day, *, network=False):
    return counted(day, "direct_contact", "face_to_face", "home", network)


def plan(phase, **changes):
    told = PhasePlan("p", 1, "course", phase, None, (), None, None, None)
    return replace(told, **changes)


# ---------------------------------------------------------------- the table


def test_every_row_says_its_source_and_belongs_to_a_phase():
    assert all(row.source and row.phases and row.least >= 1 for row in PHASE_MUSTS)
    assert {row.part for row in PHASE_MUSTS} == set(Part)


@given(starts)
def test_what_a_phase_asks_for_is_due_inside_the_phase(start):
    for span in cti_phases(start):
        for row in PHASE_MUSTS:
            if span.phase in row.phases:
                assert span.first < row.due(span) <= span.last


@pytest.mark.parametrize(
    ("start", "plan_due", "month_due", "phase_ends"),
    [
        (date(2026, 1, 31), date(2026, 2, 14), date(2026, 2, 28), date(2026, 4, 29)),
        (date(2027, 11, 30), date(2027, 12, 14), date(2027, 12, 30), date(2028, 2, 28)),
        (date(2028, 2, 29), date(2028, 3, 14), date(2028, 3, 29), date(2028, 5, 28)),
        (date(2027, 5, 31), date(2027, 6, 14), date(2027, 6, 30), date(2027, 8, 30)),
    ],
)
def test_the_days_of_the_first_phase_at_the_ends_of_months(start, plan_due, month_due, phase_ends):
    first = cti_phases(start)[0]
    dues = {row.part: row.due(first) for row in PHASE_MUSTS if first.phase in row.phases}
    assert dues[Part.PLAN] == plan_due
    assert dues[Part.FIRST_MONTH] == month_due
    assert dues[Part.OUT] == dues[Part.NETWORK] == dues[Part.CLOSING] == phase_ends


def test_the_hand_over_is_asked_for_in_the_third_phase_a_month_before_the_end():
    row = next(row for row in PHASE_MUSTS if row.part is Part.HANDOVER)
    assert row.phases == (Phase.TRANSFER,)
    assert row.due(cti_phases(date(2027, 6, 30))[2]) == date(2028, 2, 29)


# ---------------------------------------------------------------- the state of one thing


@given(starts, some.lists(some.integers(0, 400), max_size=6), some.integers(0, 400))
@settings(max_examples=60)
def test_a_thing_is_met_exactly_where_enough_days_are_told(start, days, gone):
    span, on = cti_phases(start)[0], start + timedelta(days=gone)
    row = next(row for row in PHASE_MUSTS if row.part is Part.OUT)
    told = sorted(start + timedelta(days=day) for day in days)
    line = part_line(row, span, told, on)
    assert (line.state in {PartState.MET, PartState.MET_LATE}) == (len(told) >= row.least)
    if line.met_on is None:
        assert line.state is (PartState.MISSING if on > line.due else PartState.DUE)


def test_a_plan_is_in_time_on_its_last_day_and_too_late_the_day_after():
    due = START + timedelta(days=14)
    for made, state in ((due, PartState.MET), (due + A_DAY, PartState.MET_LATE)):
        phases = seen(THIRD.last, plans=[plan(Phase.TRANSITION, made_date=made)])
        assert part(phases, Phase.TRANSITION, Part.PLAN).state is state


def test_what_is_not_done_is_due_until_its_day_and_missing_from_the_next():
    line = part(seen(FIRST.last), Phase.TRANSITION, Part.CLOSING)
    assert (line.state, line.due) == (PartState.DUE, FIRST.last)
    line = part(seen(SECOND.first), Phase.TRANSITION, Part.CLOSING)
    assert line.state is PartState.MISSING


def test_a_course_that_ended_leaves_missing_what_it_did_not_reach():
    ended = replace(COURSE, end_date=FIRST.first + timedelta(days=20))
    line = part(seen(FIRST.last, course=ended), Phase.TRANSITION, Part.OUT)
    assert line.state is PartState.MISSING


def test_a_guide_is_told_and_never_missing():
    line = part(seen(THIRD.last), Phase.TRANSITION, Part.FIRST_MONTH)
    assert line.state is PartState.GUIDE


# ---------------------------------------------------------------- meetings


def test_three_meetings_out_are_reached_on_the_day_of_the_third():
    days = [START + timedelta(days=n) for n in (3, 9, 20, 30)]
    phases = seen(FIRST.last, *map(visit, days))
    line = part(phases, Phase.TRANSITION, Part.OUT)
    assert (line.state, line.found, line.met_on) == (PartState.MET, 4, days[2])


def test_a_meeting_after_the_phase_does_not_count_for_it():
    met = [visit(START), visit(START + A_DAY), visit(SECOND.first)]
    line = part(seen(THIRD.first, *met), Phase.TRANSITION, Part.OUT)
    assert (line.state, line.found) == (PartState.MISSING, 2)


def test_a_meeting_of_tomorrow_is_not_counted_today():
    phases = seen(START, visit(START), visit(START + A_DAY))
    assert part(phases, Phase.TRANSITION, Part.OUT).found == 1


@pytest.mark.parametrize(
    ("contact", "talks", "out", "network"),
    [
        (("direct_contact", "face_to_face", "home", None), True, True, False),
        (("direct_contact", "face_to_face", "community", True), True, True, True),
        (("direct_contact", "face_to_face", "office", True), True, False, True),
        (("direct_contact", "phone", None, True), True, False, False),
        (("coordination", "face_to_face", "home", True), False, False, True),
        (("coordination", None, None, True), False, False, False),
        (("driving", None, None, None), False, False, False),
    ],
)
def test_what_a_contact_counts_as(contact, talks, out, network):
    assert counted(START, *contact) == Met(START, talks, out, network)


# ---------------------------------------------------------------- intensity


def test_more_contacts_a_week_than_in_the_phase_before_are_flagged():
    first = [talk(FIRST.first + timedelta(days=14 * n)) for n in range(6)]
    second = [talk(SECOND.first + timedelta(days=7 * n)) for n in range(8)]
    phases = seen(SECOND.last, *first, *second)
    assert [phases[phase].rising for phase in PHASES] == [False, True, False]
    fewer = [talk(SECOND.first + timedelta(days=20 * n)) for n in range(4)]
    assert not seen(SECOND.last, *first, *fewer)[Phase.TRY_OUT].rising


def test_intensity_is_not_judged_before_four_weeks_of_the_phase():
    early = [talk(SECOND.first + timedelta(days=n)) for n in range(20)]
    soon = SECOND.first + timedelta(days=26)
    assert not seen(soon, talk(START), *early)[Phase.TRY_OUT].rising
    assert seen(soon + A_DAY, talk(START), *early)[Phase.TRY_OUT].rising


def test_days_in_a_pause_are_no_days_with_support():
    met = [talk(START + timedelta(days=7 * n)) for n in range(4)]
    on = START + timedelta(days=55)
    paused = Pause("p", 1, START + timedelta(days=28), on, "admitted", None)
    assert seen(on, *met)[Phase.TRANSITION].per_week * 2 == 1
    phase = seen(on, *met, course=replace(COURSE, pauses=(paused,)))[Phase.TRANSITION]
    assert (phase.paused_days, phase.per_week) == (28, 1)


@given(starts, some.integers(1, 200), some.integers(0, 120))
@settings(max_examples=60)
def test_a_pause_moves_no_day(start, after, length):
    first = start + timedelta(days=after)
    pause = Pause("p", 1, first, first + timedelta(days=length), "custody", None)
    still = replace(COURSE, start_date=start)
    paused = replace(still, pauses=(pause,))
    days = [
        [(each.span, [line.due for line in each.parts]) for each in seen(start, course=c).values()]
        for c in (still, paused)
    ]
    assert days[0] == days[1]
    assert days[1][-1][0].last == planned_end(start)


@given(some.lists(some.tuples(some.integers(0, 300), some.integers(0, 60)), max_size=4))
def test_paused_days_of_the_phases_add_up_to_those_of_the_whole(lengths):
    pauses = [
        Pause("p", 1, START + timedelta(days=at), START + timedelta(days=at + days), "away", None)
        for at, days in lengths
    ]
    whole = paused_days(pauses, FIRST.first, THIRD.last)
    parts = sum(paused_days(pauses, span.first, span.last) for span in (FIRST, SECOND, THIRD))
    assert whole == parts


def test_the_guide_is_weekly_then_every_other_week_then_monthly():
    assert seen(START)[Phase.TRANSITION].next_contact == START + timedelta(days=7)
    day = SECOND.first + timedelta(days=3)
    assert seen(day, talk(day))[Phase.TRY_OUT].next_contact == day + timedelta(days=14)
    day = THIRD.first + timedelta(days=3)
    assert seen(day, talk(day))[Phase.TRANSFER].next_contact == add_months(day, 1)


def test_no_contact_is_asked_for_in_a_pause_and_the_guide_goes_on_from_its_end():
    first, last = START + timedelta(days=10), START + timedelta(days=20)
    course = replace(COURSE, pauses=(Pause("p", 1, first, last, "admitted", None),))
    assert seen(last, course=course)[Phase.TRANSITION].next_contact is None
    after = seen(last + A_DAY, course=course)[Phase.TRANSITION]
    assert after.next_contact == last + timedelta(days=7)


def test_where_a_phase_lies():
    phases = seen(SECOND.first)
    assert [phases[phase].stands for phase in PHASES] == [Stands.OVER, Stands.NOW, Stands.AHEAD]


# ---------------------------------------------------------------- contact building


def test_contact_building_runs_from_the_decision_to_the_day_before_the_start():
    granted = ContactBuilding(date(2026, 2, 1), None, None, None)
    span = contact_span(granted, START, after=None, on=START)
    assert (span.first, span.last) == (date(2026, 2, 1), START - A_DAY)
    assert course_spans(COURSE, granted, on=START)[0].phase is Phase.CONTACT
    named = replace(granted, since=date(2026, 2, 10))
    assert contact_span(named, START, after=None, on=START).first == date(2026, 2, 10)


def test_without_days_before_the_start_there_is_no_contact_building():
    for granted in (None, START):
        building = ContactBuilding(granted, None, None, None)
        assert contact_span(building, START, after=None, on=START) is None


def test_contact_building_does_not_reach_back_into_an_earlier_course():
    building = ContactBuilding(date(2025, 1, 1), None, None, None)
    span = contact_span(building, START, after=date(2026, 2, 20), on=START)
    assert span.first == date(2026, 2, 21)


# ---------------------------------------------------------------- what is typed

TOLD = PlanTold(made_date=START, focus_areas=("housing", "economy"), plan=" Indskud og møbler ")


def test_a_plan_is_cleaned_and_an_area_counts_once():
    checked = checked_plan(replace(TOLD, focus_areas=("housing", "housing")), FIRST, START)
    assert (checked.focus_areas, checked.plan) == (("housing",), "Indskud og møbler")


@pytest.mark.parametrize(
    ("refusal", "changes"),
    [
        (FocusAreasOutside, {"focus_areas": ()}),
        (FocusAreasOutside, {"focus_areas": ("housing", "economy", "network", "substance_use")}),
        (UnknownCode, {"focus_areas": ("weather",)}),
        (MissingValue, {"plan": " "}),
        (MissingValue, {"made_date": None}),
        (DateInFuture, {"made_date": START + A_DAY}),
        (PhaseNotBegun, {"made_date": START - timedelta(days=15)}),
    ],
)
def test_a_plan_that_does_not_hold_is_refused(refusal, changes):
    with pytest.raises(refusal):
        checked_plan(replace(TOLD, **changes), FIRST, START)


def test_each_phase_has_one_to_three_focus_areas_and_contact_building_may_have_none():
    assert {phase: FOCUS[phase] for phase in PHASES} == dict.fromkeys(PHASES, (1, 3))
    building = contact_span(
        ContactBuilding(date(2026, 2, 1), None, None, None), START, after=None, on=START
    )
    checked_plan(replace(TOLD, focus_areas=(), made_date=date(2026, 2, 3)), building, START)


CLOSING = ClosingTold(closed_date=FIRST.last, closing_note="Det gik.")


@pytest.mark.parametrize(
    ("refusal", "changes", "made"),
    [
        (PhaseStillRuns, {"closed_date": FIRST.last - timedelta(days=15)}, None),
        (DatesOutOfOrder, {}, FIRST.last + A_DAY),
        (MissingValue, {"closing_note": None}, None),
        (DateInFuture, {"closed_date": SECOND.last}, None),
    ],
)
def test_a_closing_that_does_not_hold_is_refused(refusal, changes, made):
    with pytest.raises(refusal):
        checked_closing(replace(CLOSING, **changes), FIRST, made, SECOND.first)


def test_a_phase_is_closed_from_two_weeks_before_its_end():
    earliest = FIRST.last - timedelta(days=14)
    assert closes_from(FIRST) == earliest
    checked_closing(replace(CLOSING, closed_date=earliest), FIRST, None, FIRST.last)


def test_the_plan_of_a_closed_phase_stands():
    check_not_closed(Phase.TRY_OUT, None)
    with pytest.raises(PhaseClosed):
        check_not_closed(Phase.TRY_OUT, START)


@given(phase=some.sampled_from(Phase), closed=some.sets(some.sampled_from(Phase)))
def test_only_the_last_phase_that_is_closed_is_opened_again(phase, closed):
    order = list(Phase)
    if phase not in closed:
        with pytest.raises(PhaseNotClosed):
            checked_opening(phase, closed, "Forkert fase")
    elif phase is max(closed, key=order.index):
        assert checked_opening(phase, closed, " Forkert fase ") == "Forkert fase"
        with pytest.raises(MissingValue):
            checked_opening(phase, closed, " ")
    else:
        with pytest.raises(LaterPhaseClosed):
            checked_opening(phase, closed, "Forkert fase")
