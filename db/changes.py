"""The newest changes of a store, by how often it had changed: which cases each has touched.

Which those are is seen by `db.touched`. When in doubt it is all of them.
"""

import threading
from collections import deque

from sqlalchemy.orm import Session, sessionmaker

KEPT = 1_000
"""So many changes are remembered; what lies further behind is made anew."""

_CASES, _ALL = "changed_cases", "all_changed"


class Changes:
    """The newest changes of a store: at which count of changes which cases; None: maybe all."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        from db.touched import watch  # noqa: PLC0415 — the models need the keys, those the store

        watch(sessions)
        self._told: deque[tuple[int, frozenset[str] | None]] = deque(maxlen=KEPT)
        self._lock = threading.Lock()

    def tell(self, version: int, session: Session) -> None:
        """With this count, that session's write is in the store."""
        cases = None if session.info.get(_ALL) else frozenset(session.info.get(_CASES, ()))
        with self._lock:
            self._told.append((version, cases))

    def since(self, before: int, now: int) -> frozenset[str] | None:
        """The cases touched after the one count and up to the other; None where it may be any."""
        with self._lock:
            told = dict(self._told)
        found = [told.get(version) for version in range(before + 1, now + 1)]
        if now < before or any(each is None for each in found):
            return None
        return frozenset().union(*(each for each in found if each is not None))


def all_changed(session: Session) -> None:
    """What the session writes may be of any case."""
    session.info[_ALL] = True


def changed(session: Session, case_id: str) -> None:
    """The session writes about that case."""
    session.info.setdefault(_CASES, set()).add(case_id)
