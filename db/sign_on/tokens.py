"""Whether an ID token is the provider's, for us, of this try, and of now."""

from collections.abc import Mapping
from typing import Any

from joserfc import jwt
from joserfc.errors import ExpiredTokenError, InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet

from core.sign_on import SignOnFailed
from db.clock import now
from db.sign_on.provider import Provider

SIGNED = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures by a key that only the provider holds; never `none`, never a shared secret."""
LEEWAY = 60
"""Seconds that the two clocks may differ."""
LONGEST = 100_000
"""Characters of a token."""


def proved(token: object, *, provider: Provider, client_id: str, nonce: str) -> Mapping[str, Any]:
    """The claims of an ID token (OpenID Connect Core 1.0, section 3.1.3.7). Raises SignOnFailed."""
    if not isinstance(token, str) or len(token) > LONGEST:
        raise SignOnFailed
    claims = _signed(token, provider)
    registry = jwt.JWTClaimsRegistry(
        now=lambda: int(now().timestamp()),
        leeway=LEEWAY,
        iss={"essential": True, "value": provider.issuer},
        exp={"essential": True},
        iat={"essential": True},
        nonce={"essential": True, "value": nonce},
    )
    try:
        registry.validate(claims)
    except (JoseError, ExpiredTokenError, TypeError, ValueError) as error:
        raise SignOnFailed from error
    _check_audience(claims, client_id)
    return claims


def _signed(token: str, provider: Provider) -> dict[str, Any]:
    """The claims under a good signature; keys are asked for anew where its key is unknown."""
    try:
        return _decoded(token, provider.keys())
    except (InvalidKeyIdError, ValueError):
        pass
    except JoseError as error:
        raise SignOnFailed from error
    try:
        return _decoded(token, provider.keys(anew=True))
    except (JoseError, ValueError) as error:
        raise SignOnFailed from error


def _decoded(token: str, keys: KeySet) -> dict[str, Any]:
    return jwt.decode(token, keys, algorithms=SIGNED).claims


def _check_audience(claims: Mapping[str, Any], client_id: str) -> None:
    """For us and for nobody else: a token that several may use proves less."""
    audience = claims.get("aud")
    if audience not in (client_id, [client_id]):
        raise SignOnFailed
    if claims.get("azp", client_id) != client_id:
        raise SignOnFailed
