"""Single values that no file may hold in plain text: sealed with AES-256-GCM, found by HMAC.

A sealed value is `s1.<key id>.<nonce and ciphertext>`. It is bound to its place (table and row):
copied into another row it does not open. `blind_index` gives what a value is searched by.
"""

import base64
import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from core.errors import RuleBroken
from db.encryption.key_ring import Secret, in_use, ring

FORM = "s1"
NONCE = 12
"""Bytes, random for each value."""
INDEX = 16
"""Bytes of the HMAC that a blind index keeps."""


class SealedKeyMissing(RuleBroken):
    """A value was sealed with a key that is not here (facts: key_id)."""

    code = "sealed_key_missing"


class SealedDamaged(RuleBroken):
    """A sealed value was changed, or belongs to another row."""

    code = "sealed_damaged"


def seal(purpose: str, plaintext: str, bound_to: str, under: Secret | None = None) -> str:
    """The text sealed under the secret in use, or the one given.

    `bound_to` names its place, as `table:row id`.
    """
    secret, nonce = under or in_use(), os.urandom(NONCE)
    body = nonce + _cipher(secret, purpose).encrypt(nonce, plaintext.encode(), bound_to.encode())
    return f"{FORM}.{secret.id}.{base64.urlsafe_b64encode(body).decode()}"


def opened(purpose: str, sealed: str, bound_to: str) -> str:
    """The text again. Raises SealedKeyMissing or SealedDamaged."""
    form, _, rest = sealed.partition(".")
    key_id, _, body = rest.partition(".")
    if form != FORM:
        raise SealedDamaged
    secret = _secret(key_id)
    try:
        raw = _bytes_of(body)
        cipher = _cipher(secret, purpose)
        return cipher.decrypt(raw[:NONCE], raw[NONCE:], bound_to.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise SealedDamaged from error


def _bytes_of(body: str) -> bytes:
    """ValueError also where the text is another way to write the same bytes."""
    raw = base64.urlsafe_b64decode(body)
    if base64.urlsafe_b64encode(raw).decode() != body:
        raise ValueError("not as it was written")
    return raw


def blind_index(purpose: str, text: str) -> str:
    """What the text is found by: 32 hexadecimal digits, the same for the same text."""
    return index_under(in_use(), purpose, text)


def blind_indexes(purpose: str, text: str) -> tuple[str, ...]:
    """The same under every known key: rows that a rotation has not reached are found as well."""
    return tuple(index_under(secret, purpose, text) for secret in ring())


def index_under(secret: Secret, purpose: str, text: str) -> str:
    """The same under one key."""
    key = secret.key_for(f"index {purpose}")
    return hmac.digest(key, text.encode(), hashlib.sha256)[:INDEX].hex()


def _secret(key_id: str) -> Secret:
    found = next((secret for secret in ring() if secret.id == key_id), None)
    if found is None:
        raise SealedKeyMissing(key_id=key_id)
    return found


def _cipher(secret: Secret, purpose: str) -> AESGCM:
    return _aead(secret.key_for(f"seal {purpose}"))


@lru_cache(maxsize=64)
def _aead(key: bytes) -> AESGCM:
    return AESGCM(key)
