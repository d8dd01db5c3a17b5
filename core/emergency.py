"""The emergency administrator: for the day when the ordinary ways in are down. Loud by rule."""

from collections.abc import Collection

from core.codes import Role
from core.errors import RuleBroken

REASON = 500
"""Characters of the reason for which an alarm is put away."""


class EmergencyRoles(RuleBroken):
    """The emergency account is administrator and nothing else."""

    code = "emergency_roles"


class EmergencyTaken(RuleBroken):
    """There is an open emergency account already (facts: name)."""

    code = "emergency_taken"


class OwnAlarm(RuleBroken):
    """Who set off an alarm can not put it away."""

    code = "own_alarm"


def check_emergency_roles(field: str, roles: Collection[Role]) -> None:
    """Raises EmergencyRoles: who sees young people too would be no account for emergencies."""
    if set(roles) != {Role.ADMINISTRATOR}:
        raise EmergencyRoles(field)
