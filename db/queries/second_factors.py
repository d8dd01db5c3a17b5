"""Questions about second factors, and what a session waits for before it is anybody's."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core.codes import Role
from core.records.people import Person
from core.records.signing_in import Factor, Step, Waiting
from core.second_factor import asked_of
from db.encryption.sealed import opened
from db.engine import reading
from db.kept import UntilWritten
from db.models import AccountRoleRow, AccountRow, RecoveryCodeRow, SecondFactorRow, SessionRow
from db.models.sealed_text import place
from db.models.signing_in import SECOND_FACTOR
from db.queries.session_limits import stands
from db.queries.store import is_demo


def needed(session: Session, account: AccountRow) -> bool:
    """Whether the account's sign-in has a second step: its roles ask for it, or it has a factor.

    Not in a store of invented people, and not for the emergency administrator.
    """
    if is_demo() or account.emergency:
        return False
    query = select(AccountRoleRow.role).where(AccountRoleRow.account_id == account.id)
    roles = [Role(role) for role in session.scalars(query)]
    return asked_of(roles) or factor_of(session, account.id) is not None


def factor_of(session: Session, account_id: str) -> SecondFactorRow | None:
    """The factor that the account signs in with."""
    query = select(SecondFactorRow).where(
        SecondFactorRow.account_id == account_id, SecondFactorRow.confirmed_time.is_not(None)
    )
    return session.scalars(query).first()


def new_factor_of(session: Session, account_id: str) -> SecondFactorRow | None:
    """The factor that the account is about to take into use."""
    query = select(SecondFactorRow).where(
        SecondFactorRow.account_id == account_id, SecondFactorRow.confirmed_time.is_(None)
    )
    return session.scalars(query).first()


def secret_of(row: SecondFactorRow) -> str:
    """The secret in base 32."""
    return opened(SECOND_FACTOR, row.secret, place(row.__tablename__, row.id))


def waiting(session_id: str) -> Waiting | None:
    """What the session waits for; None where it is somebody's already, or nobody's for good.

    The new secret is told to the very session that began with it.
    """
    with reading() as session:
        row = session.get(SessionRow, session_id)
        if row is None or row.second_factor_time is not None or not stands(row):
            return None
        account = session.get_one(AccountRow, row.account_id)
        if account.closed_time is not None:
            return None
        return _waiting(session, row, account)


def _waiting(session: Session, row: SessionRow, account: AccountRow) -> Waiting | None:
    told = (account.id, account.version, account.username, account.language)
    if row.choosing_password:
        return Waiting(*told, Step.CHOOSE)
    if not needed(session, account):
        return None
    if factor_of(session, account.id) is not None:
        return Waiting(*told, Step.PROVE)
    begun = new_factor_of(session, account.id)
    seen_here = begun is not None and begun.made_time >= row.started_time
    return Waiting(*told, Step.ENROL, secret_of(begun) if begun and seen_here else None)


def own(*, by: Person) -> Factor | None:
    """A person's own second factor; None without one."""
    return of_account(by.account_id)


def of_account(account_id: str) -> Factor | None:
    """The account's second factor; nobody's rights are narrowed."""
    return _factor(account_id)


@UntilWritten
def _factor(account_id: str) -> Factor | None:
    left = select(func.count()).where(
        RecoveryCodeRow.account_id == account_id, RecoveryCodeRow.used_time.is_(None)
    )
    with reading() as session:
        row = factor_of(session, account_id)
        if row is None or row.confirmed_time is None:
            return None
        return Factor(row.confirmed_time, session.scalar(left) or 0)
