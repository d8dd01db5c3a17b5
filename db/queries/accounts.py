"""Questions about accounts, staff, and the sessions of signed-in people."""

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import parse_qsl

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.codes import Role
from core.permissions import Act, check_may
from core.records.accounts import AccountLine, OwnAccount, StaffLine
from core.records.people import Person, Presented
from core.records.signing_in import SessionLine
from core.second_factor import MINUTES
from db.clock import now, today
from db.engine import danish, reading
from db.kept import Kept, UntilWritten
from db.models import AccountRoleRow, AccountRow, AuditRow, SessionRow, StaffRow
from db.queries.absences import covers_of
from db.queries.areas import areas_of
from db.queries.temporary_access import opened_by
from db.settings import settings


def signed_in(session_id: str) -> Person | None:
    """Whose session it is; None where it has ended or lain idle, or the account is closed.

    Nobody's either, until all was given that the sign-in asks for.

    Asked on every run of every page: one question to the store, and none where nothing has been
    written since. Whom the person stands in for is asked once for each state of the store.
    """
    rows = _session_rows(session_id)
    if not rows or rows[0].second_factor_time is None or not stands(rows[0]):
        return None
    roles = [row.role for row in rows if row.role is not None]
    return replace(
        person_from(rows[0], roles),
        presenting=_presented(rows[0]),
        covers=covers_of(rows[0].staff_id, today()),
        opened=opened_by(rows[0].id),
    )


@UntilWritten
def _session_rows(session_id: str) -> tuple[Any, ...]:
    """The session with its open account, once for each role; whether it stands is not asked."""
    query = (
        select(*_SESSION, *_PERSON, AccountRoleRow.role)
        .join(AccountRow, AccountRow.id == SessionRow.account_id)
        .outerjoin(AccountRoleRow, AccountRoleRow.account_id == AccountRow.id)
        .where(SessionRow.id == session_id, AccountRow.closed_time.is_(None))
    )
    with reading() as session:
        return tuple(session.execute(query).all())


_SESSION = (
    SessionRow.ended_time,
    SessionRow.seen_time,
    SessionRow.started_time,
    SessionRow.presenting,
    SessionRow.presenting_address,
    SessionRow.second_factor_time,
)
_PERSON = (
    AccountRow.id,
    AccountRow.name,
    AccountRow.staff_id,
    AccountRow.allocates,
    AccountRow.language,
    AccountRow.organisation,
    AccountRow.must_change_password,
)


def _presented(row: Any) -> Presented | None:
    if row.presenting is None:
        return None
    return Presented(row.presenting, tuple(parse_qsl(row.presenting_address or "")))


def session_of(cookie: str) -> str | None:
    """The session that the cookie opens; None where it opens none."""
    with reading() as session:
        row = session.scalar(select(SessionRow).where(SessionRow.cookie_hash == token_hash(cookie)))
        return row.id if row is not None and stands(row) else None


