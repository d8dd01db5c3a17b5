"""Single bits turned over in the file and the log of an encrypted store: none goes unnoticed.

A bit in the length of an entry makes DuckDB take the log for one that ends there; that the end is
missing is then known from the anchor.
"""

from random import Random

import duckdb
import pytest
from sqlalchemy.exc import DBAPIError

from core.errors import RuleBroken
from core.permissions import Act
from db.audit import note
from db.encryption.rewriting import prints
from db.engine import close_store, current_store, open_store, transaction
from db.log.chain_check import breaks
from db.migrate import migrate
from db.models import StaffRow
from db.settings import settings
from tests.factories import person
from tests.soak.size import rounds

KEY = "0pKq7-Zt3Xv9_Lm2Rw8Yc5Hd1Nb6Gf4Js"


@pytest.fixture(scope="module", autouse=True)
def keyed():
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("UNGESPOR_STORE_KEY", KEY)
        settings.cache_clear()
        yield
    settings.cache_clear()


def save(number):
    with transaction() as session:
        row = StaffRow(id=f"s{number}", version=1, name=f"Åse Ørred {number}", role="x")
        session.add(row)
        note(session, person(), Act.MANAGE_SETTINGS, row)


def held():
    with current_store().engine.connect() as connection:
        return prints(connection)


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """A file with a log beside it, as a kill leaves them, and what both hold."""
    folder = tmp_path_factory.mktemp("written")
    url = f"duckdb:///{folder / 'store.duckdb'}"
    migrate(open_store(url))
    for number in range(50):
        save(number)
    close_store()
    open_store(url)
    for number in range(50, 70):
        save(number)
    content = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}
    found = held()
    close_store()
    assert content["store.duckdb.wal"]
    return content, found


def outcome(folder, content, before):
    """`refused`, `told` by the log's anchor, `same`, or `silent` where something else is held."""
    for file in folder.iterdir():
        file.unlink()
    for name, raw in content.items():
        (folder / name).write_bytes(raw)
    try:
        store = open_store(f"duckdb:///{folder / 'store.duckdb'}")
        if breaks(store):
            return "told"
        return "same" if held() == before else "silent"
    except (RuleBroken, DBAPIError, duckdb.Error):
        return "refused"
    finally:
        close_store()


@pytest.mark.asvs("11.3.3")
@pytest.mark.parametrize("name", ["store.duckdb", "store.duckdb.wal"])
def test_a_bit_turned_over_is_refused_told_or_does_no_harm(tmp_path, written, name):
    content, before = written
    assert outcome(tmp_path, content, before) == "same"
    dice, seen = Random(f"flips {name}"), {"refused": 0, "told": 0, "same": 0, "silent": 0}
    for _ in range(rounds(3, 100)):
        raw = bytearray(content[name])
        raw[dice.randrange(len(raw))] ^= 1 << dice.randrange(8)
        seen[outcome(tmp_path, content | {name: bytes(raw)}, before)] += 1
    print(f"{name}, {len(content[name])} bytes: {seen}")
    assert seen["silent"] == 0
    assert seen["refused"] + seen["told"] > 0


@pytest.mark.asvs("11.3.3")
def test_a_log_cut_off_anywhere_is_refused_or_told(tmp_path, written):
    content, before = written
    log = content["store.duckdb.wal"]
    for length in Random("cuts").sample(range(len(log) - 8), rounds(2, 30)):
        cut = content | {"store.duckdb.wal": log[:length]}
        assert outcome(tmp_path, cut, before) in {"refused", "told"}, length
