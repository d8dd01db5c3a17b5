"""The anchor: a small file beside the store that knows how far the log had come.

A store whose end is missing opens without a word, and so does yesterday's copy. Each committed line
is therefore told here too, forced to the disk before the action returns. Every line of the file is
signed together with the one before it, with a key that is not in the store. Format: a first line
with the signature before the first entry; then `NUMBER HASH TIME SIGNATURE`.
"""

import hashlib
import hmac
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from db.clock import now
from db.safekeeping.durable import sync_folder

KEPT = 1000
"""Entries that remain when the file is shortened."""
LARGEST = 1_000_000
"""Bytes, from which it is shortened when it is opened."""
ROOT = "0" * 64


@dataclass(frozen=True, slots=True)
class Seen:
    """A line of the log that was acknowledged."""

    sequence: int
    line_hash: str


@dataclass(frozen=True, slots=True)
class Entries:
    """What the file holds; not `sound` where a signature does not fit."""

    heads: tuple[Seen, ...]
    sound: bool


class Anchor:
    """The file that guards one store. In a process, written under the lock of the store alone."""

    def __init__(
        self,
        path: Path,
        key: Callable[[], bytes],
        others: Callable[[], Sequence[bytes]] = tuple,
        *,
        shared: bool = False,
    ) -> None:
        """`others` are keys that a line may be signed with while the key is being replaced.

        `shared` where several processes of this machine write it: one after the other, and each
        reads first what the last line was signed with.
        """
        self.path = path
        self._key = key
        self._others = others
        self._shared = shared
        self._lock = threading.Lock()
        self._handle: int | None = None
        self._signature = ROOT

    def exists(self) -> bool:
        """Whether there is such a file."""
        return self.path.exists()

    def append(self, seen: Seen) -> None:
        """Add a line and force it to the disk. Raises OSError."""
        with self._lock, self._alone():
            handle = self._open()
            line, self._signature = self._line(seen, self._signature)
            os.write(handle, line)
            os.fsync(handle)

    def begin_anew(self, seen: Seen, key: bytes | None = None) -> None:
        """Forget what was seen and begin with this line; the old file is kept beside. OSError."""
        with self._lock, self._alone():
            self._close()
            if self.path.exists():
                stamp = now().strftime("%Y%m%dT%H%M%S%f")
                self.path.replace(self.path.with_name(f"{self.path.name}.{stamp}"))
            line, signature = self._line(seen, ROOT, key)
            self._replace(ROOT.encode() + b"\n" + line)
            self._signature = signature

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """No other process of this machine writes meanwhile."""
        if not self._shared:
            yield
            return
        import fcntl  # noqa: PLC0415 — other systems have no such module

        lock = os.open(self.path.with_name(f"{self.path.name}.lock"), os.O_CREAT | os.O_RDWR, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        finally:
            self._close()
            os.close(lock)

    def read(self) -> Entries:
        """What the file holds. A last line without its end was never acknowledged."""
        with self._alone():
            content = self.path.read_bytes().decode("ascii", "replace")
        first, *lines = content[: content.rfind("\n") + 1].splitlines() or [""]
        signature = first
        keys = (self._key(), *self._others())
        heads: list[Seen] = []
        for line in lines:
            parts = line.split(" ")
            if len(parts) != 4 or not parts[0].isdecimal():  # noqa: PLR2004 — the format above
                return Entries(tuple(heads), sound=False)
            expected = (_signed(key, " ".join(parts[:3]), signature) for key in keys)
            if not any(hmac.compare_digest(each.encode(), parts[3].encode()) for each in expected):
                return Entries(tuple(heads), sound=False)
            signature = parts[3]
            heads.append(Seen(int(parts[0]), parts[1]))
        return Entries(tuple(heads), sound=len(first) == len(ROOT))

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            self._close()

    def _close(self) -> None:
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def _open(self) -> int:
        if self._handle is None:
            self._mend()
            self._handle = os.open(self.path, os.O_WRONLY | os.O_APPEND)
        return self._handle

    def _mend(self) -> None:
        """Begin the file, cut off a half-written line, or shorten it; know the last signature."""
        content = self.path.read_bytes() if self.path.exists() else b""
        whole = content[: content.rfind(b"\n") + 1]
        lines = whole.decode("ascii", "replace").splitlines() or [ROOT]
        self._signature = lines[-1].split(" ")[-1]
        if len(whole) > LARGEST:
            before = lines[-KEPT - 1].split(" ")[-1]
            whole = ("\n".join([before, *lines[-KEPT:]]) + "\n").encode()
        if whole != content or not content:
            self._replace(whole or ROOT.encode() + b"\n")

    def _replace(self, content: bytes) -> None:
        half = self.path.with_name(f"{self.path.name}-new")
        handle = os.open(half, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        half.replace(self.path)
        sync_folder(self.path.parent)

    def _line(self, seen: Seen, before: str, key: bytes | None = None) -> tuple[bytes, str]:
        said = f"{seen.sequence} {seen.line_hash} {now().strftime('%Y-%m-%dT%H:%M:%SZ')}"
        signature = _signed(key or self._key(), said, before)
        return f"{said} {signature}\n".encode("ascii"), signature


def _signed(key: bytes, said: str, before: str) -> str:
    return hmac.digest(key, f"{before}\n{said}".encode(), hashlib.sha256).hex()
