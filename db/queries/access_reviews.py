"""Questions about the monthly samples of the log: what there is to draw from, what was found."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.access_log import month_end, month_of, reviewed_by
from core.access_sampling import LOOKS, Known, KnownAccount, KnownCase, Look, surname
from core.calendar import add_months
from core.errors import NotAllowed
from core.notice_rules import RULES
from core.permissions import Act, Scope, check_may, may, scopes
from core.records.access_log import AccessReview, Finding, LineKind, LogLine, Sample
from core.records.people import Person
from core.records.programme import ProgrammeDue, ProgrammeKind
from db.clock import DANISH, danish_midnight
from db.engine import reading
from db.kept import Kept, kept_by_case
from db.log.chain import facts_of
from db.models import (
    AccessReviewRow,
    AccessSampleRow,
    AccountRoleRow,
    AccountRow,
    AuditRow,
    CaseRow,
    SupportCourseRow,
    YoungPersonRow,
)
from db.queries.access_log import lines_of, narrowed
from db.queries.accounts import person_from

BACK = 12
"""Months back that samples not drawn are asked for."""
_LOOKS = tuple(kind.value for kind in LOOKS)
PAGE = "access_log"


def reviews(*, by: Person) -> tuple[AccessReview, ...]:
    """Every month that was drawn, newest first. Raises NotAllowed."""
    check_may(by, Act.SEE_ACCESS_LOG)
    return _reviews()


@Kept
def _reviews() -> tuple[AccessReview, ...]:
    counted: dict[str, Counter[str | None]] = defaultdict(Counter)
    query = select(AccessSampleRow.review_id, AccessSampleRow.finding, func.count())
    with reading() as session:
        grouped = query.group_by(AccessSampleRow.review_id, AccessSampleRow.finding)
        for review_id, finding, count in session.execute(grouped):
            counted[review_id][finding] += count
        rows = session.scalars(select(AccessReviewRow).order_by(AccessReviewRow.month.desc()))
        return tuple(_review(row, counted[row.id]) for row in rows)


def _review(row: AccessReviewRow, counted: Mapping[str | None, int]) -> AccessReview:
    return AccessReview(
        id=row.id,
        month=row.month,
        drawn_time=row.drawn_time,
        drawn_by=row.drawn_by,
        seed=row.seed,
        wanted=row.wanted,
        pool=row.pool,
        first=row.first_sequence,
        last=row.last_sequence,
        due_date=RULES[ProgrammeKind.ACCESS_REVIEW].last_day(month_end(row.month)),
        open=counted.get(None, 0),
        counted={finding: counted.get(finding.value, 0) for finding in Finding},
    )


def samples(review_id: str, *, by: Person) -> tuple[Sample, ...]:
    """The samples of one draw that the person reviews, oldest look-up first.

    Who may not read the whole log gets them without the case. Raises NotAllowed.
    """
    check_may(by, Act.SEE_ACCESS_LOG)
    leaders = leaders_accounts()
    found = _samples(review_id, may(by, Act.REVIEW_ACCESS))
    told = {line.id: line for line in narrowed([one.line for one in found if one.line], by)}
    return tuple(
        replace(each, line=told[each.line.id] if each.line else None)
        for each in found
        if reviewed_by(by, of_leader=each.account_id in leaders)
    )


@Kept
def leaders_accounts() -> frozenset[str]:
    """The accounts whose look-ups an administrator may review."""
    people = _people()
    return frozenset(each.account_id for each in people if may(each, Act.REVIEW_ACCESS))


def _people() -> tuple[Person, ...]:
    roles: dict[str, list[str]] = defaultdict(list)
    with reading() as session:
        for row in session.scalars(select(AccountRoleRow)):
            roles[row.account_id].append(row.role)
        accounts = session.scalars(select(AccountRow))
        return tuple(person_from(row, roles[row.id]) for row in accounts)


@kept_by_case
def _samples(review_id: str, whole: bool) -> tuple[Sample, ...]:
    query = select(AccessSampleRow).where(AccessSampleRow.review_id == review_id)
    with reading() as session:
        rows = session.scalars(query.order_by(AccessSampleRow.id)).all()
        firsts = {row.id: int(row.sequences.split(";")[0]) for row in rows}
        found = lines_of(session, set(firsts.values()), whole=whole)
        by_number = {line.sequence: line for line in found}
        return tuple(_sample(row, by_number.get(firsts[row.id])) for row in rows)


def _sample(row: AccessSampleRow, line: LogLine | None) -> Sample:
    return Sample(
        id=row.id,
        version=row.version,
        review_id=row.review_id,
        account_id=row.account_id,
        rules=tuple(row.rules.split(";")),
        sequences=tuple(int(each) for each in row.sequences.split(";")),
        line=line,
        finding=Finding(row.finding) if row.finding else None,
        note=row.note,
        found_by=row.found_by,
        found_time=row.found_time,
    )


def lines_behind(sample: Sample, *, by: Person) -> tuple[LogLine, ...]:
    """The first lines of a sample, newest first. Raises NotAllowed."""
    check_reviewer_of(sample, by)
    with reading() as session:
        whole = may(by, Act.REVIEW_ACCESS)
        return narrowed(lines_of(session, sample.sequences[:MOST_SHOWN], whole=whole), by)


def check_reviewer_of(sample: Sample, by: Person) -> None:
    """Raises NotAllowed where the sample is not the person's to see."""
    if not reviewed_by(by, of_leader=sample.account_id in leaders_accounts()):
        raise NotAllowed


