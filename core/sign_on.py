"""What the municipality's own sign-on (OpenID Connect) says of a person, and what it gives here.

Only rules: the claims have been checked to be the provider's before they come here. Roles are
given by a table of the installation, value of the claim → role.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from core.codes import Role
from core.errors import RuleBroken
from core.texts import NAME

LONGEST = 255
"""Characters of an issuer's name for a person (OpenID Connect Core 1.0, section 2: `sub`)."""
AT_HOME = frozenset({"localhost", "127.0.0.1", "::1"})
"""Hosts that are this machine: what is said to them is not on the net."""


class SignOnFailed(RuleBroken):
    """What came back from the sign-on can not be trusted, or was not asked for here."""

    code = "sign_on_failed"


class SignOnSilent(RuleBroken):
    """The provider of the sign-on does not answer."""

    code = "sign_on_silent"


class SignOnDeclined(RuleBroken):
    """The provider let nobody through: the person gave up, or may not use this program."""

    code = "sign_on_declined"


class SignOnUnknown(RuleBroken):
    """The provider knows the person, but nobody has an account for them here yet."""

    code = "sign_on_unknown"


class SignOnNoRole(RuleBroken):
    """The claims hold none of the roles that open this program."""

    code = "sign_on_no_role"


class SignOnClosed(RuleBroken):
    """The account here is closed, whatever the provider says."""

    code = "sign_on_closed"


class SignOnNotFit(RuleBroken):
    """The roles of the claims can not be given: no staff row, or no administrator would be left."""

    code = "sign_on_not_fit"


class SignOnHalfSet(RuleBroken):
    """Settings of the sign-on are missing (facts: names)."""

    code = "sign_on_half_set"


class SignOnPlain(RuleBroken):
    """The address of the provider or of this program is not encrypted (facts: address)."""

    code = "sign_on_plain"


REFUSALS: Mapping[str, type[RuleBroken]] = {
    kind.code: kind
    for kind in (
        SignOnFailed,
        SignOnSilent,
        SignOnDeclined,
        SignOnUnknown,
        SignOnNoRole,
        SignOnClosed,
        SignOnNotFit,
    )
}
"""What the front page may be asked to say, by code: nothing else comes from the address."""


@dataclass(frozen=True, slots=True)
class ClaimRules:
    """How an installation reads the claims; names are the provider's."""

    subject: str = "sub"
    roles: str | None = None
    """None: roles are those of the account here."""
    role_of: Mapping[str, Role] = field(default_factory=dict)
    staff: str | None = None
    second_factor: frozenset[str] = frozenset()
    """Values of `acr` or `amr` that say that a second factor was used."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a provider says of a person. `roles` is None where roles are given here alone."""

    issuer: str
    subject: str
    name: str
    roles: frozenset[Role] | None
    staff_id: str | None
    second_factor: bool


def claimed(claims: Mapping[str, Any], rules: ClaimRules) -> Claimed:
    """The claims as they are read here. Raises SignOnFailed where they name nobody."""
    subject, issuer = claims.get(rules.subject), claims.get("iss")
    if not isinstance(subject, str) or not isinstance(issuer, str):
        raise SignOnFailed
    if not 0 < len(subject) <= LONGEST or not subject.isprintable():
        raise SignOnFailed
    return Claimed(
        issuer=issuer,
        subject=subject,
        name=_name(claims, subject),
        roles=_roles(claims, rules),
        staff_id=_staff(claims, rules),
        second_factor=_second_factor(claims, rules.second_factor),
    )


def _name(claims: Mapping[str, Any], subject: str) -> str:
    name = claims.get("name")
    said = " ".join(name.split()) if isinstance(name, str) else ""
    return said[:NAME] or subject[:NAME]


def _roles(claims: Mapping[str, Any], rules: ClaimRules) -> frozenset[Role] | None:
    """A value that the table does not name gives nothing."""
    if rules.roles is None:
        return None
    said = values_of(found(claims, rules.roles))
    return frozenset(rules.role_of[value] for value in said if value in rules.role_of)


def _staff(claims: Mapping[str, Any], rules: ClaimRules) -> str | None:
    said = values_of(found(claims, rules.staff)) if rules.staff else ()
    return said[0] if len(said) == 1 else None


def _second_factor(claims: Mapping[str, Any], counting: Collection[str]) -> bool:
    said = (*values_of(claims.get("acr")), *values_of(claims.get("amr")))
    return any(value in counting for value in said)


def found(claims: Mapping[str, Any], name: str) -> Any:
    """The claim of that name; `a.b` is also looked for as `b` inside `a`. None where it is not."""
    if name in claims:
        return claims[name]
    outer, dot, inner = name.partition(".")
    within = claims.get(outer)
    return found(within, inner) if dot and isinstance(within, Mapping) else None


def values_of(said: Any) -> tuple[str, ...]:
    """A claim as texts: one, several, or none where it is something else."""
    if isinstance(said, str):
        return (said,)
    return tuple(each for each in said if isinstance(each, str)) if isinstance(said, list) else ()


def check_encrypted(address: str) -> None:
    """Raises SignOnPlain where what is said to the address could be read on its way."""
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in AT_HOME):
        raise SignOnPlain(address=address)
