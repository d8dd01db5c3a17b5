"""Second factors that are known, and a whole sign-in in one call."""

from pyotp import TOTP

from db import actions, queries
from db.clock import now
from db.encryption.sealed import seal
from db.models import SecondFactorRow, new_id
from db.models.sealed_text import place
from db.models.signing_in import SECOND_FACTOR
from tests.factories import put
from tests.factories_accounts import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STEP = 30


def put_factor(account_id: str, secret: str = SECRET) -> None:
    """The account signs in with this second factor."""
    row_id = new_id()
    put(
        SecondFactorRow(
            id=row_id,
            account_id=account_id,
            secret=seal(SECOND_FACTOR, secret, place(SecondFactorRow.__tablename__, row_id)),
            made_time=now(),
            confirmed_time=now(),
        )
    )


def code_of(secret: str = SECRET, *, steps: int = 0) -> str:
    """The six digits of now, or of so many steps later."""
    return TOTP(secret).at(int(now().timestamp()) + steps * STEP)


def half(username: str = "karen", password: str = PASSWORD) -> str:
    """The id of a session that has passed the password and nothing more."""
    cookie = actions.sessions.trade(actions.sessions.sign_in(username, password))
    assert cookie is not None
    session_id = queries.accounts.session_of(cookie)
    assert session_id is not None
    return session_id


def enrolled(session_id: str) -> tuple[str, tuple[str, ...]]:
    """The ticket and the recovery codes after the second factor was set up."""
    actions.second_factors.begin(session_id)
    waits = queries.second_factors.waiting(session_id)
    assert waits is not None
    assert waits.secret is not None
    return actions.second_factors.confirm(session_id, code_of(waits.secret))


def whole_sign_in(username: str = "karen", password: str = PASSWORD) -> tuple[str, str]:
    """The cookie and the session of a browser that has signed in with all that is asked."""
    cookie = actions.sessions.trade(actions.sessions.sign_in(username, password))
    assert cookie is not None
    session_id = queries.accounts.session_of(cookie)
    assert session_id is not None
    if queries.accounts.signed_in(session_id) is None:
        cookie = actions.sessions.trade(enrolled(session_id)[0])
        assert cookie is not None
        session_id = queries.accounts.session_of(cookie)
        assert session_id is not None
    return cookie, session_id
