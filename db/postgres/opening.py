"""Open a store that lies on a PostgreSQL server.

What a session is set to here is set in no other place: the isolation, how long it waits, Danish.
"""

from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DBAPIError

from db.errors import StoreLocale, StoreUnreachable

LOCK_SECONDS = 10
"""How long a write waits for its turn, before it tries again (`turn.TRIES`)."""
IDLE_SECONDS = 900
"""After so long without a word in a transaction, its process is taken for dead."""
CONNECTIONS = 40
"""At most, from one process."""

_SESSION = {
    "timezone": "UTC",
    "lock_timeout": f"{LOCK_SECONDS}s",
    "idle_in_transaction_session_timeout": f"{IDLE_SECONDS}s",
    "client_encoding": "UTF8",
}


def address(url: str) -> URL:
    """The address with the driver that is installed."""
    told = make_url(url)
    plain = told.drivername in {"postgresql", "postgres"}
    return told.set(drivername="postgresql+psycopg") if plain else told


def read_only(engine: Engine) -> Engine:
    """The same engine for what reads: one moment is seen, and nothing is ever changed."""
    return engine.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)


def opened(url: str) -> Engine:
    """The engine: writes are serializable.

    Raises StoreUnreachable, or StoreLocale where the database does not know Danish letters.
    """
    engine = create_engine(
        address(url),
        isolation_level="SERIALIZABLE",
        pool_pre_ping=True,
        pool_size=CONNECTIONS // 4,
        max_overflow=CONNECTIONS - CONNECTIONS // 4,
        connect_args={
            "options": " ".join(f"-c {name}={value}" for name, value in _SESSION.items())
        },
    )
    event.listen(engine, "connect", _plain_numbers)
    _check(engine)
    return engine


def _plain_numbers(connection: Any, _: object) -> None:
    """Years and sums are whole, averages floats, as with DuckDB; no column of ours is a decimal."""
    from psycopg.adapt import Loader  # noqa: PLC0415 — only a server needs its driver

    class Plain(Loader):
        def load(self, data: Any) -> int | float:
            told = bytes(data)
            return int(told) if told.lstrip(b"-").isdigit() else float(told)

    connection.adapters.register_loader("numeric", Plain)


def _check(engine: Engine) -> None:
    try:
        with engine.connect() as connection:
            danish = connection.execute(text("SELECT lower('ÆØÅ')")).scalar_one() == "æøå"
    except DBAPIError as fault:
        engine.dispose()
        raise StoreUnreachable(address=engine.url.render_as_string(hide_password=True)) from fault
    if not danish:
        engine.dispose()
        raise StoreLocale(name=engine.url.database)
