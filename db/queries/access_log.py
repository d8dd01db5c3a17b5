"""Questions about the log: who did what when, who looked at whom, and how the log stands.

Lines are asked for by their number: a page of them costs the same however long the log is.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from core.access_log import kinds_seen, purpose_of
from core.permissions import Act, check_may, may
from core.records.access_log import (
    LineKind,
    LogBreak,
    LogPage,
    LogState,
    LogWanted,
    Lookup,
    LookupsOf,
)
from core.records.people import Person
from db.clock import danish_midnight, day_of
from db.engine import current_store, danish, reading
from db.kept import Kept, UntilWritten
from db.log.chain import facts_of
from db.models import AccountRow, AuditRow, CaseRow, YoungPersonRow
from db.queries.access_log_lines import lines_of, narrowed
from db.queries.naming import LISTED_NAME
from db.queries.visible import visible_to

PAGE_SIZE = 50
PAGES = 16
"""How many pages of the log are kept, of all readers together."""
CHECKED = "log_checked"
"""Subject of a line that says that the log was looked over, and how many breaks there were."""
_SEEN_AT = (LineKind.READ.value, LineKind.EXPORT.value)
_BOUND = 10**9
"""No log has so many lines."""


def lines(wanted: LogWanted, *, by: Person) -> LogPage:
    """A page of the log as far as the person may read it. Raises NotAllowed."""
    check_may(by, Act.SEE_ACCESS_LOG)
    return _page(wanted, by)


def _make_page(wanted: LogWanted, by: Person) -> LogPage:
    kinds = [kind.value for kind in kinds_seen(by) if wanted.kind in (None, kind)]
    whole = may(by, Act.REVIEW_ACCESS)
    asked = [AuditRow.kind.in_(kinds), AuditRow.sequence.is_not(None), *_asked(wanted)]
    with reading() as session:
        if wanted.case_number is not None:
            named = CaseRow.number == wanted.case_number
            case_id = session.scalar(select(CaseRow.id).where(named, visible_to(by)))
            asked.append(AuditRow.case_id == (case_id if whole and case_id else ""))
        found, newer, older = _numbers(session, wanted, asked)
        return LogPage(narrowed(lines_of(session, found, whole=whole), by), older, newer)


_page = UntilWritten(_make_page, most=PAGES)
"""Who asks is part of what is asked, so that nobody is told what another may read."""


def _asked(wanted: LogWanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.account_id is not None:
        found.append(AuditRow.account_id == wanted.account_id)
    if wanted.first is not None:
        found.append(AuditRow.time >= danish_midnight(wanted.first))
    if wanted.last is not None and wanted.last < date.max:
        found.append(AuditRow.time < danish_midnight(wanted.last + timedelta(days=1)))
    return found


def _numbers(
    session: Session, wanted: LogWanted, asked: Sequence[ColumnElement[bool]]
) -> tuple[list[int], bool, bool]:
    """The numbers of a page's lines, newest first; whether there are newer and older ones."""
    if wanted.after is not None:
        found = _near(session, asked, min(wanted.after, _BOUND), up=True)
        return found[:PAGE_SIZE][::-1], len(found) > PAGE_SIZE, True
    last = session.scalar(select(func.max(AuditRow.sequence))) or 0
    start = last + 1 if wanted.before is None else min(wanted.before, last + 1)
    found = _near(session, asked, start, up=False)
    return found[:PAGE_SIZE], start <= last, len(found) > PAGE_SIZE


def _near(
    session: Session, asked: Sequence[ColumnElement[bool]], start: int, *, up: bool
) -> list[int]:
    """The numbers that follow a number, one more than a page holds.

    Looked for close by first: only what is seldom is looked for in all of the log.
    """
    column: Any = AuditRow.sequence
    query = select(column).where(*asked, column > start if up else column < start)
    ordered = query.order_by(column if up else column.desc()).limit(PAGE_SIZE + 1)
    for width in _WIDTHS:
        edge = column <= start + width if up else column >= start - width
        found = list(session.scalars(ordered.where(edge)))
        if len(found) > PAGE_SIZE:
            return found
    return list(session.scalars(ordered))


_WIDTHS = (500, 20_000)
"""Numbers of lines that are looked through before all are."""


def people(*, by: Person) -> Mapping[str, str]:
    """The names of all accounts by id, in Danish order; the user name tells namesakes apart."""
    check_may(by, Act.SEE_ACCESS_LOG)
    return _people()


