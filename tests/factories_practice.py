"""Perfect practice, and for every indicator of fidelity one way to make it worse."""

from dataclasses import replace
from datetime import date, timedelta

from core.calendar import add_months
from core.caseload_months import Held
from core.codes import Combination, Method, Variant
from core.fidelity.measured import Practice
from core.fidelity.of_caseloads import WorkerPractice
from core.records.fidelity import AgreementMade
from tests.factories_fidelity import FIRST, LAST, perfect

LATE = date(2026, 8, 20)
AGREED = AgreementMade(date(2026, 8, 1), "done", date(2026, 8, 1))


def good_practice() -> Practice:
    """Perfect practice in which every indicator has something to be seen in the quarter."""
    cases = [
        perfect(date(2024, 8, 1), LAST),
        perfect(date(2026, 7, 2), LAST, combination=Combination.SM_ICM),
        perfect(date(2026, 7, 3), LAST, combination=Combination.SM_CTI),
        perfect(date(2025, 12, 15), LAST, combination=Combination.SM_CTI),
        perfect(date(2026, 1, 2), LAST, combination=Combination.SM_CTI),
        perfect(date(2025, 8, 20), LAST, variant=Variant.U, birth_date=date(2010, 7, 15)),
    ]
    ended = perfect(date(2026, 2, 1), LAST, combination=Combination.SM_ICM)
    gave = replace(ended.support[0], end=LATE, end_reason="planned", follow_on="section_85")
    cases.append(replace(ended, support=(gave,)))
    first = perfect(date(2026, 5, 4), LAST, combination=Combination.SM_CTI)
    cases.append(first)
    workers = [
        WorkerPractice(name, name, tuple(Held(name, method, FIRST, None) for _ in range(cap)))
        for name, method, cap in (
            ("a", Method.SM, 20),
            ("b", Method.CTI, 10),
            ("c", Method.ICM, 8),
        )
    ]
    cases = [replace(each, id=str(place), agreements=(AGREED,)) for place, each in enumerate(cases)]
    return Practice(cases, workers)


def each_case(worse):
    """Practice in which every case is made worse."""
    return lambda good: Practice([worse(case) for case in good.cases], good.workers)


def answered(**answers):
    return each_case(
        lambda case: replace(
            case, meetings=tuple(replace(each, **answers) for each in case.meetings)
        )
    )


def given_in(method, change):
    """The same for every course of the method; `change` gives what is other in it."""
    return each_case(
        lambda case: replace(
            case,
            support=tuple(
                replace(each, **change(each)) if each.method is method else each
                for each in case.support
            ),
        )
    )


def in_cti(**told):
    return given_in(Method.CTI, lambda _: told)


def ended_later(days):
    def change(course):
        return {"end": course.end + timedelta(days=days)} if course.end else {}

    return given_in(Method.CTI, change)


def first_case(**told):
    """The first case has been in its course for more than a year."""
    return lambda good: Practice([replace(good.cases[0], **told), *good.cases[1:]], good.workers)


def met(*days):
    like = perfect(date(2024, 8, 1), LAST).meetings[0]
    return tuple(replace(like, day=day) for day in days)


def sixteen_at_the_start(case):
    """The first meeting is in time, and later than a month after the age."""
    if case.variant is Variant.H:
        return case
    begun = date(2026, 7, 10)
    measured_on = (date(2026, 8, 1),)
    return replace(
        case,
        start=begun,
        decided=begun,
        birth_date=date(2010, 7, 10),
        meetings=met(date(2026, 9, 1)),
        measured=measured_on,
    )


def ever_more(course):
    """Two contacts on every other day from the second phase on, four from the third."""
    second, third = add_months(course.start, 3), add_months(course.start, 6)
    more = [
        first + timedelta(days=place)
        for first, times in ((second, 2), (third, 4))
        for place in range(0, 90, 2)
        for _ in range(times)
    ]
    return {"talks": (*course.talks, *more)}


def one_more(method):
    """The worker of the method has one more."""

    def worse(good):
        workers = [
            replace(each, held=(*each.held, each.held[0]))
            if each.held[0].method is method
            else each
            for each in good.workers
        ]
        return Practice(good.cases, workers)

    return worse


BAD = {
    "coordinator_in_time": each_case(
        lambda case: (
            replace(case, decided=case.start - timedelta(days=8))
            if case.combination is Combination.SM_CTI
            else case
        )
    ),
    "coordinator_caseload": one_more(Method.SM),
    "three_meetings": first_case(meetings=met(date(2026, 6, 30), date(2026, 9, 1))),
    "no_long_gap": first_case(meetings=met(*(date(2026, month, 20) for month in range(1, 6)))),
    "meetings_at_ages": each_case(sixteen_at_the_start),
    "next_meeting_booked": answered(next_day=None),
    "young_person_present": answered(attended=False),
    "young_person_floor": answered(floor=False),
    "no_meeting_alone": answered(alone=True),
    "responsible_agreed": answered(follow_up=False),
    "agreements_kept": first_case(agreements=(replace(AGREED, status="not_done"),)),
    "measured_in_time": each_case(lambda case: replace(case, measured=())),
    "network_map_used": answered(map_used=False),
    "chosen_adult": answered(chosen_adult=False),
    "cti_home": in_cti(home_at_start=False),
    "cti_caseload": one_more(Method.CTI),
    "cti_phases": in_cti(plans={}),
    "cti_community": in_cti(out=()),
    "cti_falling": given_in(Method.CTI, ever_more),
    "cti_handover": in_cti(handover=None),
    "cti_no_early_stop": ended_later(-20),
    "cti_ends_in_time": ended_later(9),
    "follow_on_cti": in_cti(follow_on=None),
    "icm_start": given_in(Method.ICM, lambda course: {"start": course.start + timedelta(days=15)}),
    "icm_caseload": one_more(Method.ICM),
    "follow_on_icm": given_in(Method.ICM, lambda _: {"follow_on": None}),
}
"""For every indicator a way to make practice worse that none of the others looks at."""
