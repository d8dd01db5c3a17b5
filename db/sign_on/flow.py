"""The two halves of a sign-on: to the provider, and back with a code (authorization code, PKCE)."""

import hmac
import re
from collections.abc import Mapping
from typing import Any

import requests
import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session

from core.errors import RuleBroken
from core.records.sign_on import Arrival, Begun
from core.sign_on import (
    ClaimRules,
    SignOnDeclined,
    SignOnFailed,
    SignOnSilent,
    claimed,
)
from db.actions import sign_ons
from db.settings import Settings, settings
from db.sign_on.offering import CALLBACK
from db.sign_on.provider import TIMEOUT, Provider, provider_of
from db.sign_on.tokens import proved
from db.sign_on.tries import Try, new_try, opened, sealed

SCOPE = "openid profile"
"""Who somebody is and what they are called; no more is asked for."""
_OURS = re.compile(r"/[a-z_]*(\?[A-Za-z0-9_=&.%-]*)?")
_log = structlog.get_logger(__name__)


def begin(to: str) -> Begun | Arrival:
    """Where to send the browser and what to seal into its cookie; or the refusal.

    `to` is where the person wanted to go here; anything that is no address of ours is forgotten.
    """
    try:
        return _begun(new_try(to if _OURS.fullmatch(to) else "/"))
    except RuleBroken as refusal:
        return _refused(refusal)


def _begun(one: Try) -> Begun:
    told = settings()
    provider = provider_of(told.oidc_issuer or "")
    asked, _ = _client(told, provider).create_authorization_url(
        provider.told()["authorization_endpoint"],
        state=one.state,
        nonce=one.nonce,
        code_verifier=one.verifier,
    )
    return Begun(asked, sealed(one))


def complete(cookie: str | None, answer: Mapping[str, str]) -> Arrival:
    """What a person gets for what came back with the browser: a cookie of ours, or a refusal."""
    try:
        one = opened(cookie)
        claims = _claims(one, answer)
        ended = sign_ons.arrive(claimed(claims, rules_of(settings())))
    except RuleBroken as refusal:
        return _refused(refusal)
    return Arrival(ended.cookie, ended.refusal, one.to if ended.cookie else "/")


def _refused(refusal: RuleBroken) -> Arrival:
    """The log says why; a stranger is only told that it came to nothing."""
    _log.warning("sign-on refused", code=refusal.code, cause=type(refusal.__cause__).__name__)
    return Arrival(None, refusal.code)


def rules_of(told: Settings) -> ClaimRules:
    """How the settings read the claims."""
    return ClaimRules(
        subject=told.oidc_subject_claim,
        roles=told.oidc_roles_claim,
        role_of=told.oidc_roles,
        staff=told.oidc_staff_claim,
        second_factor=frozenset(told.oidc_second_factor),
    )


def _claims(one: Try, answer: Mapping[str, str]) -> Mapping[str, Any]:
    """Claims of the token that the code buys. Raises SignOnFailed, Silent or Declined."""
    told = settings()
    provider = provider_of(told.oidc_issuer or "")
    if not hmac.compare_digest(answer.get("state", "").encode(), one.state.encode()):
        raise SignOnFailed
    _check_issuer(provider, answer.get("iss"))
    if "error" in answer:
        raise SignOnDeclined
    token = _bought(told, provider, one, answer.get("code"))
    return proved(
        token.get("id_token"),
        provider=provider,
        client_id=told.oidc_client_id or "",
        nonce=one.nonce,
    )


def _check_issuer(provider: Provider, said: str | None) -> None:
    """An answer of another provider is not taken for this one's (RFC 9207)."""
    promised = provider.told().get("authorization_response_iss_parameter_supported") is True
    if said != provider.issuer and (promised or said is not None):
        raise SignOnFailed


def _bought(told: Settings, provider: Provider, one: Try, code: str | None) -> Mapping[str, Any]:
    if not code:
        raise SignOnFailed
    try:
        token: Mapping[str, Any] = _client(told, provider).fetch_token(
            provider.told()["token_endpoint"],
            grant_type="authorization_code",
            code=code,
            code_verifier=one.verifier,
            timeout=TIMEOUT,
            allow_redirects=False,
        )
    except (requests.ConnectionError, requests.Timeout) as error:
        raise SignOnSilent from error
    except (AuthlibBaseError, requests.RequestException, ValueError) as error:
        raise SignOnFailed from error
    return token


def _client(told: Settings, provider: Provider) -> OAuth2Session:
    return OAuth2Session(
        told.oidc_client_id,
        told.oidc_client_secret,
        token_endpoint_auth_method=_way(provider.told()),
        scope=SCOPE,
        redirect_uri=told.address.rstrip("/") + CALLBACK,
        code_challenge_method="S256",
    )


def _way(metadata: Mapping[str, Any]) -> str:
    """How we show who we are: in the header, unless the provider takes it in the form only."""
    known = metadata.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return "client_secret_basic" if "client_secret_basic" in known else "client_secret_post"
