"""Every open case with what is due in it, brought up for the cases that a write has touched.

For `overview` only: nobody's rights are asked. What is due in a case hangs on its own rows, the
settings and the day (`core.cadence.due`), so that the others stand as they were.
"""

import threading
import weakref
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.cadence import due
from core.records.overview import CaseFacts, Standing
from core.settings import Settings
from db.engine import Store, current_store
from db.queries import settings
from db.queries.open_cases import READ, Touched, facts_brought_up, facts_of_open_cases
from db.queries.open_picture import OpenPicture, pictured
from db.written import also_read


@dataclass(frozen=True, slots=True)
class _Known:
    """The open cases as they stood at one count of changes (`Store.data_version`)."""

    store: weakref.ref[Store]
    others: int
    version: int
    on: date
    settings: Settings
    picture: OpenPicture


_known: _Known | None = None
_bringing_up = threading.Lock()


def every(on: date) -> OpenPicture:
    """All open cases, never older than the store was when this was asked."""
    global _known  # noqa: PLW0603 — one picture per process is the point
    with _bringing_up:
        store = current_store()
        others, version = store.turn.version(), store.data_version
        in_force = settings.in_force(on)
        picture = _brought_up(_known, store, others, version, on, in_force)
        _known = _Known(weakref.ref(store), others, version, on, in_force, picture)
    also_read(READ)  # the picture stands on all of them, whatever was asked to bring it up
    return picture


def _brought_up(
    known: _Known | None, store: Store, others: int, version: int, on: date, in_force: Settings
) -> OpenPicture:
    touched = None
    if known is not None and (known.store(), known.on, known.settings) == (store, on, in_force):
        touched = _touched(known, store, others, version)
    if known is None or touched is None or len(touched) > MOST:
        return pictured(_standings(facts_of_open_cases(on), on, in_force))
    if not touched:
        return known.picture
    cases = known.picture.by_id
    before = {id_: cases[id_].facts for id_ in touched if id_ in cases}
    now = _standings(facts_brought_up(before, touched, on), on, in_force)
    return known.picture.brought_up(touched, now)


def _touched(known: _Known, store: Store, others: int, version: int) -> Touched | None:
    """The cases written about since then; None where it may be any, or others wrote."""
    if not store.turn.all_ours(known.others, others, version):
        return None
    written = store.changes.since(known.version, version)
    if written is None or not READ.isdisjoint(written.get(None, ())):
        return None
    return {case_id: tables for case_id, tables in written.items() if case_id is not None}


MOST = 200
"""Of more cases than that, all are asked about at once."""


def _standings(found: Iterable[CaseFacts], on: date, in_force: Settings) -> list[Standing]:
    return [Standing(case, due(case, on, in_force)) for case in found]
