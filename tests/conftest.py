"""What every test may ask for: a store of its own, on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from db.engine import Store, close_store, open_store
from db.migrate import migrate


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"duckdb:///{tmp_path / 'store.duckdb'}")
    migrate(opened)
    yield opened
    close_store()
