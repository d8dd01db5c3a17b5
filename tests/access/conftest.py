"""One store with planted secrets, and those who visit; each module takes a copy of its own."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from db.clock import today
from db.engine import close_store, open_store
from db.migrate import migrate
from tests import databases
from tests.access.house import Inside, served
from tests.access.planting import Case, Visitor, all_cases, plant, sign_in

WHO = ("projektleder", "nord", "merete", "jonna", "peter", "administrator", "styregruppe", "lotte")
"""Project leader, one limited to an area, coordinator, support workers in CTI and ICM,
administrator, steering group, referrer."""


@dataclass(frozen=True)
class Planted:
    """The closed store, what is in it, and who has a session in it."""

    url: str
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
def planted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planted]:
    url = databases.fresh(tmp_path_factory.mktemp("planted"))
    migrate(open_store(url))
    try:
        plant(today())
        visitors = (Visitor("nobody"), *map(sign_in, WHO))
        made = Planted(url, tuple(all_cases()), visitors)
    finally:
        close_store()
    yield made
    databases.remove(url)


@pytest.fixture(scope="session")
def house(planted: Planted, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("served")
    url = databases.copied(planted.url, folder)
    server, port = served(url, folder / "log.txt")
    yield House(planted, server, port)
    server.terminate()
    server.wait(timeout=60)
    databases.remove(url)
