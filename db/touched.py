"""Which cases a session writes about, so that what is kept of all cases is brought up for them.

When in doubt it says all: a statement about many rows, a bulk insert, a row that has moved from one
case to another. Of a row of no known case it says the table.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import event, inspect, select
from sqlalchemy.orm import ORMExecuteState, Session, sessionmaker
from sqlalchemy.orm.util import identity_key

from db.changes import all_changed, changed
from db.models import (
    AgreementAnswerRow,
    AgreementRow,
    AuditRow,
    CaseRow,
    DigestRow,
    DraftRow,
    GoalRow,
    HomeApplicationRow,
    HomeOfferRow,
    IcmAgreementRow,
    IcmReviewRow,
    MeetingRow,
    ParticipantRow,
    PauseRow,
    RecoveryCodeRow,
    ResetLinkRow,
    SecondFactorRow,
    SessionRow,
    SupportCourseRow,
    ThrottleRow,
    YoungPersonRow,
)

NEUTRAL = (
    AuditRow,
    DigestRow,
    DraftRow,
    RecoveryCodeRow,
    ResetLinkRow,
    SecondFactorRow,
    SessionRow,
    ThrottleRow,
)
"""Rows of no case: the log, sign-in and what is being typed."""

PARENTS: Mapping[type[Any], tuple[type[Any], str]] = {
    AgreementAnswerRow: (AgreementRow, "agreement_id"),
    AgreementRow: (GoalRow, "goal_id"),
    HomeOfferRow: (HomeApplicationRow, "application_id"),
    IcmAgreementRow: (SupportCourseRow, "course_id"),
    IcmReviewRow: (SupportCourseRow, "course_id"),
    ParticipantRow: (MeetingRow, "meeting_id"),
    PauseRow: (SupportCourseRow, "course_id"),
}
"""Rows that know their case by another row only."""


def watch(sessions: sessionmaker[Session]) -> None:
    """Let every session remember which cases it writes about."""
    event.listen(sessions, "after_flush", _flushed)
    event.listen(sessions, "do_orm_execute", _executed)


def _executed(statement: ORMExecuteState) -> None:
    if statement.is_select:
        return
    mapper = statement.bind_mapper
    if mapper is None or mapper.class_ not in NEUTRAL:
        all_changed(statement.session)


def _flushed(session: Session, _: object) -> None:
    new = set(map(id, session.new))
    for row in (*session.new, *session.dirty, *session.deleted):
        if not isinstance(row, NEUTRAL):
            _remember(session, row, new=id(row) in new)


def _remember(session: Session, row: Any, *, new: bool) -> None:
    if isinstance(row, YoungPersonRow) and new:
        return  # whoever is new has the cases that point to them, and those are written too
    case_id = _case_of(session, row)
    if _moved(row):
        all_changed(session)
    else:
        changed(session, case_id, row.__tablename__)


def _moved(row: Any) -> bool:
    """Whether it belonged to something else before."""
    names = ("case_id", *(link for _, link in PARENTS.values()))
    attributes = inspect(row).attrs
    return any(name in attributes and attributes[name].history.deleted for name in names)


def _case_of(session: Session, row: Any) -> str | None:
    if isinstance(row, CaseRow):
        return row.id
    parent = PARENTS.get(type(row))
    if parent is None:
        return getattr(row, "case_id", None)
    kind, link = parent
    known = session.identity_map.get(identity_key(kind, getattr(row, link)))
    found = known or session.scalar(select(kind).where(kind.id == getattr(row, link)))
    return None if found is None else _case_of(session, found)