@Kept
def _people() -> Mapping[str, str]:
    query = select(AccountRow.id, AccountRow.name, AccountRow.username)
    with reading() as session:
        rows = session.execute(query.order_by(danish(AccountRow.name), AccountRow.username))
        return {account_id: f"{name} ({username})" for account_id, name, username in rows}


def counts(first: date, *, by: Person) -> Mapping[LineKind, int]:
    """How many lines of each kind have been written since that day; all kinds, for all readers."""
    check_may(by, Act.SEE_ACCESS_LOG)
    return _counts(first)


@UntilWritten
def _counts(first: date) -> Mapping[LineKind, int]:
    query = select(AuditRow.kind, func.count().label("many")).group_by(AuditRow.kind)
    with reading() as session:
        rows = session.execute(query.where(AuditRow.time >= danish_midnight(first)))
        found = {row.kind: row.many for row in rows}
    return MappingProxyType({kind: found.get(kind.value, 0) for kind in LineKind})


# ---------------------------------------------------------------- one young person


def lookups_of(case_ids: Collection[str]) -> tuple[Lookup, ...]:
    """When the cases were opened and what for, newest first; nobody's rights are asked.

    One for each day and purpose. Refused tries are left out: nobody saw anything.
    """
    if not case_ids:
        return ()
    query = select(AuditRow.time, AuditRow.table_name, AuditRow.purpose.is_not(None)).where(
        AuditRow.case_id.in_(list(case_ids)), AuditRow.kind.in_(_SEEN_AT)
    )
    with reading() as session:
        found = {
            Lookup(day_of(moment), purpose_of(subject, written=written))
            for moment, subject, written in session.execute(query)
        }
    return tuple(sorted(found, key=lambda each: (each.date, each.purpose), reverse=True))


def lookups_at(number: int, *, by: Person) -> LookupsOf | None:
    """The look-ups at the young person of that case, in all their cases; None where none is."""
    check_may(by, Act.REVIEW_ACCESS)
    return _lookups(number, by)


def _make_lookups(number: int, by: Person) -> LookupsOf | None:
    named = (CaseRow.id, CaseRow.young_person_id, LISTED_NAME.label("name"))
    query = (
        select(*named, YoungPersonRow.protected_identity)
        .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
        .where(CaseRow.number == number, visible_to(by))
    )
    with reading() as session:
        case = session.execute(query).first()
        if case is None:
            return None
        own = select(CaseRow.id).where(CaseRow.young_person_id == case.young_person_id)
        case_ids = list(session.scalars(own))
    protected = bool(case.protected_identity)
    return LookupsOf(number, case.name, protected, case.id, lookups_of(case_ids))


_lookups = UntilWritten(_make_lookups, most=PAGES)


# ---------------------------------------------------------------- the log itself


def state(*, by: Person) -> LogState:
    """How the log stands. Raises NotAllowed."""
    check_may(by, Act.SEE_ACCESS_LOG)
    return _state(tuple((each.sequence, each.flaw.value) for each in current_store().alarm))


@UntilWritten
def _state(found: tuple[tuple[int, str], ...]) -> LogState:
    """The same, with these breaks: where they are and what is wrong."""
    checked = select(AuditRow.time, AuditRow.changes).where(AuditRow.table_name == CHECKED)
    with reading() as session:
        count, oldest = session.execute(select(func.count(), func.min(AuditRow.time))).one()
        rounds = session.execute(checked.order_by(AuditRow.sequence.desc())).all()
        sound = (each.time for each in rounds if facts_of(each.changes)["breaks"][1] == 0)
        times = _times(session, [number for number, _ in found])
        return LogState(
            breaks=tuple(LogBreak(number, flaw, times.get(number)) for number, flaw in found),
            checked_time=rounds[0].time if rounds else None,
            sound_time=next(sound, None),
            lines=count,
            oldest=oldest,
        )


def alarm(*, by: Person) -> int:
    """In how many places the log does not hold, for who may know; 0 for all others."""
    return len(current_store().alarm) if may(by, Act.SEE_ACCESS_LOG) else 0


def _times(session: Session, numbers: Collection[int]) -> Mapping[int, datetime]:
    if not numbers:
        return {}
    query = select(AuditRow.sequence, AuditRow.time).where(AuditRow.sequence.in_(numbers))
    return {number: moment for number, moment in session.execute(query) if number is not None}
