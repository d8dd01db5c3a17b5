"""The table of duties: what has to be done in a case, by which rule, and the last day for it.

A duty looks at what is recorded, never at today, so that what is late stays late until somebody
does something about it.
"""

from datetime import date, timedelta

from core.codes import Combination, Step, Variant
from core.duties_of_homes import DUTIES_OF_HOMES
from core.duty import Duty, add_months, birthday
from core.eligibility import AGES
from core.milestones import MILESTONES
from core.pathway import ACCEPTED_STEPS
from core.records.overview import CaseFacts, DueKind
from core.settings import Settings, interval
from core.support import handover_due, planned_end
from core.support_duties import SUPPORT_ROWS

MEETING_GAP = 3
"""Months between two network meetings at the most (report 2017 section 6.3)."""
MEETINGS_A_YEAR = 3
"""Network meetings in any twelve months, variant H (guide 2018 p. 10)."""
MEETING_AGES = (192, 210, 222)
"""Ages with a fixed meeting in variant U, in months: 16, 17½ and 18½ years (report 2017, 3.1)."""
MEETING_AGE_EARLY = 3
"""A meeting held up to so many months before the age counts for it; not in the sources."""
BASELINE_MONTHS = 1
"""The first measurement is taken within a month of the start; the sources say «at the start»."""
TAKE_UP_DAYS, ACUTE_DAYS, DECISION_DAYS, COORDINATOR_DAYS, SUPPORT_DAYS = 7, 1, 28, 7, 14
"""How long something may wait; the sources only say «quickly»."""


def _take_up(facts: CaseFacts, _: Settings) -> date:
    return facts.referral_date + timedelta(days=ACUTE_DAYS if facts.acute else TAKE_UP_DAYS)


def _decision(facts: CaseFacts, _: Settings) -> date:
    return (facts.taken_up_date or facts.referral_date) + timedelta(days=DECISION_DAYS)


def _coordinator(facts: CaseFacts, _: Settings) -> date | None:
    if facts.reach.coordinator_id is not None:
        return None
    return (facts.decision_date or facts.begun) + timedelta(days=COORDINATOR_DAYS)


def _home(facts: CaseFacts, _: Settings) -> date | None:
    waits = facts.combination is Combination.SM_CTI and facts.home_since is None
    return facts.decision_date or facts.begun if waits and not facts.supported else None


def _support_start(facts: CaseFacts, _: Settings) -> date | None:
    if facts.supported or facts.combination not in {Combination.SM_CTI, Combination.SM_ICM}:
        return None
    granted = facts.decision_date or facts.begun
    if facts.combination is Combination.SM_CTI:
        if facts.home_since is None:
            return None
        granted = max(granted, facts.home_since)
    return granted + timedelta(days=SUPPORT_DAYS)


def _meeting_planned(facts: CaseFacts, _: Settings) -> date | None:
    return facts.next_meeting


def _meeting_gap(facts: CaseFacts, _: Settings) -> date:
    return add_months(max(facts.last_meeting or facts.begun, facts.begun), MEETING_GAP)


def _meeting_year(facts: CaseFacts, _: Settings) -> date:
    """The last day of the twelve months that still hold three meetings, once a year has passed."""
    return add_months(max(facts.third_last_meeting or facts.begun, facts.begun), 12)


def _meeting_age(facts: CaseFacts, _: Settings) -> date | None:
    """The first fixed age since the start without its meeting; a later one makes it up."""
    if facts.birth_date is None:
        return None
    for months in MEETING_AGES:
        reached = add_months(facts.birth_date, months)
        counts_from = add_months(reached, -MEETING_AGE_EARLY)
        held = facts.last_meeting is not None and facts.last_meeting >= counts_from
        if reached >= facts.begun and not held:
            return reached
    return None


def _professionals_only(facts: CaseFacts, _: Settings) -> date | None:
    return facts.professionals_only


def _measurement(facts: CaseFacts, settings: Settings) -> date:
    if facts.last_measurement is None:
        return add_months(facts.begun, BASELINE_MONTHS)
    return add_months(facts.last_measurement, interval(settings, facts.variant))


def _report_collab(facts: CaseFacts, settings: Settings) -> date | None:
    if not settings.individual_reports:
        return None
    months = interval(settings, facts.variant)
    return add_months(max(facts.last_report_collab or facts.begun, facts.begun), months)


def _report_support(facts: CaseFacts, settings: Settings) -> date | None:
    begun = facts.support_since
    if begun is None or not settings.individual_reports:
        return None
    months = interval(settings, facts.variant)
    return add_months(max(facts.last_report_support or begun, begun), months)


