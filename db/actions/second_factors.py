"""The second step of a sign-in: take a factor into use, give its code, and take it away."""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import timedelta

from pyotp import TOTP, random_base32
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from core.permissions import Act, check_may
from core.records.people import Person
from core.second_factor import (
    DIGITS,
    MINUTES,
    RECOVERY_CODES,
    STEP,
    SecondFactorWrong,
    SecondStepOver,
    digits_of,
    steps_at,
)
from db.actions.account_rows import account_of
from db.actions.ringing import ring
from db.actions.sessions import count_try, end_all, end_row, forget_tries_of, new_ticket
from db.audit import add, claim, note, remove
from db.clock import now
from db.encryption.key_ring import Secret, in_use
from db.encryption.key_ring import ring as known_secrets
from db.encryption.sealed import seal
from db.engine import reading, transaction
from db.models import AccountRow, RecoveryCodeRow, SecondFactorRow, SessionRow, new_id
from db.models.sealed_text import place
from db.models.signing_in import SECOND_FACTOR
from db.queries.acting import person_of
from db.queries.second_factors import factor_of, new_factor_of, secret_of
from db.queries.session_limits import stands
from db.spelled import spelled

TRIES = "throttle-second-factor"
ACT = Act.OWN_ACCOUNT
TO_READ = timedelta(minutes=MINUTES)
"""How long the recovery codes may be looked at before the ticket beside them has run out."""


def begin(session_id: str) -> None:
    """Make a new secret for the account of a session that waits; one not taken into use goes.

    Raises SecondStepOver.
    """
    with transaction(small=True) as session:
        account = _account(session, _waiting(session, session_id))
        if factor_of(session, account.id) is not None:
            raise SecondStepOver
        old = new_factor_of(session, account.id)
        if old is not None:
            remove(session, old)
        row = SecondFactorRow(id=new_id(), account_id=account.id, made_time=now())
        row.secret = seal(SECOND_FACTOR, random_base32(), place(row.__tablename__, row.id))
        add(session, row)
        note(session, person_of(session, account), ACT, *filter(None, (old, row)))


def confirm(session_id: str, code: str | None) -> tuple[str, tuple[str, ...]]:
    """Take the new factor into use: the ticket of a whole session, and the recovery codes.

    The codes are told here only. Raises SecondFactorWrong, SignInWaits or SecondStepOver.
    """
    _count(session_id)
    with transaction(small=True) as session:
        waits = _waiting(session, session_id)
        account = _account(session, waits)
        row = new_factor_of(session, account.id)
        if row is None or row.made_time < waits.started_time:
            raise SecondStepOver
        _take(row, digits_of(code))
        row.version += 1
        row.confirmed_time = now()
        codes = _new_codes(session, account.id)
        note(session, person_of(session, account), ACT, row)
        return _go_on(session, waits, account, TO_READ), codes


def prove(session_id: str, code: str | None) -> str:
    """The ticket of a whole session, for the six digits of now or a recovery code.

    Raises SecondFactorWrong, SignInWaits or SecondStepOver.
    """
    _count(session_id)
    with transaction(small=True) as session:
        waits = _waiting(session, session_id)
        account = _account(session, waits)
        row = factor_of(session, account.id)
        if row is None:
            raise SecondStepOver
        taken = _take_any(session, row, digits_of(code))
        taken.version += 1
        note(session, person_of(session, account), ACT, taken)
        return _go_on(session, waits, account)


def renew_codes(code: str | None, *, by: Person) -> tuple[str, ...]:
    """Ten new recovery codes for who gives the six digits of now; the old ones go.

    Raises SecondFactorWrong or SignInWaits.
    """
    count_try(by.account_id, TRIES)
    with transaction() as session:
        check_may(by, ACT)
        row = factor_of(session, by.account_id)
        if row is None:
            raise SecondFactorWrong("code")
        _take(row, digits_of(code))
        row.version += 1
        forget_tries_of(session, by.account_id, TRIES)
        note(session, by, ACT, row)
        return _new_codes(session, by.account_id)


