"""One try to sign on, sealed into a cookie of the browser that made it. Nothing of it is stored.

The seal is encrypted and dated by a key of this installation, so that many tries that come to
nothing cost no room, and none survives ten minutes.
"""

import base64
import json
import secrets
from dataclasses import asdict, dataclass

from cryptography.fernet import Fernet, InvalidToken

from core.sign_on import SignOnFailed
from db.encryption.keys import key_for

SECONDS = 600
"""How long a person may take at the provider."""


@dataclass(frozen=True, slots=True)
class Try:
    """What must come back (`state`, `nonce`), what proves that we asked (`verifier`), and `to`."""

    state: str
    nonce: str
    verifier: str
    to: str


def new_try(to: str) -> Try:
    """A try that nobody can guess (256 bits each)."""
    state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
    return Try(state, nonce, verifier, to)


def sealed(one: Try) -> str:
    """The text of the cookie."""
    return _seal().encrypt(json.dumps(asdict(one)).encode()).decode("ascii")


def opened(cookie: str | None) -> Try:
    """The try of this browser. Raises SignOnFailed where there is none, or it is too old."""
    try:
        return Try(**json.loads(_seal().decrypt((cookie or "").encode(), ttl=SECONDS)))
    except (InvalidToken, TypeError, ValueError) as error:
        raise SignOnFailed from error


def _seal() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(key_for("sign on")))
