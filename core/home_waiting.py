"""Who waits for a home, since when, and how long it takes from the decision to a home.

Everything follows from what is recorded; nothing here is typed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from core.codes import Combination, HousingGroup, Step
from core.home_events import AT_RISK, at_risk_since, home_spell
from core.housing import HOMES
from core.pathway import ACCEPTED_STEPS
from core.records.homes import HomeApplication, HomeCase, HomeEvent, HomeOffer
from core.records.housing import HousingLine

BOARD_STEPS = ACCEPTED_STEPS | {Step.ASSESSMENT}
"""Young people on these steps can stand on the board."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One young person who waits for a home; `days` is how long on the day asked for.

    `home_found`: since when a home is allocated or its lease signed, not moved into yet.
    """

    case: HomeCase
    since: date
    days: int
    situation: HousingLine | None
    applications: tuple[HomeApplication, ...]
    last_offer: HomeOffer | None
    cti_waits: bool
    home_found: date | None


@dataclass(frozen=True, slots=True)
class AtRisk:
    """One young person whose home is at risk, and the last thing that happened to it."""

    case: HomeCase
    since: date
    event: HomeEvent | None


@dataclass(frozen=True, slots=True)
class WaitSpread:
    """How long it took, in days; `median` None where it never came to it."""

    n: int
    median: float | None


def in_force(lines: Iterable[HousingLine], on: date) -> HousingLine | None:
    """The situation on the day: the last that had begun and not ended before, as in the tallies."""
    return max(
        (
            line
            for line in lines
            if line.from_date <= on and (line.to_date is None or line.to_date >= on)
        ),
        key=lambda line: (line.from_date, line.id),
        default=None,
    )


def waits_for_home(case: HomeCase, on: date) -> bool:
    """Whether the young person waits: by an application, or without a home of their own.

    Without one: in homelessness, on a waiting list, or granted CTI, which begins with a home. In
    a home of their own an application counts where it was made after moving in.
    """
    if case.step not in BOARD_STEPS:
        return False
    if applications_that_count(case, on):
        return True
    now = in_force(case.lines, on)
    if now is None:
        return case.combination is Combination.SM_CTI
    if now.situation in HOMES:
        return False
    listed = now.waiting_list_date is not None and now.waiting_list_date <= on
    granted = case.combination is Combination.SM_CTI
    return now.group is HousingGroup.HOMELESS or listed or granted


def applications_that_count(case: HomeCase, on: date) -> tuple[HomeApplication, ...]:
    """The applications the young person waits by: those that stand.

    Whoever lives in a home of their own waits by those made after moving in only.
    """
    spell = home_spell([line for line in case.lines if line.from_date <= on])
    moved_in = spell[0].from_date if spell else None
    return tuple(
        each
        for each in case.applications
        if each.stands(on) and (moved_in is None or moved_in < each.applied_date)
    )


def waits_since(case: HomeCase, on: date) -> date:
    """Since when: the first application or day on a waiting list since the last home of their own.

    Without any: the decision, or before it the referral; never before the last home was lost.
    """
    now = in_force(case.lines, on)
    days = [each.applied_date for each in applications_that_count(case, on)]
    if now is not None and now.situation not in HOMES and now.waiting_list_date is not None:
        days.append(now.waiting_list_date)
    begun = min((day for day in days if day <= on), default=None)
    since = begun or case.decision_date or case.referral_date
    lost = _lost(case.lines, on)
    return max(since, lost) if lost is not None else since


def _lost(lines: Iterable[HousingLine], on: date) -> date | None:
    """When the last home of their own was left; None where they live in one or never did."""
    known = sorted((line.from_date, line.id, line) for line in lines if line.from_date <= on)
    lost, at_home = None, False
    for day, _, line in known:
        if at_home and line.situation not in HOMES:
            lost = day
        at_home = line.situation in HOMES
    return None if at_home else lost


def waiting(cases: Iterable[HomeCase], on: date) -> tuple[Waiting, ...]:
    """Everybody who waits for a home, the longest first."""
    found = [_waiting(case, on) for case in cases if waits_for_home(case, on)]
    return tuple(sorted(found, key=lambda each: (each.since, each.case.number)))


def _waiting(case: HomeCase, on: date) -> Waiting:
    now, since = in_force(case.lines, on), waits_since(case, on)
    offers = [each for each in case.offers if each.offered_date <= on]
    homeless = now is None or now.situation not in HOMES
    promised = (now.allocated_date, now.lease_signed_date) if now and homeless else ()
    found = min((day for day in promised if day is not None and day <= on), default=None)
    return Waiting(
        case=case,
        since=since,
        days=(on - since).days,
        situation=now,
        applications=applications_that_count(case, on),
        last_offer=max(offers, key=lambda each: (each.offered_date, each.id), default=None),
        cti_waits=case.combination is Combination.SM_CTI and homeless and found is None,
        home_found=found,
    )


def at_risk(cases: Iterable[HomeCase], on: date) -> tuple[AtRisk, ...]:
    """Everybody whose home is at risk, the longest first."""
    found = []
    for case in cases:
        now = in_force(case.lines, on)
        since = at_risk_since(case.lines, on)
        if case.step in BOARD_STEPS and since is not None and now and now.situation == AT_RISK:
            events = [each for each in case.events if each.day <= on]
            last = max(events, key=lambda each: (each.day, each.id), default=None)
            found.append(AtRisk(case, since, last))
    return tuple(sorted(found, key=lambda each: (each.since, each.case.number)))


def days_to_home(decision: date | None, lines: Sequence[HousingLine]) -> int | None:
    """Days from the decision to the first home moved into after it.

    None where there is none, and for whoever lived in a home of their own at the decision.
    """
    if decision is None:
        return None
    before = in_force(lines, decision)
    if before is not None and before.situation in HOMES and before.from_date < decision:
        return None
    moved = [line.from_date for line in lines if line.situation in HOMES]
    first = min((day for day in moved if day >= decision), default=None)
    return (first - decision).days if first is not None else None


def spread(cases: Iterable[HomeCase]) -> WaitSpread:
    """The median of the days from the decision to a home of one's own, and over how many."""
    found = [days_to_home(case.decision_date, case.lines) for case in cases]
    days = [each for each in found if each is not None]
    return WaitSpread(len(days), median(days) if days else None)