def _agreement(facts: CaseFacts, _: Settings) -> date | None:
    return facts.agreement_due


def _reminder(facts: CaseFacts, _: Settings) -> date | None:
    return facts.reminder_due


def _cti_end(facts: CaseFacts, _: Settings) -> date | None:
    return planned_end(facts.cti_start) if facts.cti_start else None


def _cti_handover(facts: CaseFacts, _: Settings) -> date | None:
    agreed = facts.handover_agreed_date is not None
    return handover_due(facts.cti_start) if facts.cti_start and not agreed else None


def _too_old(facts: CaseFacts, _: Settings) -> date | None:
    reached = birthday(facts, (AGES[facts.variant].most + 1) * 12)
    return reached - timedelta(days=1) if reached else None


def _too_young(facts: CaseFacts, _: Settings) -> date | None:
    return facts.referral_date if facts.birth_date else None


def _old_enough(facts: CaseFacts, _: Settings) -> date | None:
    return birthday(facts, AGES[facts.variant].least * 12)


_H, _U = frozenset({Variant.H}), frozenset({Variant.U})
_BEFORE_SUPPORT = frozenset({Step.START_UP, Step.COLLABORATION})
_ASKED = frozenset({Step.REFERRED, Step.ASSESSMENT}) | ACCEPTED_STEPS
_GUIDE, _REPORT = "guide 2018", "report 2017"

DUTIES = (
    Duty(
        DueKind.TAKE_UP,
        "take_up",
        "step 1",
        f"{_GUIDE} p. 12; days: practice",
        _take_up,
        frozenset({Step.REFERRED}),
    ),
    Duty(
        DueKind.DECISION,
        "decision",
        "step 2",
        f"{_GUIDE} p. 22; days: practice",
        _decision,
        frozenset({Step.ASSESSMENT}),
    ),
    Duty(
        DueKind.COORDINATOR,
        "coordinator",
        "step 3",
        f"{_GUIDE} p. 12; days: practice",
        _coordinator,
    ),
    Duty(DueKind.HOME, "home", "R04", f"{_GUIDE} p. 11", _home, _BEFORE_SUPPORT),
    Duty(
        DueKind.SUPPORT_START,
        "support_start",
        "step 4",
        f"{_GUIDE} p. 12; days: practice",
        _support_start,
        _BEFORE_SUPPORT,
    ),
    Duty(
        DueKind.MEETING,
        "meeting_planned",
        "R09",
        "the team's own agreement",
        _meeting_planned,
    ),
    Duty(DueKind.MEETING, "meeting_gap", "R09", f"{_REPORT} section 6.3", _meeting_gap),
    Duty(DueKind.MEETING, "meeting_year", "R09", f"{_GUIDE} p. 10", _meeting_year, variants=_H),
    Duty(
        DueKind.MEETING,
        "meeting_age",
        "R09",
        f"{_REPORT} section 3.1",
        _meeting_age,
        variants=_U,
        shown_before=3,
    ),
    Duty(
        DueKind.PROFESSIONALS_ONLY,
        "professionals_only",
        "R10",
        f"{_REPORT} section 6.3",
        _professionals_only,
    ),
    Duty(
        DueKind.MEASUREMENT,
        "measurement",
        "R13",
        f"{_GUIDE} p. 27; {_REPORT} section 1.1",
        _measurement,
    ),
    Duty(DueKind.REPORT_COLLAB, "report_collab", "R13", f"{_GUIDE} p. 27", _report_collab),
    Duty(DueKind.REPORT_SUPPORT, "report_support", "R13", f"{_GUIDE} p. 27", _report_support),
    Duty(DueKind.AGREEMENT, "agreement", "R11", f"{_GUIDE} p. 10", _agreement),
    Duty(DueKind.REMINDER, "reminder", "R11", "core.reminders", _reminder),
    Duty(DueKind.CTI_HANDOVER, "cti_handover", "R06", "CTI manual 2021, phase 3", _cti_handover),
    Duty(DueKind.CTI_END, "cti_end", "R05", f"{_GUIDE} p. 10", _cti_end),
    *SUPPORT_ROWS,
    *DUTIES_OF_HOMES,
    *MILESTONES,
    Duty(
        DueKind.AGE,
        "too_old",
        "R18",
        f"{_REPORT} section 3.2; mid-term evaluation 2017",
        _too_old,
        _ASKED,
        shown_before=3,
    ),
    Duty(
        DueKind.AGE,
        "too_young",
        "R18",
        f"{_REPORT} section 3.2; mid-term evaluation 2017",
        _too_young,
        _ASKED,
        until=_old_enough,
    ),
)
