"""Every open case with what is due in it, brought up for the cases that a write has touched.

For `overview` only: nobody's rights are asked. What is due in a case hangs on its own rows, the
settings and the day (`core.cadence.due`), so that the others stand as they were.
"""

import threading
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from core.cadence import due
from core.records.overview import CaseFacts, Standing
from core.settings import Settings
from db.kept import Moment
from db.queries import settings
from db.queries.open_cases import READ, Touched, facts_brought_up, facts_of_open_cases
from db.queries.open_picture import OpenPicture, pictured
from db.written import also_read


@dataclass(frozen=True, slots=True)
class _Known:
    """The open cases as they stood at a moment."""

    since: Moment
    on: date
    settings: Settings
    picture: OpenPicture


_known: _Known | None = None
_bringing_up = threading.Lock()


def every(on: date) -> OpenPicture:
    """All open cases, never older than the store was when this was asked."""
    global _known  # noqa: PLW0603 — one picture per process is the point
    with _bringing_up:
        now, in_force = Moment.now(), settings.in_force(on)
        picture = _brought_up(_known, now, on, in_force)
        _known = _Known(now, on, in_force, picture)
    also_read(READ)  # the picture stands on all of them, whatever was asked to bring it up
    return picture


def _brought_up(known: _Known | None, now: Moment, on: date, in_force: Settings) -> OpenPicture:
    touched = None
    if known is not None and (known.on, known.settings) == (on, in_force):
        touched = _touched(known.since, now)
    if known is None or touched is None or len(touched) > MOST:
        return pictured(_standings(facts_of_open_cases(on), on, in_force))
    if not touched:
        return known.picture
    cases = known.picture.by_id
    before = {id_: cases[id_].facts for id_ in touched if id_ in cases}
    changed = _standings(facts_brought_up(before, touched, on), on, in_force)
    return known.picture.brought_up(touched, changed)


def _touched(since: Moment, now: Moment) -> Touched | None:
    """The cases written about in between; None where it may be any, or others wrote."""
    store = now.store()
    if store is None or not since.ours_until(now):
        return None
    written = store.changes.since(since.changes, now.changes)
    if written is None or not READ.isdisjoint(written.get(None, ())):
        return None
    return {case_id: tables for case_id, tables in written.items() if case_id is not None}


MOST = 200
"""Of more cases than that, all are asked about at once."""


def _standings(found: Iterable[CaseFacts], on: date, in_force: Settings) -> list[Standing]:
    return [Standing(case, due(case, on, in_force)) for case in found]