def token_hash(token: str) -> str:
    """What is stored of a ticket or cookie (SHA-256: they are random, no salt is needed)."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def stands(row: Any) -> bool:
    """Whether a session, or a row with its times, is inside its idle and absolute limits.

    One that began later than now was begun by a clock that has been set back: it stands no more, or
    it would outlive its limits.
    """
    moment = now()
    return row.ended_time is None and row.started_time - moment <= AHEAD and moment <= ends(row)


AHEAD = timedelta(minutes=5)
"""How far a clock may be set back without anybody having to sign in again."""


def ends(row: Any) -> datetime:
    """When a session ends that is not used any more, by the limits of idleness and of the day.

    A meeting is long, and nobody touches the screen while people talk: see ADR 13. A session that
    waits for the second step waits for minutes only.
    """
    return min(_ends_idle(row), _ends_whole(row))


def _ends_idle(row: Any) -> datetime:
    idle = settings().idle_minutes
    if row.presenting is not None:
        idle = max(idle, settings().presenting_minutes)
    end: datetime = row.seen_time + timedelta(minutes=idle)
    return end


def _ends_whole(row: Any) -> datetime:
    longest = timedelta(hours=settings().session_hours)
    begun: datetime = row.started_time
    return begun + (timedelta(minutes=MINUTES) if row.second_factor_time is None else longest)


def time_left(session_id: str) -> tuple[int, bool]:
    """Seconds that the session stands if it is not used, and whether use would not help; 0: ended.

    Whole seconds, a begun one counts: who is told 0 finds the session ended.
    """
    with reading() as session:
        row = session.get(SessionRow, session_id)
        if row is None or not stands(row):
            return 0, False
        return int((ends(row) - now()).total_seconds()) + 1, _ends_whole(row) <= _ends_idle(row)


def person_of(session: Session, account: AccountRow) -> Person:
    """The account as the person who acts."""
    roles = select(AccountRoleRow.role).where(AccountRoleRow.account_id == account.id)
    return person_from(account, session.scalars(roles).all())


def person_from(account: Any, roles: Sequence[str]) -> Person:
    """The account with these roles as the person who acts; without whom they stand in for.

    What the account is limited to goes with it wherever it is asked what somebody may do.
    """
    return Person(
        account_id=account.id,
        name=account.name,
        roles=frozenset(Role(role) for role in roles),
        staff_id=account.staff_id,
        allocates=account.allocates,
        language=account.language,
        organisation=account.organisation,
        must_change_password=account.must_change_password,
        areas=areas_of(account.id),
    )


def any_account() -> bool:
    """Whether there is an account at all; an empty store asks for its first administrator."""
    with reading() as session:
        return session.scalar(select(func.count()).select_from(AccountRow)) != 0


def everybody(*, by: Person) -> list[AccountLine]:
    """All accounts, open ones first, by name. Raises NotAllowed."""
    check_may(by, Act.MANAGE_ACCOUNTS)
    return list(_everybody())


@Kept
def _everybody() -> tuple[AccountLine, ...]:
    query = (
        select(AccountRow, StaffRow.name)
        .outerjoin(StaffRow, StaffRow.id == AccountRow.staff_id)
        .order_by(AccountRow.closed_time.is_not(None), danish(AccountRow.name), AccountRow.username)
    )
    with reading() as session:
        roles: dict[str, list[Role]] = defaultdict(list)
        for row in session.scalars(select(AccountRoleRow)):
            roles[row.account_id].append(Role(row.role))
        found = session.execute(query)
        return tuple(_line(row, roles[row.id], name) for row, name in found)


def _line(row: AccountRow, roles: list[Role], staff_name: str | None) -> AccountLine:
    return AccountLine(
        id=row.id,
        version=row.version,
        username=row.username,
        name=row.name,
        roles=tuple(role for role in Role if role in roles),
        staff_id=row.staff_id,
        staff_name=staff_name,
        organisation=row.organisation,
        allocates=row.allocates,
        must_change_password=row.must_change_password,
        closed_time=row.closed_time,
        email=row.email,
        emergency=bool(row.emergency),
        areas=tuple(sorted(areas_of(row.id))),
    )


def staff(*, by: Person) -> list[StaffLine]:
    """Everybody in the staff list, those who have left too, by name. Raises NotAllowed."""
    check_may(by, Act.MANAGE_ACCOUNTS)
    return list(_staff_list())


@Kept
def _staff_list() -> tuple[StaffLine, ...]:
    with reading() as session:
        rows = session.scalars(select(StaffRow).order_by(danish(StaffRow.name), StaffRow.id)).all()
        return tuple(
            StaffLine(
                id=row.id,
                version=row.version,
                name=row.name,
                role=row.role,
                methods=tuple((row.methods or "").split(";")) if row.methods else (),
                fte=row.fte,
                organisation=row.organisation,
                active_from=row.active_from,
                active_to=row.active_to,
                aftercare=bool(row.aftercare),
            )
            for row in rows
        )


def own_sessions(here: str, *, by: Person) -> list[SessionLine]:
    """A person's own open sessions, the newest first; `here` is the one that asks."""
    query = select(SessionRow).where(
        SessionRow.account_id == by.account_id,
        SessionRow.ended_time.is_(None),
        SessionRow.second_factor_time.is_not(None),
    )
    with reading() as session:
        rows = session.scalars(query.order_by(SessionRow.started_time.desc(), SessionRow.id)).all()
        return [
            SessionLine(row.id, row.started_time, row.seen_time, here=row.id == here)
            for row in rows
            if stands(row) and (row.cookie_hash is not None or row.id == here)
        ]


def own(*, by: Person) -> OwnAccount:
    """What a person is told about their own account."""
    with reading() as session:
        account = session.get_one(AccountRow, by.account_id)
        changed = session.scalar(
            select(func.max(AuditRow.time)).where(
                AuditRow.row_id == account.id, AuditRow.changes.contains('"password_hash"')
            )
        )
        return OwnAccount(account.username, account.version, changed, account.email)
