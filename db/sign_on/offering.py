"""Whether there is a sign-on at all; asked at the start and on every page that signs in.

The talk with the provider itself is in `flow`, with its libraries.
"""

from core.sign_on import SignOnHalfSet, check_encrypted
from db.settings import settings

CALLBACK = "/sign-on/callback"


def offered() -> bool:
    """Whether this installation has a sign-on."""
    return settings().oidc_issuer is not None


def check_settings() -> None:
    """At the start. Raises SignOnHalfSet or SignOnPlain."""
    told = settings()
    if told.oidc_issuer is None:
        return
    needed = {"oidc_client_id": told.oidc_client_id, "oidc_client_secret": told.oidc_client_secret}
    if told.oidc_roles_claim is not None:
        needed["oidc_roles"] = told.oidc_roles or None  # type: ignore[assignment]
    missing = [f"UNGESPOR_{name.upper()}" for name, value in needed.items() if not value]
    if missing:
        raise SignOnHalfSet(names=", ".join(missing))
    check_encrypted(told.oidc_issuer)
    check_encrypted(told.address)
