"""Which database the stores of a run of tests lie in: a file each, or a database each on a server.

`UNGESPOR_TEST_DATABASE` names the server (`make test-postgres` sets it); unset, it is DuckDB.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import cast

import pytest
from sqlalchemy import Engine, QueuePool, create_engine, text
from sqlalchemy.engine import URL, make_url

from db.engine import Store, close_store, open_store
from db.migrate import migrate
from db.settings import settings

SERVER = os.environ.get("UNGESPOR_TEST_DATABASE")
SECRET = "på prøve: mellem broen og havnen i 2026"
_EACH = count(1)
"""Names of databases are never used twice in a process."""


def prepare() -> None:
    """A server has no place beside the store: the key and a list are set, as an operator would."""
    if SERVER is not None:
        os.environ.setdefault("UNGESPOR_SECRET_KEY", SECRET)
        os.environ["UNGESPOR_GONE_FILE"] = str(_folder() / "store.gone")


def served_with() -> dict[str, str]:
    """What a program that serves such a store must be told beside its address: a file, nothing."""
    told = ("UNGESPOR_SECRET_KEY", "UNGESPOR_GONE_FILE")
    return {} if SERVER is None else {name: os.environ[name] for name in told}


@cache
def empty() -> str:
    """The address of a store brought up to date with nothing in it, to be copied.

    It is made once in a process; the store that is open then is closed.
    """
    url = fresh(_folder())
    atexit.register(remove, url)
    migrate(open_store(url))
    close_store()
    return url


def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="ungespor-empty-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def empty_file() -> Path:
    """Its file, where it is one."""
    return Path(make_url(empty()).database or "")


def laid(path: Path) -> str:
    """Lay an empty store there, or in a database of its own on the server; returns its address."""
    if SERVER is None:
        return f"duckdb:///{shutil.copy(empty_file(), path)}"
    return _made(make_url(empty()).database)


def copied(url: str, folder: Path) -> str:
    """The address of a copy of a closed store, with what lies beside it if it is a file."""
    if SERVER is not None:
        return _made(make_url(url).database)
    file = Path(make_url(url).database or "")
    for each in file.parent.glob(f"{file.stem}.*"):
        shutil.copy(each, folder)
    return f"duckdb:///{folder / file.name}"


def anchored(folder: Path) -> AbstractContextManager[Path]:
    """The file of the log's anchor, for the stores that are opened meanwhile: a server has none."""
    return _placed("UNGESPOR_ANCHOR_FILE", folder / "store.anchor")


def listed(folder: Path) -> AbstractContextManager[Path]:
    """The list of who is anonymised in the stores that are open meanwhile."""
    return _placed("UNGESPOR_GONE_FILE", folder / "store.gone")


@contextmanager
def _placed(setting: str, file: Path) -> Iterator[Path]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(setting, str(file))
        settings.cache_clear()
        yield file
    settings.cache_clear()


@contextmanager
def planted(folder: Path) -> Iterator[str]:
    """The address of an empty store for a test to plant rows in; gone afterwards on a server.

    Such rows may point at nobody, as a file of DuckDB takes them: on a server the keys are there,
    and not looked at. In what is `laid` or `fresh` they are.
    """
    url = laid(folder / "store.duckdb")
    if SERVER is not None:
        name = make_url(url).database
        on_server(f'ALTER DATABASE "{name}" SET session_replication_role = replica')
    yield url
    close_store()
    remove(url)


def throw_away(store: Store) -> None:
    """Nobody opens its file again: what was written last need not be moved into it at the end."""
    if SERVER is None and cast(QueuePool, store.engine.pool).checkedin():
        with store.engine.connect() as connection:
            connection.execute(text("PRAGMA disable_checkpoint_on_shutdown"))


def fresh(folder: Path, name: str = "store") -> str:
    """The address of a database of its own in which there is no table yet."""
    return f"duckdb:///{folder / name}.duckdb" if SERVER is None else _made(None)


def _made(template: str | None) -> str:
    name = f"test_{os.getpid()}_{next(_EACH)}"
    made = f'TEMPLATE "{template}"' if template else "TEMPLATE template0 LOCALE 'C.UTF-8'"
    on_server(f'CREATE DATABASE "{name}" {made} STRATEGY = FILE_COPY')
    return _url().set(database=name).render_as_string(hide_password=False)


def remove(url: str) -> None:
    """Remove a database of the server; a file goes with its folder."""
    if SERVER is not None:
        on_server(f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')


def _url() -> URL:
    return make_url(SERVER or "")


def _engine() -> Engine:
    return create_engine(_url(), isolation_level="AUTOCOMMIT")


def on_server(statement: str) -> None:
    """Run a statement that no database of a test is asked for."""
    engine = _engine()
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