def reset(account_id: str, *, seen_version: int, by: Person) -> None:
    """Take away an account's second factor: it is set up anew at the next sign-in. This rings."""
    with transaction() as session:
        check_may(by, Act.MANAGE_ACCOUNTS)
        account = claim(session, AccountRow, account_id, seen_version)
        _reset(session, account, by)


def reset_by_operator(username: str) -> None:
    """The same for whoever runs the program from the command line. Raises NotFound."""
    with transaction() as session:
        account = account_of(session, username)
        account.version += 1
        _reset(session, account, None)


def _reset(session: Session, account: AccountRow, by: Person | None) -> None:
    rows = session.scalars(
        select(SecondFactorRow).where(SecondFactorRow.account_id == account.id)
    ).all()
    for row in rows:
        remove(session, row)
    note(session, by, Act.MANAGE_ACCOUNTS, account, *rows)
    _drop_codes(session, account.id)
    ring(session, "second_factor_reset", account, by)
    end_all(session, account.id, by)


def _waiting(session: Session, session_id: str) -> SessionRow:
    row = session.get(SessionRow, session_id)
    whole = row is not None and (row.second_factor_time is not None or row.choosing_password)
    if row is None or whole or not stands(row):
        raise SecondStepOver
    return row


def _account(session: Session, waits: SessionRow) -> AccountRow:
    account = session.get_one(AccountRow, waits.account_id)
    if account.closed_time is not None:
        raise SecondStepOver
    return account


def _count(session_id: str) -> None:
    """A try counts before the code is looked at, so that many at once gain nothing."""
    with reading() as session:
        account_id = _waiting(session, session_id).account_id
    count_try(account_id, TRIES)


def _go_on(
    session: Session, waits: SessionRow, account: AccountRow, lasts: timedelta | None = None
) -> str:
    """The session of the first step ends; a new one, with a cookie of its own, takes its place."""
    forget_tries_of(session, account.id, TRIES)
    end_row(session, waits)
    if lasts is None:
        return new_ticket(session, account, proved_twice=True)
    return new_ticket(session, account, proved_twice=True, lasts=lasts)


def _take_any(
    session: Session, row: SecondFactorRow, typed: str
) -> SecondFactorRow | RecoveryCodeRow:
    if len(typed) == DIGITS:
        _take(row, typed)
        return row
    query = select(RecoveryCodeRow).where(
        RecoveryCodeRow.account_id == row.account_id,
        RecoveryCodeRow.code_hash.in_(
            [_hash(row.account_id, typed, each) for each in known_secrets()]
        ),
        RecoveryCodeRow.used_time.is_(None),
    )
    code = session.scalars(query).first()
    if code is None:
        raise SecondFactorWrong("code")
    code.used_time = now()
    return code


def _take(row: SecondFactorRow, typed: str) -> None:
    """Use up the time step that the digits belong to. Raises SecondFactorWrong."""
    totp = TOTP(secret_of(row))
    fits = [
        step
        for step in steps_at(now(), used=row.used_step)
        if hmac.compare_digest(totp.at(step * STEP).encode(), typed.encode())
    ]
    if not fits:
        raise SecondFactorWrong("code")
    row.used_step = fits[-1]


def _new_codes(session: Session, account_id: str) -> tuple[str, ...]:
    _drop_codes(session, account_id)
    codes = tuple(spelled(3) for _ in range(RECOVERY_CODES))
    session.add_all(_code_rows(account_id, codes))
    return codes


def _code_rows(account_id: str, codes: Sequence[str]) -> list[RecoveryCodeRow]:
    return [
        RecoveryCodeRow(
            account_id=account_id, code_hash=_hash(account_id, digits_of(code), in_use())
        )
        for code in codes
    ]


def _drop_codes(session: Session, account_id: str) -> None:
    session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.account_id == account_id))


def _hash(account_id: str, code: str, secret: Secret) -> str:
    """Under one known secret: codes from before a change of keys are good as well."""
    text = f"{account_id}:{code}".encode("utf-8", "replace")
    return hmac.digest(secret.key_for("recovery-codes"), text, hashlib.sha256).hex()
