"""Make room for a new demo: what lies in the store is put aside, and nothing of it is deleted."""

import shutil
from collections.abc import Iterator
from pathlib import Path

from core.errors import RuleBroken
from db import queries
from db.clock import now
from db.engine import Store, close_store, current_store
from db.life import gone_file
from db.safekeeping.start_check import alone_with, folder_of
from db.safekeeping.wal import wal_of


class DemoNoFile(RuleBroken):
    """The store is no file that could be put aside."""

    code = "demo_no_file"


def put_aside() -> Path | None:
    """Move the demo store with all that belongs to it into a folder beside it; its keys stay.

    None where the store holds no demo: then nothing is moved. Raises StoreHeld while the app runs,
    DemoNoFile.
    """
    store = current_store()
    if not queries.store.is_demo():
        return None
    file = store.path
    if file is None:
        raise DemoNoFile
    moved = list(_belongings(store, file))
    close_store()
    with alone_with(file):
        aside = file.with_name(f"{file.stem}.quarantine.{now():%Y%m%dT%H%M%S}")
        aside.mkdir()
        for each in moved:
            if each.exists():
                shutil.move(each, aside / each.name)
    return aside


def _belongings(store: Store, file: Path) -> Iterator[Path]:
    """The file last: as long as it is there, the command can be given again."""
    yield from folder_of(file).glob(f"{file.stem}.*.backup")
    if store.anchor is not None:
        yield store.anchor.path
    listed = gone_file(store.url)
    if listed is not None:
        yield listed
    yield file.with_name(f"{file.name}.wal-at-start")
    yield wal_of(file)
    yield file
