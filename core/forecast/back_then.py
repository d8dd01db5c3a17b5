"""A history as it stood on an earlier day: what came later is not in it, for the back-test."""

from dataclasses import replace
from datetime import date

from core.records.forecast import CaseSpan, History, SupportSpan


def courses_then(history: History, on: date) -> list[SupportSpan]:
    """The courses known on the day; what was begun or ended later was not."""
    if on >= history.on:
        return list(history.courses)
    return [
        replace(each, end=_by_then(each.end, on)) for each in history.courses if each.start <= on
    ]


def cases_then(history: History, on: date) -> list[CaseSpan]:
    """The cases referred by the day, with what was recorded of each by then."""
    if on >= history.on:
        return list(history.cases)
    return [_case_then(each, on) for each in history.cases if each.referral <= on]


def _case_then(case: CaseSpan, on: date) -> CaseSpan:
    decided = _by_then(case.decision, on)
    return replace(
        case,
        decision=decided,
        accepted=case.accepted and decided is not None,
        combination=case.combination if decided else None,
        start=_by_then(case.start, on),
        coordinator_id=case.coordinator_id if _by_then(case.start, on) else None,
        end=_by_then(case.end, on),
        supported=_by_then(case.supported, on),
        homes=tuple(home for home in case.homes if home.since <= on),
    )


def _by_then(day: date | None, on: date) -> date | None:
    return day if day is not None and day <= on else None
