"""The municipality's own sign-on (OpenID Connect): the talk with its provider, and what it proves.

What a person gets here for it is in `core.sign_on` and `db.actions.sign_ons`.
"""

from collections.abc import Mapping

from core.records.sign_on import Arrival, Begun
from db.sign_on.offering import CALLBACK, check_settings, offered
from db.sign_on.tries import SECONDS


def begin(to: str) -> Begun | Arrival:
    """Where to send the browser and what to seal into its cookie; or the refusal (`flow`)."""
    from db.sign_on import flow  # noqa: PLC0415 — a quarter of a second where there is no sign-on

    return flow.begin(to)


def complete(cookie: str | None, answer: Mapping[str, str]) -> Arrival:
    """What the provider sent back, traded for a session; or the refusal (`flow`)."""
    from db.sign_on import flow  # noqa: PLC0415 — as above

    return flow.complete(cookie, answer)


__all__ = ["CALLBACK", "SECONDS", "begin", "check_settings", "complete", "offered"]
