"""Seal a short text so that only this installation reads it again, and only where it was put."""

import base64
import secrets

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from db.keys import key_for

_NONCE = 12
"""Bytes, drawn anew for each text (NIST SP 800-38D)."""


def seal(text: str, *, purpose: str, place: str) -> str:
    """The text under AES-256-GCM with the purpose's key; `place` must be named again to open it."""
    nonce = secrets.token_bytes(_NONCE)
    sealed = AESGCM(key_for(purpose)).encrypt(nonce, text.encode(), place.encode())
    return base64.b64encode(nonce + sealed).decode("ascii")


def unseal(sealed: str, *, purpose: str, place: str) -> str:
    """The text. Raises cryptography's InvalidTag where key, place or text are not the same."""
    raw = base64.b64decode(sealed)
    opened = AESGCM(key_for(purpose)).decrypt(raw[:_NONCE], raw[_NONCE:], place.encode())
    return opened.decode()
