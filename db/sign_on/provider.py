"""What the provider says of itself and its keys: asked once an hour, and held to its issuer."""

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import requests
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

from core.sign_on import SignOnFailed, SignOnSilent, check_encrypted
from db.clock import now

TIMEOUT = 10
"""Seconds for each answer."""
KEPT = timedelta(hours=1)
ASKED_AGAIN = timedelta(minutes=1)
"""Keys may be new before the hour is over; they are asked for once a minute at the most."""
WELL_KNOWN = "/.well-known/openid-configuration"
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


@dataclass
class Provider:
    """One provider, known by its issuer."""

    issuer: str
    _told: Mapping[str, Any] = field(default_factory=dict)
    _keys: KeySet | None = None
    _asked: datetime | None = None
    _keys_asked: datetime | None = None
    _asking: threading.Lock = field(default_factory=threading.Lock)

    def told(self) -> Mapping[str, Any]:
        """Its metadata. Raises SignOnSilent or SignOnFailed.

        The issuer in it must be the one of our settings: a provider speaks for itself only
        (OpenID Connect Discovery 1.0, section 4.3).
        """
        with self._asking:
            if self._asked is None or now() - self._asked > KEPT:
                said = _fetched(self.issuer.rstrip("/") + WELL_KNOWN)
                _check_metadata(said, self.issuer)
                self._told, self._asked = said, now()
            return self._told

    def keys(self, *, anew: bool = False) -> KeySet:
        """The keys it signs with; `anew`: one of them was not known. Raises as `told` does."""
        address = str(self.told()["jwks_uri"])
        with self._asking:
            age = KEPT if self._keys_asked is None else now() - self._keys_asked
            if self._keys is None or age > (ASKED_AGAIN if anew else KEPT):
                self._keys, self._keys_asked = _key_set(_fetched(address)), now()
            return self._keys


def _check_metadata(said: Mapping[str, Any], issuer: str) -> None:
    if said.get("issuer") != issuer:
        raise SignOnFailed
    for name in NEEDED:
        if not isinstance(said.get(name), str):
            raise SignOnFailed
        check_encrypted(said[name])


def _fetched(address: str) -> Mapping[str, Any]:
    """A JSON object from the provider. It is not followed elsewhere."""
    check_encrypted(address)
    try:
        answer = requests.get(address, timeout=TIMEOUT, allow_redirects=False)
        answer.raise_for_status()
        said = answer.json()
    except (requests.RequestException, ValueError) as error:
        raise SignOnSilent from error
    if answer.status_code != requests.codes.ok or not isinstance(said, dict):
        raise SignOnFailed
    return said


def _key_set(said: Mapping[str, Any]) -> KeySet:
    try:
        return KeySet.import_key_set(said)  # type: ignore[arg-type]
    except (JoseError, KeyError, TypeError, ValueError) as error:
        raise SignOnFailed from error


_known: dict[str, Provider] = {}
_knowing = threading.Lock()


def provider_of(issuer: str) -> Provider:
    """The provider of that issuer, with what it has told so far."""
    with _knowing:
        return _known.setdefault(issuer, Provider(issuer))
