"""Which secrets of this installation are known: the one in use, and those it replaced.

Every secret has an id of eight hexadecimal digits that gives nothing of it away; a sealed value
says by it which one it needs. A retired secret stays in the ring, so that an older backup and a
rotation that was cut off can still be read.
"""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from db.encryption.keys import NEXT, checked, key_file, secret_key
from db.engine import current_store
from db.settings import settings

OLD = ".key-old"
"""How the files are named that hold the secrets that went."""


@dataclass(frozen=True, slots=True)
class Secret:
    """One secret, never shown; `id` names it."""

    text: str = field(repr=False)

    @property
    def id(self) -> str:
        """Eight hexadecimal digits."""
        return _id(self.text)

    def key_for(self, purpose: str) -> bytes:
        """The key for one purpose, 32 bytes."""
        return _derived(self.text, purpose)


@lru_cache(maxsize=64)
def _id(text: str) -> str:
    return _derived(text, "key id")[:4].hex()


@lru_cache(maxsize=256)
def _derived(text: str, purpose: str) -> bytes:
    return hmac.digest(text.encode(), purpose.encode(), hashlib.sha256)


_known: tuple[object, tuple[Secret, ...]] | None = None


def ring() -> tuple[Secret, ...]:
    """Every known secret, the one in use first. Raises KeyWeak or KeyMissing."""
    global _known  # noqa: PLW0603 — one ring per process, made anew for another store
    here = (current_store().url, settings().secret_key, settings().secret_key_old)
    if _known is None or _known[0] != here:
        texts = dict.fromkeys([secret_key(), *_others()])
        _known = (here, tuple(Secret(text) for text in texts))
    return _known[1]


def forget_ring() -> None:
    """Read the secrets anew at the next need: a rotation has changed them."""
    global _known  # noqa: PLW0603
    _known = None


def in_use() -> Secret:
    """The secret that new values are sealed with."""
    return ring()[0]


def _others() -> Iterator[str]:
    old = settings().secret_key_old
    if old is not None:
        yield checked(old)
    for url in dict.fromkeys([current_store().url, settings().database_url]):
        yield from (checked(file.read_text(encoding="ascii").strip()) for file in _files(url))


def _files(url: str) -> list[Path]:
    """The key files beside a store: also those of the settings' store, which a copy was made of."""
    file = key_file(url)
    if file is None:
        return []
    others = sorted(file.parent.glob(f"{file.stem}{OLD}.*"), reverse=True)
    return [each for each in (file, file.with_suffix(NEXT), *others) if each.is_file()]
