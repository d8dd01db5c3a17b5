"""What a store and a server leave to the others on the machine."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from db import garbage
from db.engine import close_store, open_store
from db.settings import settings
from tests import databases


@pytest.fixture
def _settings_are_read_anew() -> Iterator[None]:
    yield
    close_store()
    settings.cache_clear()


@pytest.mark.duckdb_only("a server shares out its questions itself")
@pytest.mark.usefixtures("_settings_are_read_anew")
@pytest.mark.parametrize("unencrypted", ["yes", "no"])
@pytest.mark.parametrize(("said", "cores"), [(None, 1), ("2", 2)])
def test_a_question_is_answered_on_as_many_cores_as_the_settings_say(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, unencrypted: str, said: str | None, cores: int
) -> None:
    monkeypatch.setenv("UNGESPOR_UNENCRYPTED", unencrypted)
    if said:
        monkeypatch.setenv("UNGESPOR_STORE_THREADS", said)
    settings.cache_clear()
    store = open_store(databases.fresh(tmp_path))
    assert (store.key is None) == (unencrypted == "yes")
    for _ in range(2):
        with store.engine.connect() as connection:
            asked = connection.execute(text("SELECT current_setting('threads')"))
            assert asked.scalar_one() == cores


def test_what_stays_is_looked_at_no_more_and_what_comes_still_is() -> None:
    before, stayed = gc.get_threshold(), gc.get_freeze_count()
    try:
        stays = [[number] for number in range(1000)]
        garbage.look_seldom()
        assert gc.get_threshold() == garbage.SELDOM
        assert gc.get_freeze_count() >= stayed + len(stays)
        circle: list[object] = []
        circle.append(circle)
        del circle
        assert gc.collect() >= 1
    finally:
        gc.set_threshold(*before)
