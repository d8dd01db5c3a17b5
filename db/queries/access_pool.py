"""What the monthly samples of the log are drawn from, and which months wait for a draw."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from core.access_log import month_of
from core.access_sampling import LOOKS, Known, KnownAccount, KnownCase, Look, surname
from core.calendar import add_months
from core.permissions import Act, Scope, scopes
from core.records.access_log import LineKind
from db.clock import danish_midnight, day_of, local_of
from db.engine import reading
from db.kept import UntilWritten
from db.log.chain import facts_of
from db.models import AccessReviewRow, AuditRow, CaseRow, SupportCourseRow, YoungPersonRow
from db.queries.acting import people

BACK = 12
"""Months back that samples not drawn are asked for."""
_LOOKS = tuple(kind.value for kind in LOOKS)


@dataclass(frozen=True, slots=True)
class Pool:
    """The look-ups of a month, in their order, and what the rules need to know of them."""

    looks: tuple[Look, ...]
    known: Known


def pool_within(session: Session, month: date) -> Pool:
    """What there is to draw from, as this transaction sees it."""
    columns = (AuditRow.id, AuditRow.sequence, AuditRow.time, AuditRow.account_id, AuditRow.kind)
    query = (
        select(*columns, AuditRow.case_id, AuditRow.purpose.is_not(None).label("purpose"))
        .where(*_looks_in(month), AuditRow.sequence.is_not(None))
        .order_by(AuditRow.sequence)
    )
    with_cpr = _with_cpr(session, month)
    rows = session.execute(query).all()
    looks = tuple(_look(row, with_cpr) for row in rows)
    return Pool(looks, _known(session, looks))


def _looks_in(month: date) -> tuple[ColumnElement[bool], ...]:
    return (*_in(month), AuditRow.kind.in_(_LOOKS))


def _in(month: date) -> tuple[ColumnElement[bool], ...]:
    following = danish_midnight(add_months(month, 1))
    return AuditRow.time >= danish_midnight(month), AuditRow.time < following


def _look(row: Any, with_cpr: frozenset[str]) -> Look:
    return Look(
        id=row.id,
        sequence=row.sequence,
        time=local_of(row.time),
        account_id=row.account_id,
        kind=LineKind(row.kind),
        case_id=row.case_id,
        purpose=row.purpose,
        with_cpr=row.id in with_cpr,
    )


def _with_cpr(session: Session, month: date) -> frozenset[str]:
    """The files with CPR numbers that were handed out in the month, by the id of the line."""
    query = select(AuditRow.id, AuditRow.changes).where(
        *_in(month), AuditRow.kind == LineKind.EXPORT.value
    )
    return frozenset(
        line_id
        for line_id, changes in session.execute(query)
        if facts_of(changes).get("cpr", [None, False])[1] is True
    )


def _known(session: Session, looks: Sequence[Look]) -> Known:
    asked = {look.case_id for look in looks if look.case_id is not None}
    workers: dict[str, set[str]] = defaultdict(set)
    courses = select(SupportCourseRow.case_id, SupportCourseRow.worker_id)
    for case_id, worker_id in session.execute(courses):
        workers[case_id].add(worker_id)
    query = select(
        CaseRow.id,
        CaseRow.coordinator_id,
        CaseRow.contact_worker_id,
        CaseRow.end_date,
        YoungPersonRow.name,
        YoungPersonRow.protected_identity,
    ).join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
    return Known(
        {
            row.id: KnownCase(
                surname=surname(row.name),
                protected=bool(row.protected_identity),
                closed=row.end_date,
                staff_ids=frozenset(
                    each
                    for each in (row.coordinator_id, row.contact_worker_id, *workers[row.id])
                    if each is not None
                ),
            )
            for row in session.execute(query)
            if row.id in asked
        },
        _accounts(session),
    )


def _accounts(session: Session) -> Mapping[str, KnownAccount]:
    return {
        each.account_id: KnownAccount(
            surname=surname(each.name),
            staff_id=each.staff_id,
            wide=Scope.ALL in scopes(each, Act.SEE_CASE),
        )
        for each in people(session)
    }


@UntilWritten
def undrawn(on: date) -> tuple[date, ...]:
    """The months that are over, have look-ups and were not drawn, oldest first."""
    with reading() as session:
        since = session.scalar(select(func.min(AuditRow.time)))
        if since is None:
            return ()
        drawn = set(session.scalars(select(AccessReviewRow.month)))
        months = (add_months(month_of(on), -back) for back in range(BACK, 0, -1))
        begun = month_of(day_of(since))
        return tuple(
            month
            for month in months
            if month >= begun and month not in drawn and _any_look(session, month)
        )


def _any_look(session: Session, month: date) -> bool:
    query = select(AuditRow.id).where(*_looks_in(month)).limit(1)
    return session.scalar(query) is not None
