"""The indicators of a quarter: each with its share, how sure it is, and who is behind it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from core.codes import Method, Variant
from core.fidelity import of_meetings, of_support
from core.fidelity.definitions import Indicator, indicators
from core.fidelity.of_caseloads import WorkerPractice, within_cap
from core.fidelity.window import Window
from core.intervals import Comparison, Estimate, Kind, wilson
from core.records.fidelity import CasePractice, Observation

OfCase = Callable[[CasePractice, Window], Iterator[Observation]]

OF_CASES: Mapping[str, OfCase] = MappingProxyType(
    {
        "coordinator_in_time": of_meetings.coordinator_in_time,
        "three_meetings": of_meetings.three_meetings,
        "no_long_gap": of_meetings.no_long_gap,
        "meetings_at_ages": of_meetings.meetings_at_ages,
        "next_meeting_booked": of_meetings.next_meeting_booked,
        "young_person_present": of_meetings.young_person_present,
        "young_person_floor": of_meetings.young_person_floor,
        "no_meeting_alone": of_meetings.no_meeting_alone,
        "responsible_agreed": of_meetings.responsible_agreed,
        "agreements_kept": of_meetings.agreements_kept,
        "measured_in_time": of_meetings.measured_in_time,
        "network_map_used": of_meetings.network_map_used,
        "chosen_adult": of_meetings.chosen_adult,
        "cti_home": of_support.cti_home,
        "cti_phases": of_support.cti_phases_planned,
        "cti_community": of_support.cti_community,
        "cti_falling": of_support.cti_falling,
        "cti_handover": of_support.cti_handover,
        "cti_no_early_stop": of_support.cti_no_early_stop,
        "cti_ends_in_time": of_support.cti_ends_in_time,
        "follow_on_cti": of_support.follow_on_cti,
        "icm_start": of_support.icm_start,
        "follow_on_icm": of_support.follow_on_icm,
    }
)
"""How each indicator of cases is decided."""

OF_WORKERS: Mapping[str, Method] = MappingProxyType(
    {
        "coordinator_caseload": Method.SM,
        "cti_caseload": Method.CTI,
        "icm_caseload": Method.ICM,
    }
)
"""The method whose cap each indicator of workers looks at."""


@dataclass(frozen=True, slots=True)
class Practice:
    """All that the indicators look at."""

    cases: Sequence[CasePractice]
    workers: Sequence[WorkerPractice]


@dataclass(frozen=True, slots=True)
class Measured:
    """One indicator in one quarter. `variant` None: both variants together.

    `kept` of `of` are in the unit of `indicator.counts`; `granted` of those not kept had a cap set
    aside. `whose` is how many young people, or workers, they belong to; `last` the last day that
    was looked at.
    """

    indicator: Indicator
    variant: Variant | None
    kept: int
    of: int
    granted: int
    whose: int
    last: date
    missed: tuple[Observation, ...]

    @property
    def estimate(self) -> Estimate | None:
        """The share with its interval; None where nothing was there to be seen.

        The interval counts young people (workers), not rows: meetings of the same young person
        and days of the same worker are alike, so more of them make nothing surer.
        """
        if not self.of:
            return None
        share = self.kept / self.of
        return Estimate(Kind.SHARE, share, self.whose, wilson(share * self.whose, self.whose))


Key = tuple[str, Variant | None]


def measured(practice: Practice, window: Window) -> Mapping[Key, Measured]:
    """Every indicator that counts on the last day looked at, of both variants and of each."""
    found: dict[Key, Measured] = {}
    cases = [case for case in practice.cases if _near(case, window)]
    for code, indicator in indicators(window.last).items():
        if code in OF_WORKERS:
            seen = _of_workers(practice.workers, OF_WORKERS[code], window)
            found[code, None] = _counted(indicator, None, seen, window.last)
            continue
        by_variant = _of_cases(cases, OF_CASES[code], window)
        for variant in (None, *Variant):
            chosen = by_variant.values() if variant is None else [by_variant[variant]]
            rows = [each for group in chosen for each in group]
            found[code, variant] = _counted(indicator, variant, rows, window.last)
    return found


def change(now: Measured | None, before: Measured | None) -> Comparison | None:
    """Whether the share is above or below that of an earlier quarter, as far as can be told.

    None where either has nothing to be seen. Told apart only where the intervals do not touch.
    """
    one, other = now and now.estimate, before and before.estimate
    if not one or not other:
        return None
    if not one.interval.apart_from(other.interval):
        return Comparison.NOT_TOLD_APART
    return Comparison.ABOVE if one.value > other.value else Comparison.BELOW


def _near(case: CasePractice, window: Window) -> bool:
    """Whether the case was decided or begun by the last day, and not over before the first."""
    begun = any(day is not None and day <= window.last for day in (case.decided, case.start))
    return begun and (case.end is None or case.end >= window.first)


def _of_workers(
    workers: Iterable[WorkerPractice], method: Method, window: Window
) -> list[Observation]:
    return [seen for worker in workers for seen in within_cap(worker, method, window)]


def _of_cases(
    cases: Iterable[CasePractice], decide: OfCase, window: Window
) -> Mapping[Variant, list[Observation]]:
    found: dict[Variant, list[Observation]] = {variant: [] for variant in Variant}
    for case in cases:
        found[case.variant].extend(decide(case, window))
    return found


def _counted(
    indicator: Indicator, variant: Variant | None, seen: Sequence[Observation], last: date
) -> Measured:
    return Measured(
        indicator=indicator,
        variant=variant,
        kept=sum(each.kept for each in seen),
        of=sum(each.of for each in seen),
        granted=sum(each.granted for each in seen),
        whose=len({each.whose for each in seen}),
        last=last,
        missed=tuple(each for each in sorted(seen, key=_place) if each.kept < each.of),
    )


def _place(seen: Observation) -> tuple[date, str]:
    return seen.day, seen.whose