MOST_SHOWN = 50
"""Lines of one sample that are shown."""


# ---------------------------------------------------------------- what is drawn from


@dataclass(frozen=True, slots=True)
class Pool:
    """The look-ups of a month, in their order, and what the rules need to know of them."""

    looks: tuple[Look, ...]
    known: Known


def pool_within(session: Session, month: date) -> Pool:
    """What there is to draw from, as this transaction sees it."""
    first, following = danish_midnight(month), danish_midnight(add_months(month, 1))
    columns = (AuditRow.id, AuditRow.sequence, AuditRow.time, AuditRow.account_id, AuditRow.kind)
    query = (
        select(*columns, AuditRow.case_id, AuditRow.purpose.is_not(None).label("purpose"))
        .where(
            AuditRow.time >= first,
            AuditRow.time < following,
            AuditRow.kind.in_(_LOOKS),
            AuditRow.sequence.is_not(None),
        )
        .order_by(AuditRow.sequence)
    )
    with_cpr = _with_cpr(session, month)
    rows = session.execute(query).all()
    looks = tuple(_look(row, with_cpr) for row in rows)
    return Pool(looks, _known(session, looks))


def _look(row: Any, with_cpr: frozenset[str]) -> Look:
    return Look(
        id=row.id,
        sequence=row.sequence,
        time=row.time.astimezone(DANISH),
        account_id=row.account_id,
        kind=LineKind(row.kind),
        case_id=row.case_id,
        purpose=row.purpose,
        with_cpr=row.id in with_cpr,
    )


def _with_cpr(session: Session, month: date) -> frozenset[str]:
    """The files with CPR numbers that were handed out in the month, by the id of the line."""
    query = select(AuditRow.id, AuditRow.changes).where(
        AuditRow.kind == LineKind.EXPORT.value,
        AuditRow.time >= danish_midnight(month),
        AuditRow.time < danish_midnight(add_months(month, 1)),
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
        _accounts(),
    )


def _accounts() -> Mapping[str, KnownAccount]:
    return {
        each.account_id: KnownAccount(
            surname=surname(each.name),
            staff_id=each.staff_id,
            wide=Scope.ALL in scopes(each, Act.SEE_CASE),
        )
        for each in _people()
    }


def undrawn(on: date) -> tuple[date, ...]:
    """The months that are over, have look-ups and were not drawn, oldest first."""
    with reading() as session:
        since = session.scalar(select(func.min(AuditRow.time)))
        if since is None:
            return ()
        drawn = set(session.scalars(select(AccessReviewRow.month)))
        months = (add_months(month_of(on), -back) for back in range(BACK, 0, -1))
        begun = month_of(since.astimezone(DANISH).date())
        return tuple(
            month
            for month in months
            if month >= begun and month not in drawn and _any_look(session, month)
        )


def _any_look(session: Session, month: date) -> bool:
    query = select(AuditRow.id).where(
        AuditRow.time >= danish_midnight(month),
        AuditRow.time < danish_midnight(add_months(month, 1)),
        AuditRow.kind.in_(_LOOKS),
    )
    return session.scalar(query.limit(1)) is not None


def dues(*, on: date) -> tuple[ProgrammeDue, ...]:
    """The months whose samples wait for a draw or a finding; nobody's rights are asked."""
    return _dues(on)


@Kept
def _dues(on: date) -> tuple[ProgrammeDue, ...]:
    kind, rule = ProgrammeKind.ACCESS_REVIEW, RULES[ProgrammeKind.ACCESS_REVIEW]
    months = {month: {"part": "samples"} for month in undrawn(on)}
    months |= {
        each.month: {"part": "samples", "review": each.id} for each in _reviews() if not each.done
    }
    found = (
        ProgrammeDue(kind, rule.last_day(month_end(month)), PAGE, month.isoformat(), None, address)
        for month, address in sorted(months.items())
    )
    return tuple(due for due in found if rule.tells(due.due_date, on))
