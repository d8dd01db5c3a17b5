"""What a sign-on of the municipality's own gives here: a session, an account, or a place in a list.

Issuer and subject together name a person for good; names and addresses may pass to another.
"""

import hashlib

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.accounts import (
    LastAdministrator,
    StaffNeeded,
    StaffTaken,
    UsernameTaken,
    check_staff_link,
)
from core.errors import MissingValue, RuleBroken
from core.permissions import Act, check_may
from core.records.access_log import LineKind
from core.records.people import Person
from core.records.sign_on import Arrival
from core.sign_on import Claimed, SignOnClosed, SignOnNoRole, SignOnNotFit, SignOnUnknown
from db.actions import account_rows, sessions
from db.audit import add, claim, find, note, note_act
from db.clock import now
from db.engine import transaction
from db.models import AccountRoleRow, AccountRow, SignOnRow, StaffRow

MOST_WAITING = 500
"""People without an account who are remembered; more than these come in vain."""
NOBODYS = "!"
"""The hash of no password: local sign-in opens once an administrator has given a first one."""

Refusal = type[RuleBroken]


def arrive(who: Claimed) -> Arrival:
    """A session for whom the provider proved, or the code of why there is none.

    A refusal is an answer here, not an exception: what is learnt of the person is kept.
    """
    try:
        with transaction(small=True) as session:
            ticket, refusal = _let_in(session, who)
    except (LastAdministrator, StaffNeeded):
        return Arrival(None, SignOnNotFit.code)
    if ticket is None:
        return Arrival(None, refusal.code if refusal else None)
    return Arrival(sessions.trade(ticket), None)


def _let_in(session: Session, who: Claimed) -> tuple[str | None, Refusal | None]:
    row, refusal = _found_or_new(session, who)
    session.flush()  # a new account is asked for below
    account = session.get(AccountRow, row.account_id) if row.account_id else None
    if account is not None:
        refusal = _refusal(session, account, who)
    if account is None or refusal is not None:
        refusal = refusal or SignOnUnknown
        facts = {"subject": [None, who.subject], "refused": [None, refusal.code]}
        note_act(
            session, None, Act.OWN_ACCOUNT, SignOnRow.__tablename__, facts, kind=LineKind.REFUSED
        )
        return None, refusal
    row.last_time = now()
    return sessions.new_ticket(session, account, proved_twice=who.second_factor), None


def _found_or_new(session: Session, who: Claimed) -> tuple[SignOnRow, Refusal | None]:
    """Whom the provider means. Only at the first sign-on is an account made without being asked."""
    of_who = (SignOnRow.issuer == who.issuer, SignOnRow.subject == who.subject)
    known = session.scalar(select(SignOnRow).where(*of_who))
    if known is None:
        return _newcomer(session, who)
    known.last_time = now()
    return known, None if known.account_id else SignOnUnknown


def _newcomer(session: Session, who: Claimed) -> tuple[SignOnRow, Refusal | None]:
    row = SignOnRow(
        issuer=who.issuer,
        subject=who.subject,
        name=who.name,
        account_id=None,
        first_time=now(),
        last_time=now(),
    )
    if who.roles is not None and not who.roles:
        return row, SignOnNoRole
    row.account_id = _account_for(session, who)
    if row.account_id is not None or _waiting(session) < MOST_WAITING:
        note(session, None, Act.MANAGE_ACCOUNTS, add(session, row))
    return row, None if row.account_id else SignOnUnknown


def _account_for(session: Session, who: Claimed) -> str | None:
    """A new account where the claims say all that it needs; otherwise an administrator has to."""
    if not who.roles:
        return None
    staff = session.get(StaffRow, who.staff_id) if who.staff_id else None
    row = AccountRow(
        username=_username(who),
        name=who.name,
        password_hash=NOBODYS,
        staff_id=staff.id if staff else None,
        allocates=False,
        language="da",
        must_change_password=False,
        created_time=now(),
    )
    try:
        check_staff_link("staff_id", who.roles, row.staff_id)
        account_rows.put(session, row, who.roles, None)
    except (StaffNeeded, StaffTaken, UsernameTaken):
        return None
    return row.id


def _username(who: Claimed) -> str:
    """A user name that stands for the person at the provider, whatever they are called there."""
    return "login-" + hashlib.sha256(f"{who.issuer}\n{who.subject}".encode()).hexdigest()[:12]


def _waiting(session: Session) -> int:
    waiting = select(func.count()).select_from(SignOnRow).where(SignOnRow.account_id.is_(None))
    return session.scalar(waiting) or 0


def _refusal(session: Session, account: AccountRow, who: Claimed) -> Refusal | None:
    """Why the account does not open; its roles become those of the claims.

    Sessions with other roles than those end. Raises LastAdministrator or StaffNeeded.
    """
    if account.closed_time is not None:
        return SignOnClosed
    if who.roles is None:
        return None
    of_account = AccountRoleRow.account_id == account.id
    held = set(session.scalars(select(AccountRoleRow.role).where(of_account)))
    if held != {role.value for role in who.roles}:
        sessions.end_all(session, account.id)
        if not who.roles:
            return SignOnNoRole
        account_rows.take_over_roles(session, account, who.roles)
    return None


def link(sign_on_id: str, account_id: str | None, *, seen_version: int, by: Person) -> None:
    """Say whose account a person at the provider has. Raises MissingValue or ChangedByOther.

    A first password that nobody has used ends with it.
    """
    with transaction() as session:
        check_may(by, Act.MANAGE_ACCOUNTS)
        row = claim(session, SignOnRow, sign_on_id, seen_version)
        if not account_id:
            raise MissingValue("account_id")
        account = find(session, AccountRow, account_id)
        row.account_id = account.id
        if account.must_change_password:
            account.version += 1
            account.password_hash, account.must_change_password = NOBODYS, False
        note(session, by, Act.MANAGE_ACCOUNTS, row, account)


def unlink(sign_on_id: str, *, seen_version: int, by: Person) -> None:
    """Take the link away: the sign-on opens nothing from then on, and the sessions end."""
    with transaction() as session:
        check_may(by, Act.MANAGE_ACCOUNTS)
        row = claim(session, SignOnRow, sign_on_id, seen_version)
        if row.account_id is not None:
            sessions.end_all(session, row.account_id)
        row.account_id = None
        note(session, by, Act.MANAGE_ACCOUNTS, row)
