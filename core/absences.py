"""Who is away and who stands in: what an absence must hold, and whose cases a deputy reaches.

A deputy reaches the cases of the one who is away on the days of the absence, both included, and
does there what the deputy's own role allows. It goes no further: whoever stands in for a deputy
does not reach the cases that the deputy stands in on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from core.errors import NotAllowed, RuleBroken
from core.permissions import Act, may_for
from core.records.absences import Absence
from core.records.people import Person
from core.texts import check_code, check_order, required_date

TOLD_AHEAD = timedelta(days=14)
"""So long before an absence without a deputy it is told of; practice, not in the sources."""


class OwnDeputy(RuleBroken):
    """Nobody stands in for themselves."""

    code = "own_deputy"


class DeputyAway(RuleBroken):
    """The deputy is away on some of the days too (facts: name, first, last)."""

    code = "deputy_away"


class AbsencesOverlap(RuleBroken):
    """Another absence covers some of the same days (facts: first, last)."""

    code = "absences_overlap"


class AbsenceBegun(RuleBroken):
    """An absence that has begun is ended, not taken out (facts: first)."""

    code = "absence_begun"


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsenceTold:
    """What is told of an absence, unchecked; `kind` is a code of `absence_kind`."""

    from_date: date | None
    to_date: date | None
    kind: str | None
    deputy_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedAbsence:
    """An absence whose values hold."""

    from_date: date
    to_date: date
    kind: str
    deputy_id: str | None


def may_plan(by: Person, staff_id: str) -> bool:
    """Everybody plans their own absence, a project leader everybody's.

    To stand in for somebody is not enough: nobody lengthens their own access to others' cases.
    """
    return may_for(by, Act.PLAN_ABSENCE, staff_id)


def check_may_plan(by: Person, staff_id: str) -> None:
    """Raises NotAllowed."""
    if not may_plan(by, staff_id):
        raise NotAllowed


def checked_absence(
    told: AbsenceTold,
    *,
    staff_id: str,
    known: Iterable[Absence],
    on: date,
    but: str | None = None,
) -> CheckedAbsence:
    """The absence with checked values; `known` are everybody's, `but` the one being changed.

    Raises MissingValue, DatesOutOfOrder, UnknownCode, OwnDeputy, DeputyAway or AbsencesOverlap.
    """
    first = required_date("from_date", told.from_date)
    last = required_date("to_date", told.to_date)
    check_order("to_date", first, last)
    kind = check_code("kind", "absence_kind", told.kind, on)
    if told.deputy_id == staff_id:
        raise OwnDeputy("deputy_id")
    for other in known:
        if other.id == but or last < other.from_date or other.to_date < first:
            continue
        days = {"first": other.from_date, "last": other.to_date}
        if other.staff_id == staff_id:
            raise AbsencesOverlap("from_date", **days)
        if other.staff_id == told.deputy_id:
            raise DeputyAway("deputy_id", name=other.name, **days)
    return CheckedAbsence(from_date=first, to_date=last, kind=kind, deputy_id=told.deputy_id)


def covered(absences: Iterable[Absence], on: date) -> Mapping[str, frozenset[str]]:
    """By deputy: the members of staff whose young people the deputy looks after on the day."""
    found: dict[str, set[str]] = {}
    for each in absences:
        if each.deputy_id is not None and each.runs(on):
            found.setdefault(each.deputy_id, set()).add(each.staff_id)
    return {deputy: frozenset(away) for deputy, away in found.items()}


def uncovered(absences: Iterable[Absence], on: date) -> tuple[Absence, ...]:
    """Those now and soon that nobody stands in for.

    No deputy is named, or the deputy is away too, or has no account to sign in with.
    """
    near = [each for each in absences if each.from_date <= on + TOLD_AHEAD and on <= each.to_date]
    return tuple(each for each in near if not _stood_in(each, near, on))


def _stood_in(absence: Absence, others: Iterable[Absence], on: date) -> bool:
    if absence.deputy_id is None or not absence.deputy_signs_in:
        return False
    first = max(absence.from_date, on)
    return not any(
        other.staff_id == absence.deputy_id
        and other.from_date <= absence.to_date
        and first <= other.to_date
        for other in others
    )


def check_not_begun(absence: Absence, on: date) -> None:
    """Raises AbsenceBegun."""
    if absence.from_date <= on:
        raise AbsenceBegun(first=absence.from_date)
