"""Questions about accounts, staff, and the sessions of signed-in people."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl

from sqlalchemy import func, select

from core.codes import Role
from core.permissions import Act, check_may
from core.records.accounts import AccountLine, OwnAccount, StaffLine
from core.records.people import Person, Presented
from core.records.signing_in import SessionLine
from db.clock import now, today
from db.engine import danish, reading
from db.kept import Kept, UntilWritten
from db.models import AccountRoleRow, AccountRow, AuditRow, SessionRow, StaffRow
from db.queries.absences import covers_of
from db.queries.acting import person_from, roles_by_account
from db.queries.areas import areas_of
from db.queries.session_limits import ends_idle, ends_whole, stands, token_hash
from db.queries.staff_rows import staff_lines
from db.queries.temporary_access import opened_by


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


def time_left(session_id: str) -> tuple[int, bool]:
    """Seconds that the session stands if it is not used, and whether use would not help; 0: ended.

    Whole seconds, a begun one counts: who is told 0 finds the session ended.
    """
    with reading() as session:
        row = session.get(SessionRow, session_id)
        if row is None or not stands(row):
            return 0, False
        idle, whole = ends_idle(row), ends_whole(row)
        return int((min(idle, whole) - now()).total_seconds()) + 1, whole <= idle


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
        roles, found = roles_by_account(session), session.execute(query)
        return tuple(_line(row, roles.get(row.id, ()), name) for row, name in found)


def _line(row: AccountRow, roles: Collection[str], staff_name: str | None) -> AccountLine:
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
        return staff_lines(session)


def own_sessions(here: str, *, by: Person) -> list[SessionLine]:
    """A person's own open sessions, the newest first; `here` is the one that asks."""
    return [
        SessionLine(row.id, row.started_time, row.seen_time, here=row.id == here)
        for row in _open_sessions(by.account_id)
        if stands(row) and (row.cookie_hash is not None or row.id == here)
    ]


@UntilWritten
def _open_sessions(account_id: str) -> tuple[Any, ...]:
    """The sessions that nobody has ended, the newest first; whether they stand is not asked."""
    query = select(*_SESSION, SessionRow.id, SessionRow.cookie_hash).where(
        SessionRow.account_id == account_id,
        SessionRow.ended_time.is_(None),
        SessionRow.second_factor_time.is_not(None),
    )
    with reading() as session:
        rows = session.execute(query.order_by(SessionRow.started_time.desc(), SessionRow.id))
        return tuple(rows.all())


def own(*, by: Person) -> OwnAccount:
    """What a person is told about their own account."""
    return _own(by.account_id)


@UntilWritten
def _own(account_id: str) -> OwnAccount:
    with reading() as session:
        account = session.get_one(AccountRow, account_id)
        changed = session.scalar(
            select(func.max(AuditRow.time)).where(
                AuditRow.row_id == account.id, AuditRow.changes.contains('"password_hash"')
            )
        )
        return OwnAccount(account.username, account.version, changed, account.email)
