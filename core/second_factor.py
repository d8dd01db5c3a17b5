"""The second step of a sign-in: who it is asked of, and which six digits it takes.

Time steps and their width: RFC 6238. Who needs it: OWASP ASVS 5.0, 6.3.3.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from types import MappingProxyType

from core.codes import Role
from core.errors import RuleBroken

STEP = 30
"""Seconds that a code belongs to."""
DIGITS = 6
DRIFT = 1
"""Steps before and after the present one whose code is taken too: clocks differ."""
RECOVERY_CODES = 10
MINUTES = 15
"""After the password, as long as the second step may take."""

ASKED_OF: Mapping[Role, bool] = MappingProxyType(
    {
        Role.PROJECT_LEAD: True,
        Role.COORDINATOR: True,
        Role.SUPPORT_WORKER: True,
        Role.REFERRER: True,
        Role.ADMINISTRATOR: True,
        Role.STEERING_GROUP: False,
    }
)
"""Whoever writes; the steering group sees figures in which nobody can be found."""


class SecondFactorWrong(RuleBroken):
    """The code is not the one of now, or was used: the same for both."""

    code = "second_factor_wrong"


class SecondStepOver(RuleBroken):
    """The password was given too long ago, or the session has ended."""

    code = "second_step_over"


def asked_of(roles: Collection[Role]) -> bool:
    """Whether somebody with these roles needs a second factor; nobody without a role does."""
    return any(ASKED_OF[role] for role in roles)


def steps_at(moment: datetime, *, used: int | None) -> tuple[int, ...]:
    """The time steps whose code is taken at the moment; none that was used, or lies before it."""
    present = int(moment.timestamp()) // STEP
    around = range(present - DRIFT, present + DRIFT + 1)
    return tuple(step for step in around if used is None or step > used)


def digits_of(typed: str | None) -> str:
    """The code without blanks and hyphens, in small letters."""
    return "".join(sign for sign in (typed or "").lower() if sign.isalnum())
