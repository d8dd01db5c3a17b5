"""Questions about all open cases at once: what is recorded, what is due, and who has how many.

Every answer comes from one picture of the store, kept until the store changes and then brought up
for the cases that were touched. It holds everybody's cases; what leaves here is only what `may`
lets the person see.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from core.codes import Method
from core.outlook import Outlook, outlook_of
from core.permissions import Act, Scope, everywhere, may, scopes
from core.records.caseload import CaseloadLine
from core.records.overview import CaseFacts, Standing
from core.records.people import Person
from db.kept import Kept
from db.queries import caseload
from db.queries.open_picture import OpenPicture
from db.queries.standings import every


def standings(*, by: Person, on: date) -> tuple[Standing, ...]:
    """The open cases that the person sees with all that is due, by number."""
    picture = _picture(on)
    if everywhere(by, Act.SEE_CASE):
        return picture.standings
    near = picture.standings if Scope.ALL in scopes(by, Act.SEE_CASE) else _near(picture, by)
    seen = (each for each in near if may(by, Act.SEE_CASE, each.facts.reach))
    return tuple(sorted(seen, key=_number))


def _near(picture: OpenPicture, by: Person) -> Iterable[Standing]:
    """Those that somebody has whose work this person does, and nobody's where they allocate."""
    staff: set[str | None] = {*by.stands_for, *((None,) if by.allocates else ())}
    found = (each for who in staff for each in picture.of_staff.get(who, ()))
    return {each.facts.number: each for each in found}.values()


def by_number(*, by: Person, on: date) -> Mapping[int, Standing]:
    """The same, to look up by number."""
    if everywhere(by, Act.SEE_CASE):
        return _picture(on).by_number
    return {each.facts.number: each for each in standings(by=by, on=on)}


def outlook(*, by: Person, on: date) -> Outlook:
    """The same, counted; once for each state of the store where the person sees every case."""
    if everywhere(by, Act.SEE_CASE):
        return _outlook(on)
    return outlook_of(standings(by=by, on=on))


def staff_ids(*, by: Person, on: date) -> frozenset[str]:
    """The coordinators and support workers of the open cases that the person sees."""
    if everywhere(by, Act.SEE_CASE):
        return _picture(on).staff_ids
    return frozenset(
        staff_id for each in standings(by=by, on=on) for staff_id in each.facts.reach.staff_ids
    )


def every_standing(on: date) -> tuple[Standing, ...]:
    """All open cases, for other queries: nobody's rights are asked."""
    return _picture(on).standings


def facts(*, by: Person, on: date) -> tuple[CaseFacts, ...]:
    """What is recorded of the open cases that the person sees."""
    return tuple(standing.facts for standing in standings(by=by, on=on))


def standing(number: int, *, by: Person, on: date) -> Standing | None:
    """One open case; None where it is closed, is not there or the person may not see it."""
    found = _picture(on).by_number.get(number)
    return found if found is not None and may(by, Act.SEE_CASE, found.facts.reach) else None


def caseloads(*, by: Person, on: date) -> tuple[CaseloadLine, ...]:
    """How many young people each worker has: all workers for a project leader.

    Everybody else sees their own line, and those of whom they stand in for.
    """
    lines = every_caseload(on)
    if Scope.ALL in scopes(by, Act.SEE_CASE):
        return lines
    return tuple(line for line in lines if line.staff_id in by.stands_for)


def _number(standing: Standing) -> int:
    return standing.facts.number


@Kept
def _picture(on: date) -> OpenPicture:
    return every(on)


@Kept
def _outlook(on: date) -> Outlook:
    return outlook_of(_picture(on).standings)


@Kept
def every_caseload(on: date) -> tuple[CaseloadLine, ...]:
    """Everybody's, for other queries: nobody's rights are asked."""
    lines = caseload.coordinators(on)
    for method in (Method.CTI, Method.ICM):
        lines += caseload.workers(method, on)
    return tuple(lines)
