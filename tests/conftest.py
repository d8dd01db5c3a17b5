"""What every test may ask for: a store of its own, on a real file."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from db.engine import Store, close_store, open_store
from tests import empty_store
from tests.one_browser import _playwright, chromium

__all__ = ["_playwright", "chromium"]

os.environ.setdefault("UNGESPOR_UNENCRYPTED", "yes")
"""Stores of tests hold invented people; what is encrypted is tested where it says so."""

settings.register_profile(
    "untimed",
    parent=settings.get_profile(settings.get_current_profile_name()),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("untimed")
"""How quick the machine is decides no test; all else is as hypothesis sets it, here and in CI."""


@pytest.fixture(scope="session")
def empty_file() -> Path:
    """A store brought up to date, with nothing in it: made once, copied for each test."""
    return empty_store.empty_file()


@pytest.fixture
def store(tmp_path: Path, empty_file: Path) -> Iterator[Store]:
    path = shutil.copy(empty_file, tmp_path / "store.duckdb")
    yield open_store(f"duckdb:///{path}")
    close_store()
