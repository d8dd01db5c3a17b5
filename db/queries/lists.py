"""The list of young people: filtered, searched, sorted and cut into pages in the store.

What is late and what comes next is not in the store but in the calendar: those two filter and sort
by the numbers of the cases.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import Session

from core.codes import Combination, Step
from core.cutting import PAGE_SIZE, before, cut
from core.pathway import OPEN_STEPS
from core.records.lists import ListLine, ListPage, ListSort, Wanted, WorkerChoice
from core.records.overview import Due, Standing
from core.records.people import Person
from db.engine import contains, danish, reading
from db.kept import Kept
from db.models import CaseRow, StaffRow, SupportCourseRow, YoungPersonRow
from db.queries import overview
from db.queries.naming import LISTED_NAME, LISTED_ORDER
from db.queries.staff_rows import names_of
from db.queries.visible import visible_to

PAGES = 64
"""How many pages of lists are kept, of all people together."""

_Line = tuple[Any, ...]
"""What the store says in one line of the list (`_LINES`)."""


def page(wanted: Wanted, *, by: Person, on: date) -> ListPage:
    """One page of the cases that the person sees; past the last page, the last."""
    return _page(wanted, by, on)


def _make(wanted: Wanted, by: Person, on: date) -> ListPage:
    standings = overview.by_number(by=by, on=on)
    if wanted.overdue is None and wanted.sort is not ListSort.DUE:
        total, number, pages, lines = _cut_in_store(wanted, by)
        return ListPage(_lines(lines, standings, wanted), total, number, pages)
    with reading() as session:
        return _by_calendar(session, wanted, by, standings, on)


_page = Kept(_make, most=PAGES)
"""What a person sees follows from the store and from who they are, roles and openings included:
both say which answer it is."""


def workers(*, by: Person, on: date) -> list[WorkerChoice]:
    """The coordinators and support workers of the open cases that the person sees, by name."""
    around = overview.staff_ids(by=by, on=on)
    return [each for each in _staff() if each.staff_id in around]


@Kept
def _staff() -> tuple[WorkerChoice, ...]:
    """The whole staff list, by name."""
    with reading() as session:
        return tuple(WorkerChoice(staff_id, name) for staff_id, name in names_of(session).items())


def _in_store(wanted: Wanted, by: Person) -> tuple[int, int, int, tuple[_Line, ...]]:
    """Which page it is, of how many cases and pages, and its lines."""
    conditions = _conditions(wanted, by)
    with reading() as session:
        total = session.scalar(select(func.count()).select_from(CaseRow).where(*conditions)) or 0
        number, pages = cut(wanted.page, total)
        lines = session.execute(
            _joined(_LINES)
            .where(*conditions)
            .order_by(*_order(wanted.sort))
            .limit(PAGE_SIZE)
            .offset(before(number))
        )
        return total, number, pages, tuple(map(tuple, lines))


_cut_in_store = Kept(_in_store, most=PAGES)
"""Kept on its own: what is due in a case changes far oftener than what a line says of it."""


def _by_calendar(
    session: Session, wanted: Wanted, by: Person, standings: Mapping[int, Standing], on: date
) -> ListPage:
    """The store gives the numbers in its order, the calendar filters and sorts them."""
    numbers = list(
        session.scalars(
            _joined(select(CaseRow.number))
            .where(*_conditions(wanted, by))
            .order_by(*_order(wanted.sort))
        )
    )
    if wanted.overdue is not None:
        numbers = [each for each in numbers if _late(standings.get(each), wanted)]
    if wanted.sort is ListSort.DUE:
        days = _next_days(on)
        numbers.sort(key=lambda each: days.get(each, date.max))
    number, pages = cut(wanted.page, len(numbers))
    shown = numbers[before(number) : before(number) + PAGE_SIZE]
    place = {each: position for position, each in enumerate(shown)}
    rows = session.execute(_joined(_LINES).where(CaseRow.number.in_(shown)))
    ordered = sorted(rows, key=lambda row: place[row.number])
    return ListPage(_lines(ordered, standings, wanted), len(numbers), number, pages)


def _late(standing: Standing | None, wanted: Wanted) -> bool:
    return standing is not None and wanted.overdue is not None and standing.late(wanted.overdue)


@Kept
def _next_days(on: date) -> Mapping[int, date]:
    """By number, the day of the next thing to do; sorts what the store has said may be seen."""
    dues = {each.facts.number: each.next for each in overview.every_standing(on)}
    return {number: due.due_date for number, due in dues.items() if due is not None}


_LINES = select(
    CaseRow.number,
    LISTED_NAME.label("name"),
    YoungPersonRow.birth_date,
    CaseRow.step,
    CaseRow.combination,
    StaffRow.name,
)


def _joined(query: Any) -> Any:
    return (
        query.select_from(CaseRow)
        .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
        .outerjoin(StaffRow, StaffRow.id == CaseRow.coordinator_id)
    )


def _conditions(wanted: Wanted, by: Person) -> list[ColumnElement[bool]]:
    """All of them on the case itself, so that it can be counted alone."""
    steps = OPEN_STEPS if wanted.step is None else {wanted.step}
    conditions = [visible_to(by), CaseRow.step.in_([step.value for step in steps])]
    if wanted.worker is not None:
        conditions.append(_worked_on_by(wanted.worker))
    if wanted.combination is not None:
        conditions.append(CaseRow.combination == wanted.combination.value)
    if wanted.search.strip():
        conditions.append(_matches(wanted.search.strip()))
    return conditions


def _worked_on_by(staff_id: str) -> ColumnElement[bool]:
    supports = exists().where(
        SupportCourseRow.case_id == CaseRow.id,
        SupportCourseRow.worker_id == staff_id,
        SupportCourseRow.end_date.is_(None),
    )
    return or_(CaseRow.coordinator_id == staff_id, supports)


def _matches(search: str) -> ColumnElement[bool]:
    if search.isdecimal():
        return CaseRow.number == int(search[:9])
    found = select(YoungPersonRow.id).where(
        YoungPersonRow.protected_identity.is_not(True), contains(YoungPersonRow.name, search)
    )
    return CaseRow.young_person_id.in_(found)


def _order(sort: ListSort) -> tuple[ColumnElement[Any], ...]:
    place = case({step.value: number for number, step in enumerate(Step)}, value=CaseRow.step)
    first: dict[ListSort, tuple[ColumnElement[Any], ...]] = {
        ListSort.NUMBER: (CaseRow.number.asc(),),
        ListSort.AGE: (YoungPersonRow.birth_date.desc().nulls_last(),),
        ListSort.STEP: (place.asc(),),
        ListSort.COORDINATOR: (danish(StaffRow.name).nulls_last(),),
    }
    return (*first.get(sort, ()), *LISTED_ORDER)


def _lines(
    rows: Iterable[Any], standings: Mapping[int, Standing], wanted: Wanted
) -> tuple[ListLine, ...]:
    return tuple(
        ListLine(
            number=number,
            name=name,
            birth_date=birth_date,
            step=Step(step),
            combination=Combination(combination) if combination else None,
            coordinator_name=coordinator_name,
            worker_names=_worker_names(standings.get(number)),
            next_due=_told_due(standings.get(number), wanted),
        )
        for number, name, birth_date, step, combination, coordinator_name in rows
    )


def _worker_names(standing: Standing | None) -> tuple[str, ...]:
    return standing.facts.worker_names if standing is not None else ()


def _told_due(standing: Standing | None, wanted: Wanted) -> Due | None:
    """What a line tells: the thing filtered by, else the next to do."""
    if standing is None:
        return None
    asked = (due for due in standing.dues if due.kind is wanted.overdue)
    return next(asked, standing.next)
