"""The keys that the store's file is encrypted with: set outside, or made beside a new store.

Apart from the installation's secret (`keys`), and read before any store is open. Several may be
known: a rotation that was cut off is opened by whichever fits.
"""

import hashlib
import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.errors import RuleBroken
from db.encryption.key_files import SHORTEST, is_weak, new_key, read_key, write_key
from db.settings import settings

NAME, NEXT, OLD = ".store-key", ".store-key-next", ".store-key-old"
"""How the files beside a store are named that hold its key, the coming one, and those that went."""


class StoreKeyWeak(RuleBroken):
    """A store's key is short, well known or not ASCII (facts: shortest)."""

    code = "store_key_weak"


class StoreKeyMissing(RuleBroken):
    """The store is encrypted and no key is here (facts: path)."""

    code = "store_key_missing"


class StoreKeyFileMissing(RuleBroken):
    """The file that should hold the key is not there or can not be read (facts: path)."""

    code = "store_key_file_missing"


class StoreKeyWrong(RuleBroken):
    """The store is encrypted, and none of the keys fits (facts: path)."""

    code = "store_key_wrong"


@dataclass(frozen=True, slots=True)
class StoreKey:
    """One key, never shown."""

    text: str = field(repr=False)

    @property
    def cipher_text(self) -> str:
        """What DuckDB is given: 64 hexadecimal digits, so that no sign of a key is ever SQL."""
        return hmac.digest(self.text.encode(), b"store", hashlib.sha256).hex()


def store_keys(path: Path) -> tuple[StoreKey, ...]:
    """Every key known for a store, the one in use first; none where it is not encrypted.

    Raises StoreKeyWeak or StoreKeyFileMissing.
    """
    return tuple(StoreKey(_checked(text)) for text in dict.fromkeys(_known(path)))


def make_store_key(path: Path) -> StoreKey:
    """Make a key for a new store and keep it beside the file."""
    key = new_key()
    write_key(key_beside(path), key)
    return StoreKey(key)


def key_beside(path: Path) -> Path:
    """Where the key of a store lies, unless it is set outside."""
    return path.with_suffix(NAME)


def set_outside() -> bool:
    """Whether the settings hold the store's key, or name the file that does."""
    return settings().store_key is not None or settings().store_key_file is not None


def _known(path: Path) -> Iterator[str]:
    told = settings()
    if told.store_key is not None:
        yield told.store_key
    if told.store_key_file is not None:
        yield _in_file(told.store_key_file)
    if told.store_key_old is not None:
        yield told.store_key_old
    yield from _beside(path)


def _beside(path: Path) -> Iterator[str]:
    """The files beside a store; a copy named after it (`NAME.SOMETHING.duckdb`) has its keys."""
    stems = dict.fromkeys((path.stem, path.stem.partition(".")[0]))
    for stem in stems:
        others = sorted(path.parent.glob(f"{stem}{OLD}.*"), reverse=True)
        for file in (*(path.with_name(f"{stem}{name}") for name in (NAME, NEXT)), *others):
            if file.is_file():
                yield read_key(file)


def _in_file(file: Path) -> str:
    try:
        return read_key(file)
    except OSError as error:
        raise StoreKeyFileMissing(path=file) from error


def _checked(key: str) -> str:
    if is_weak(key) or not key.isascii() or not key.isprintable():
        raise StoreKeyWeak(shortest=SHORTEST)
    return key
