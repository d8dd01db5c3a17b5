"""ICM: goals and rhythm agreed with the young person, and the review every third month."""

from dataclasses import asdict
from datetime import date

from sqlalchemy.orm import Session

from core.codes import Method
from core.icm import (
    IcmAgreementTold,
    IcmReviewTold,
    OnlyInIcm,
    checked_agreement,
    checked_review,
)
from core.pathway import ACCEPTED_STEPS
from core.permissions import Act
from core.records.people import Person
from db.actions.reached import fill, reached_case
from db.actions.support import check_open
from db.audit import add, changed_by_other, claim, find, note
from db.engine import transaction
from db.models import IcmAgreementRow, IcmReviewRow, Keyed, SupportCourseRow
from db.queries.support_file import agreement_rows, review_rows

ACT = Act.GIVE_SUPPORT


def agree(
    course_id: str, told: IcmAgreementTold, *, seen_id: str | None, by: Person, on: date
) -> None:
    """Write down goals and rhythm; an earlier agreement stays as it was and holds no more.

    `seen_id` is the agreement the page drew as the last one. Raises OnlyInIcm, ChangedByOther, or
    those of `core.icm`.
    """
    with transaction() as session:
        course = _running(session, course_id, by)
        earlier = agreement_rows(session, [course.id])
        _check_seen(session, earlier[-1] if earlier else None, seen_id)
        since = earlier[-1].agreed_date if earlier else course.start_date
        checked = checked_agreement(told, since=since, on=on)
        row = IcmAgreementRow(course_id=course.id, **asdict(checked))
        note(session, by, ACT, add(session, row), case_id=course.case_id)


def review(
    course_id: str, told: IcmReviewTold, *, seen_id: str | None, by: Person, on: date
) -> None:
    """Write down whether the intensity is still needed, why, and when it is looked at next.

    `seen_id` is the review the page drew as the last one. Raises OnlyInIcm, ChangedByOther, or
    those of `core.icm`.
    """
    with transaction() as session:
        course = _running(session, course_id, by)
        earlier = review_rows(session, [course.id])
        _check_seen(session, earlier[-1] if earlier else None, seen_id)
        since = earlier[-1].review_date if earlier else course.start_date
        checked = checked_review(told, since=since, on=on)
        row = IcmReviewRow(course_id=course.id, **asdict(checked))
        note(session, by, ACT, add(session, row), case_id=course.case_id)


def correct_agreement(
    agreement_id: str, told: IcmAgreementTold, *, seen_version: int, by: Person, on: date
) -> None:
    """Put right what was written of the agreement in force; the log keeps what stood before.

    Raises ChangedByOther where there is a newer one, or those of `agree`.
    """
    with transaction() as session:
        row = find(session, IcmAgreementRow, agreement_id)
        course = _running(session, row.course_id, by)
        claim(session, IcmAgreementRow, agreement_id, seen_version)
        known = agreement_rows(session, [course.id])
        _check_seen(session, known[-1], row.id)
        since = known[-2].agreed_date if len(known) > 1 else course.start_date
        checked = checked_agreement(told, since=since, on=on)
        fill(row, **asdict(checked))
        note(session, by, ACT, row, case_id=course.case_id)


def correct_review(
    review_id: str, told: IcmReviewTold, *, seen_version: int, by: Person, on: date
) -> None:
    """Put right what was written of the last review; the log keeps what stood before.

    Raises ChangedByOther where there is a newer one, or those of `review`.
    """
    with transaction() as session:
        row = find(session, IcmReviewRow, review_id)
        course = _running(session, row.course_id, by)
        claim(session, IcmReviewRow, review_id, seen_version)
        known = review_rows(session, [course.id])
        _check_seen(session, known[-1], row.id)
        since = known[-2].review_date if len(known) > 1 else course.start_date
        checked = checked_review(told, since=since, on=on)
        fill(row, **asdict(checked))
        note(session, by, ACT, row, case_id=course.case_id)


def _running(session: Session, course_id: str, by: Person) -> SupportCourseRow:
    course = find(session, SupportCourseRow, course_id)
    reached_case(session, course.case_id, act=ACT, by=by, steps=ACCEPTED_STEPS)
    check_open(course)
    if Method(course.method) is not Method.ICM:
        raise OnlyInIcm
    return course


def _check_seen(session: Session, last: Keyed | None, seen_id: str | None) -> None:
    if last is not None and last.id != seen_id:
        raise changed_by_other(session, last, 0)
