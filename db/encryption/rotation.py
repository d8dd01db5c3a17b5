"""Replace the keys of an installation, step by step, so that a stop leaves a pair that fits.

A new key is on the disk before anything needs it, and an old one stays as long as anything could:
sealed values name their key, and a store's file is tried with every key that is known.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import delete

from core.errors import RuleBroken
from core.permissions import Act
from core.records.access_log import LineKind
from db.audit import note_act
from db.clock import now
from db.encryption.key_files import new_key, read_key, write_key
from db.encryption.key_ring import OLD, Secret, forget_ring, in_use
from db.encryption.keys import NEXT, checked, key_file
from db.encryption.rewriting import rewriting
from db.encryption.sealing import seal_anew
from db.encryption.store_keys import NEXT as STORE_NEXT
from db.encryption.store_keys import OLD as STORE_OLD
from db.encryption.store_keys import StoreKey, key_beside, make_store_key, set_outside, store_keys
from db.engine import close_store, current_store, transaction
from db.log.chain import head_of
from db.models import SessionRow, ThrottleRow
from db.opening import opened_any, store_path
from db.safekeeping.durable import sync_folder
from db.settings import settings


class NewKeyMissing(RuleBroken):
    """The key is set outside, and the new one is not (facts: variable)."""

    code = "new_key_missing"


class AlreadyEncrypted(RuleBroken):
    """The store is encrypted as it is."""

    code = "already_encrypted"


class AlreadyPlain(RuleBroken):
    """The store is not encrypted as it is."""

    code = "already_plain"


class NoFile(RuleBroken):
    """The store is no file, or it is not there yet."""

    code = "no_store_file"


def secret_rotation() -> Iterator[str]:
    """Put another secret in place and seal everything under it; names each step done.

    All sessions end. Raises NewKeyMissing where the secret is set outside and no other is.
    """
    path, old = _file(), in_use()
    new, old = _from_outside(old) if settings().secret_key else (_coming(), old)
    forget_ring()
    yield "new key kept"
    _seal_all(old, new)
    yield "sealed"
    _sign_log(new)
    yield "log signed"
    if not settings().secret_key:
        yield from _take_over(old)
    forget_ring()
    key = current_store().key
    close_store()
    for step in rewriting(path, key):
        yield f"file {step}"


def encryption() -> Iterator[str]:
    """Encrypt a plain store; names each step done. Raises AlreadyEncrypted or NoFile."""
    path = _file()
    if _opens_with(path) is not None:
        raise AlreadyEncrypted
    known = store_keys(path)
    key = known[0] if known else make_store_key(path)
    yield "key kept"
    yield from rewriting(path, key)


def decryption() -> Iterator[str]:
    """Write an encrypted store in plain text; its keys stay. Raises AlreadyPlain or NoFile."""
    path = _file()
    if _opens_with(path) is None:
        raise AlreadyPlain
    yield from rewriting(path, None)


def store_key_rotation() -> Iterator[str]:
    """Encrypt the store under another key; names each step done.

    Raises NewKeyMissing where the key is set outside and no other is, AlreadyPlain or NoFile.
    """
    path = _file()
    held = _opens_with(path)
    if held is None:
        raise AlreadyPlain
    if set_outside():
        new = store_keys(path)[0]
        if new == held:
            raise NewKeyMissing(variable="UNGESPOR_STORE_KEY")
        yield from rewriting(path, new)
        return
    coming = _made(path.with_suffix(STORE_NEXT))
    yield "new key kept"
    yield from rewriting(path, StoreKey(coming))
    beside = key_beside(path)
    _retire(beside, f"{STORE_OLD}.{now():%Y%m%dT%H%M%S%f}")
    yield "old key kept"
    path.with_suffix(STORE_NEXT).replace(beside)
    sync_folder(path.parent)
    yield "new key in place"


def _file() -> Path:
    path = store_path(settings().database_url)
    if path is None or not path.is_file():
        raise NoFile
    return path


def _opens_with(path: Path) -> StoreKey | None:
    store = opened_any(path)
    store.close()
    return store.key


def _from_outside(new: Secret) -> tuple[Secret, Secret]:
    old = settings().secret_key_old
    if old is None or old == new.text:
        raise NewKeyMissing(variable="UNGESPOR_SECRET_KEY")
    return new, Secret(checked(old))


def _coming() -> Secret:
    return Secret(_made(_secret_file().with_suffix(NEXT)))


def _secret_file() -> Path:
    file = key_file(current_store().url)
    if file is None:
        raise NoFile
    return file


def _made(file: Path) -> str:
    """The coming key: the one of a rotation that was cut off, or a new one."""
    if not file.is_file():
        write_key(file, new_key())
    return read_key(file)


def _seal_all(old: Secret, new: Secret) -> None:
    with transaction() as session:
        count = seal_anew(session.connection(), old, new)
        session.execute(delete(SessionRow))
        session.execute(delete(ThrottleRow))
        facts: dict[str, list[Any]] = {"key_id": [old.id, new.id], "sealed": [None, count]}
        note_act(session, None, Act.MANAGE_SETTINGS, "secret_key", facts, kind=LineKind.SYSTEM)


def _sign_log(new: Secret) -> None:
    """The anchor begins anew under the coming secret; its old file is kept beside it."""
    store = current_store()
    with store.write_lock, store.sessions() as session:
        store.begin_anchor_anew(head_of(session), new.key_for("anchor"))


def _take_over(old: Secret) -> Iterator[str]:
    file = _secret_file()
    _retire(file, f"{OLD}.{old.id}")
    yield "old key kept"
    file.with_suffix(NEXT).replace(file)
    sync_folder(file.parent)
    yield "new key in place"


def _retire(file: Path, suffix: str) -> None:
    """Keep an old key under another name: older backups need it."""
    write_key(file.with_name(f"{file.stem}{suffix}"), read_key(file))
