"""What every test may ask for: a store of its own, on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from db.engine import Store, close_store, open_store
from db.migrate import migrate

settings.register_profile(
    "untimed",
    parent=settings.get_profile(settings.get_current_profile_name()),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("untimed")
"""How quick the machine is decides no test; all else is as hypothesis sets it, here and in CI."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(f"duckdb:///{tmp_path / 'store.duckdb'}")
    migrate(opened)
    yield opened
    close_store()
