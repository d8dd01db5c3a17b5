"""Draw and sign off the samples of the log, delete it when its time has come, look it over."""

from datetime import date
from secrets import randbelow
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.access_log import (
    AlreadyDrawn,
    check_month_over,
    check_reviewer,
    checked_note,
    month_of,
)
from core.access_sampling import WANTED, Drawn, in_the_lots, sampled
from core.case_lots import SEEDS
from core.errors import MissingValue
from core.permissions import Act, check_may
from core.records.access_log import Finding, LineKind
from core.records.people import Person
from db.audit import add, claim, find, note, note_act
from db.clock import danish_midnight, now
from db.engine import current_store, transaction
from db.errors import StoreReadOnly
from db.log.chain import CUT
from db.log.chain_check import breaks
from db.models import AccessReviewRow, AccessSampleRow, AuditRow
from db.queries.access_log import CHECKED
from db.queries.access_log_keeping import cut_on
from db.queries.access_pool import Pool, pool_within, undrawn
from db.queries.access_reviews import leaders_accounts

ACT = Act.REVIEW_ACCESS


def draw(month: date, *, by: Person | None, on: date) -> str:
    """Draw the samples of a month; returns the id of the draw. `by` None: in the night.

    The seed is drawn by the machine and kept. Raises MonthNotOver or AlreadyDrawn.
    """
    if by is not None:
        check_may(by, ACT)
    check_month_over(month, on)
    with transaction() as session:
        taken = select(AccessReviewRow.id).where(AccessReviewRow.month == month)
        if session.scalar(taken) is not None:
            raise AlreadyDrawn("month", month=month)
        found = pool_within(session, month)
        review = _review(month, found, by)
        drawn = sampled(found.looks, found.known, seed=review.seed, on=on)
        add(session, review)
        note(session, by, ACT, review, *(add(session, _sample(review.id, one)) for one in drawn))
        return review.id


def _review(month: date, found: Pool, by: Person | None) -> AccessReviewRow:
    numbers = [look.sequence for look in in_the_lots(found.looks)]
    return AccessReviewRow(
        month=month,
        drawn_time=now(),
        drawn_by=by.name if by is not None else None,
        seed=randbelow(SEEDS),
        wanted=WANTED,
        pool=len(numbers),
        first_sequence=numbers[0] if numbers else None,
        last_sequence=numbers[-1] if numbers else None,
    )


def _sample(review_id: str, drawn: Drawn) -> AccessSampleRow:
    return AccessSampleRow(
        review_id=review_id,
        account_id=drawn.looks[0].account_id,
        case_id=drawn.looks[0].case_id,
        sequences=";".join(str(look.sequence) for look in drawn.looks),
        rules=";".join(drawn.rules),
    )


def sign_off(
    sample_id: str,
    finding: Finding | None,
    *,
    note_text: str | None,
    seen_version: int,
    by: Person,
) -> None:
    """Say what was found. Raises OwnLookup, MissingValue, TooLong or ChangedByOther."""
    with transaction() as session:
        row = find(session, AccessSampleRow, sample_id)
        leaders = leaders_accounts()
        check_reviewer(by, row.account_id, of_leader=row.account_id in leaders)
        claim(session, AccessSampleRow, sample_id, seen_version)
        if finding is None:
            raise MissingValue("finding")
        row.note = checked_note(finding, note_text)
        row.finding, row.found_time = finding.value, now()
        row.found_by_id, row.found_by = by.account_id, by.name
        note(session, by, ACT, row)


def cut(*, on: date) -> int:
    """Delete the lines whose time is up, and say so in the log; returns how many there were.

    Only a beginning of the log goes, so that the chain stays whole. Raises StoreReadOnly where the
    log does not hold: nothing is deleted before somebody has looked into it.
    """
    with transaction() as session:
        if current_store().alarm:
            raise StoreReadOnly
        due = cut_on(on)
        if due.last is None or due.lines == 0:
            return 0
        hash_: Any = select(AuditRow.line_hash).where(AuditRow.sequence == due.last)
        facts = {"to": [None, due.last], "hash": [None, session.scalar(hash_)]}
        facts |= {"lines": [None, due.lines], "before": [None, due.before]}
        note_act(session, None, Act.MANAGE_SETTINGS, CUT, facts, kind=LineKind.SYSTEM)
        _delete(session, due.last, due.before)
        return due.lines


def _delete(session: Session, last: int, before: date) -> None:
    """The lines up to the last, old ones from beside the program, and the samples of that time."""
    session.info["changed"] = True
    session.execute(delete(AuditRow).where(AuditRow.sequence <= last))
    beside = AuditRow.sequence.is_(None), AuditRow.time < danish_midnight(before)
    session.execute(delete(AuditRow).where(*beside))
    old = select(AccessReviewRow.id).where(AccessReviewRow.month < month_of(before))
    ids = list(session.scalars(old))
    session.execute(delete(AccessSampleRow).where(AccessSampleRow.review_id.in_(ids)))
    session.execute(delete(AccessReviewRow).where(AccessReviewRow.id.in_(ids)))


def look_over() -> int:
    """Look the whole log over, and say so in it; returns in how many places it does not hold.

    From then on nothing is changed where it does not, until somebody has looked into it. Nobody
    writes meanwhile: a line that the anchor knew and this view did not would look lost.
    """
    store = current_store()
    with store.write_lock:
        found = store.alarm = breaks(store)
    with transaction() as session:
        facts = {"breaks": [None, len(found)]}
        note_act(session, None, Act.SEE_ACCESS_LOG, CHECKED, facts, kind=LineKind.SYSTEM)
    return len(found)


def draw_undrawn(*, on: date) -> int:
    """Draw the samples of every month that is over and was not drawn; returns how many."""
    months = undrawn(on)
    for month in months:
        draw(month, by=None, on=on)
    return len(months)
