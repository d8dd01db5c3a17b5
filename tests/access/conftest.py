"""One store with planted secrets, and those who visit; each module takes a copy of its own."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from db.clock import today
from db.engine import close_store, open_store
from db.migrate import migrate
from tests.access.house import Inside, served
from tests.access.planting import Case, Visitor, all_cases, plant, sign_in

WHO = ("projektleder", "nord", "merete", "jonna", "peter", "administrator", "styregruppe", "lotte")
"""Project leader, one limited to an area, coordinator, support workers in CTI and ICM,
administrator, steering group, referrer."""


@dataclass(frozen=True)
class Planted:
    """The store on disk, what is in it, and who has a session in it."""

    path: Path
    cases: tuple[Case, ...]
    visitors: tuple[Visitor, ...]

    @property
    def nobody(self) -> Visitor:
        """Somebody without a cookie."""
        return self.visitors[0]

    def by_name(self, name: str) -> Visitor:
        """The visitor with that user name."""
        return next(each for each in self.visitors if each.name == name)


@dataclass(frozen=True)
class House:
    """The store served."""

    planted: Planted
    server: Inside
    port: int


@pytest.fixture(scope="session")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Planted:
    path = tmp_path_factory.mktemp("planted") / "store.duckdb"
    migrate(open_store(f"duckdb:///{path}"))
    try:
        plant(today())
        visitors = (Visitor("nobody"), *map(sign_in, WHO))
        return Planted(path, tuple(all_cases()), visitors)
    finally:
        close_store()


def copied(planted: Planted, folder: Path) -> Path:
    """A copy of the closed store with what lies beside it."""
    for each in planted.path.parent.iterdir():
        if each.is_file():
            shutil.copy(each, folder / each.name)
    return folder / planted.path.name


@pytest.fixture(scope="session")
def house(planted: Planted, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("served")
    server, port = served(copied(planted, folder), folder / "log.txt")
    yield House(planted, server, port)
    server.terminate()
    server.wait(timeout=60)
