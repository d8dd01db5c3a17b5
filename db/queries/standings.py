"""Every open case with what is due in it, brought up for the cases that a write has touched.

For `overview` only: nobody's rights are asked. What is due in a case hangs on its own rows, the
settings and the day (`core.cadence.due`), so that the others stand as they were.
"""

import threading
import weakref
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from core.cadence import due
from core.records.overview import CaseFacts, Standing
from core.settings import Settings
from db.engine import Store, current_store
from db.queries import open_cases, settings


@dataclass(frozen=True, slots=True)
class _Known:
    """The open cases by id as they stood at one count of changes (`Store.data_version`)."""

    store: weakref.ref[Store]
    others: int
    version: int
    on: date
    settings: Settings
    cases: Mapping[str, Standing]


_known: _Known | None = None
_bringing_up = threading.Lock()


def every(on: date) -> tuple[Standing, ...]:
    """All open cases by number, never older than the store was when this was asked."""
    global _known  # noqa: PLW0603 — one picture per process is the point
    with _bringing_up:
        store = current_store()
        others, version = store.turn.version(), store.data_version
        in_force = settings.in_force(on)
        cases = _brought_up(_known, store, others, version, on, in_force)
        _known = _Known(weakref.ref(store), others, version, on, in_force, cases)
    return tuple(sorted(cases.values(), key=_number))


def _brought_up(
    known: _Known | None, store: Store, others: int, version: int, on: date, in_force: Settings
) -> Mapping[str, Standing]:
    touched = None
    if known is not None and (known.store(), known.on, known.settings) == (store, on, in_force):
        touched = _touched(known, store, others, version)
    if known is None or touched is None or len(touched) > MOST:
        return _standings(open_cases.facts_of_open_cases(on), on, in_force)
    if not touched:
        return known.cases
    found = _standings(open_cases.facts_of_open_cases(on, touched), on, in_force)
    return {id_: case for id_, case in known.cases.items() if id_ not in touched} | found


def _touched(known: _Known, store: Store, others: int, version: int) -> frozenset[str] | None:
    """The cases written about since then; None where it may be any, or others wrote."""
    if not store.turn.all_ours(known.others, others, version):
        return None
    return store.changes.since(known.version, version)


MOST = 200
"""Of more cases than that, all are asked about at once."""


def _standings(found: list[CaseFacts], on: date, in_force: Settings) -> dict[str, Standing]:
    return {case.id: Standing(case, due(case, on, in_force)) for case in found}


def _number(standing: Standing) -> int:
    return standing.facts.number
