"""What every test may ask for: a store of its own, on a real file."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from db import garbage
from db.engine import Store, open_store
from tests import databases, made_once
from tests.emptied import Emptied
from tests.one_browser import _playwright, chromium
from tests.order_of_files import spread
from tests.soak.size import rounds

__all__ = ["_playwright", "chromium"]

os.environ.setdefault("UNGESPOR_UNENCRYPTED", "yes")
"""Stores of tests hold invented people; what is encrypted is tested where it says so."""

databases.prepare()
made_once.share()

settings.register_profile(
    "untimed",
    parent=settings.get_profile(settings.get_current_profile_name()),
    deadline=None,
    max_examples=rounds(50, 500),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("untimed")
"""How quick the machine is decides no test. A long run looks at ten times as many examples."""


@pytest.fixture(scope="session")
def empty_file() -> Path:
    """The file of an empty store, for what copies files; on a server whoever asks is skipped."""
    return databases.empty_file()


@pytest.fixture(scope="session")
def emptied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Emptied]:
    """The store that is lent to one test after the other."""
    one = Emptied(tmp_path_factory.mktemp("emptied"))
    yield one
    one.close()


@pytest.fixture
def store(tmp_path: Path, emptied: Emptied) -> Iterator[Store]:
    """An empty store that is open; its file may have been another test's."""
    with emptied.lent(tmp_path) as url:
        yield open_store(url)


@pytest.fixture
def own_store(tmp_path: Path) -> Iterator[Store]:
    """The same in a file of its own, for what is about the file."""
    with databases.planted(tmp_path) as url:
        store = open_store(url)
        yield store
        databases.throw_away(store)


def pytest_collection_finish() -> None:
    """All that the tests import is there: as in a server that has started."""
    garbage.look_seldom()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if databases.SERVER is not None:
        _skip_what_is_about_a_file(items)
    if hasattr(config, "workerinput"):
        _spread(items)


def _skip_what_is_about_a_file(items: list[pytest.Item]) -> None:
    """What is about the DuckDB file is said to be skipped where the stores lie on a server."""
    for item in items:
        if "empty_file" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.duckdb_only("copies the file of a store"))
        marker = item.get_closest_marker("duckdb_only")
        if marker is not None:
            item.add_marker(pytest.mark.skip(reason=f"DuckDB only: {marker.args[0]}"))


def _spread(items: list[pytest.Item]) -> None:
    """Where several processes share the files, those with a browser come among the others."""
    files: dict[Path, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(item.path, []).append(item)
    items[:] = spread(files, [name for name, inside in files.items() if any(map(_drives, inside))])


def _drives(item: pytest.Item) -> bool:
    return "chromium" in getattr(item, "fixturenames", ())
