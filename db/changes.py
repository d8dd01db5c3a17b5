"""The newest changes of a store, by how often it had changed: the cases and tables each touched.

Which those are is seen by `db.touched`. When in doubt it is all of them.
"""

import threading
from collections import defaultdict, deque
from collections.abc import Mapping

from sqlalchemy.orm import Session, sessionmaker

KEPT = 1_000
"""So many changes are remembered; what lies further behind is made anew."""

Tables = Mapping[str | None, frozenset[str]]
"""The tables that were written to, by case; under None those whose rows are of no known case."""

_CASES, _ALL = "changed_cases", "all_changed"


class Changes:
    """The newest changes of a store: at which count of changes which cases; None: maybe all."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        from db.touched import watch  # noqa: PLC0415 — the models need the keys, those the store

        watch(sessions)
        self._told: deque[tuple[int, Tables | None]] = deque(maxlen=KEPT)
        self._lock = threading.Lock()

    def tell(self, version: int, session: Session) -> None:
        """With this count, that session's write is in the store."""
        info = session.info
        cases = None if info.get(_ALL) else _frozen(info.get(_CASES, {}))
        with self._lock:
            self._told.append((version, cases))

    def since(self, before: int, now: int) -> Tables | None:
        """The cases touched after the one count and up to the other; None where it may be any."""
        with self._lock:
            told = dict(self._told)
        found: dict[str | None, set[str]] = defaultdict(set)
        for version in range(before + 1, now + 1):
            touched = told.get(version)
            if touched is None:
                return None
            for case_id, tables in touched.items():
                found[case_id] |= tables
        return None if now < before else _frozen(found)


def _frozen(tables: Mapping[str | None, set[str]]) -> Tables:
    return {case_id: frozenset(written) for case_id, written in tables.items()}


def all_changed(session: Session) -> None:
    """What the session writes may be of any case."""
    session.info[_ALL] = True


def changed(session: Session, case_id: str | None, table: str) -> None:
    """The session writes about that case, in that table; None: about no case, or any."""
    session.info.setdefault(_CASES, defaultdict(set))[case_id].add(table)
