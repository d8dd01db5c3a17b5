"""A store brought up to date with nothing in it: made once in a process, copied ever after."""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from db.engine import close_store, open_store
from db.migrate import migrate


@cache
def empty_file() -> Path:
    """Its file. The store that is open is closed."""
    folder = Path(tempfile.mkdtemp(prefix="ungespor-empty-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    path = folder / "store.duckdb"
    migrate(open_store(f"duckdb:///{path}"))
    close_store()
    return path


def empty_store(path: Path) -> str:
    """Lay one there; returns its address."""
    return f"duckdb:///{shutil.copy(empty_file(), path)}"
