"""Questions about the monthly samples of the log: what was drawn, and what was found."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from sqlalchemy import func, select

from core.access_log import month_end, reviewed_by
from core.errors import NotAllowed
from core.notice_rules import RULES
from core.permissions import Act, check_may, may
from core.records.access_log import AccessReview, Finding, LogLine, Sample
from core.records.people import Person
from core.records.programme import ProgrammeDue, ProgrammeKind
from db.engine import reading
from db.kept import Kept, kept_by_case
from db.models import AccessReviewRow, AccessSampleRow
from db.queries.access_log_lines import lines_of, narrowed
from db.queries.access_pool import undrawn
from db.queries.acting import people
from db.several import parted

PAGE = "access_log"
MOST_SHOWN = 50
"""Lines of one sample that are shown."""


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
    with reading() as session:
        known = people(session)
    return frozenset(each.account_id for each in known if may(each, Act.REVIEW_ACCESS))


@kept_by_case
def _samples(review_id: str, whole: bool) -> tuple[Sample, ...]:
    query = select(AccessSampleRow).where(AccessSampleRow.review_id == review_id)
    with reading() as session:
        rows = session.scalars(query.order_by(AccessSampleRow.id)).all()
        firsts = {row.id: int(parted(row.sequences)[0]) for row in rows}
        found = lines_of(session, set(firsts.values()), whole=whole)
        by_number = {line.sequence: line for line in found}
        return tuple(_sample(row, by_number.get(firsts[row.id])) for row in rows)


def _sample(row: AccessSampleRow, line: LogLine | None) -> Sample:
    return Sample(
        id=row.id,
        version=row.version,
        review_id=row.review_id,
        account_id=row.account_id,
        rules=parted(row.rules),
        sequences=tuple(int(each) for each in parted(row.sequences)),
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
