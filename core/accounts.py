"""What an account must be, and how long a person waits after failed sign-ins."""

import re
import unicodedata
from collections.abc import Collection

from core.codes import Method, Role
from core.errors import MissingValue, RuleBroken, UnknownCode

FREE_TRIES = 5
"""Failed sign-ins before the first wait."""
LONGEST_WAIT = 15
"""Minutes. A wait never grows beyond it."""
FORGOTTEN_AFTER = 24
"""Hours after the last failure, when the count begins anew."""
STAFF_ROLES = frozenset({Role.COORDINATOR, Role.SUPPORT_WORKER})
"""Roles that work with young people and so need a place in the staff list."""
STAFF_LIST_ROLES = (Role.COORDINATOR, Role.SUPPORT_WORKER, Role.PROJECT_LEAD, Role.REFERRER)
"""Roles in the staff list of the exchange format."""
STAFF_METHODS = (Method.CTI, Method.ICM)
_USERNAME = re.compile(r"[a-z0-9æøåäöüé][a-z0-9æøåäöüé._@+-]{1,59}")


class SignInRefused(RuleBroken):
    """User name and password do not belong together; the same for known and unknown names."""

    code = "sign_in_refused"


class SignInWaits(RuleBroken):
    """Too many failed tries (facts: n, whole minutes to wait)."""

    code = "sign_in_waits"


class UsernameBad(RuleBroken):
    """The user name has signs it may not have, or too few or many."""

    code = "username_bad"


class UsernameTaken(RuleBroken):
    """Another account has the user name, a closed one too."""

    code = "username_taken"


class NoRole(RuleBroken):
    """An account needs a role."""

    code = "no_role"


class StaffNeeded(RuleBroken):
    """The role works with young people, but the account is linked to nobody in the staff list."""

    code = "staff_needed"


class StaffTaken(RuleBroken):
    """Another open account is linked to that member of staff (facts: name)."""

    code = "staff_taken"


class LastAdministrator(RuleBroken):
    """Nobody would be left who manages accounts."""

    code = "last_administrator"


class StaffStillWorks(RuleBroken):
    """The member of staff still has young people (facts: n)."""

    code = "staff_still_works"


class MethodNeeded(RuleBroken):
    """A support worker works with CTI, ICM or both."""

    code = "method_needed"


class FirstCodeWrong(RuleBroken):
    """The code is not the one in the terminal (facts: n, tries left)."""

    code = "first_code_wrong"


class FirstCodeSpent(RuleBroken):
    """No code holds any more: it was used, tried too often, or the program was not started anew."""

    code = "first_code_spent"


def wait_after(failures: int) -> int:
    """Minutes to wait after so many failed tries in a row: 0, then 1, 2, 4 … at most 15."""
    over = failures - FREE_TRIES
    return 0 if over < 0 else min(2 ** min(over, 10), LONGEST_WAIT)


def folded_username(value: str | None) -> str:
    """The user name as it is stored and compared: composed, small letters, no blanks around it."""
    return unicodedata.normalize("NFC", value or "").strip().lower()


def check_username(field: str, value: str | None) -> str:
    """The user name to store. Raises MissingValue or UsernameBad."""
    name = folded_username(value)
    if not name:
        raise MissingValue(field)
    if not _USERNAME.fullmatch(name):
        raise UsernameBad(field)
    return name


def check_roles(field: str, roles: Collection[str]) -> frozenset[Role]:
    """The roles. Raises NoRole, or UnknownCode for a role that does not exist."""
    if not roles:
        raise NoRole(field)
    unknown = set(roles) - set(Role)
    if unknown:
        raise UnknownCode(field, value=min(unknown))
    return frozenset(Role(role) for role in roles)


def check_staff_link(field: str, roles: Collection[Role], staff_id: str | None) -> None:
    """Raises StaffNeeded where a role works with young people and nobody is linked."""
    if staff_id is None and STAFF_ROLES & set(roles):
        raise StaffNeeded(field)


def one_of(field: str, value: str | None, allowed: Collection[str]) -> str:
    """The code. Raises MissingValue or UnknownCode."""
    if not value:
        raise MissingValue(field)
    if value not in allowed:
        raise UnknownCode(field, value=value)
    return value
