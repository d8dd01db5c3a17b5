"""The app as it is served, with somebody inside: statements run in the server's own process.

A file of DuckDB lets one process in, so what changes "in the meantime" is changed there, by a thread
of the server that waits for orders. Everything else goes over HTTP and WebSocket like anybody's.
"""

import threading
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.errors import RuleBroken
from tests import databases
from tests.browser.conftest import Server, _free_port, _wait_until_it_answers
from tests.browser.serving import _FORKS, Served, serve


class Inside(Served):
    """A server that takes orders: `ask` runs a statement in it and brings the rows."""

    def __init__(self, port: int, log: Path, settings: dict[str, str]) -> None:
        self.orders, there = Pipe()
        self._process = _FORKS.Process(
            target=_serve_with_orders, args=(port, str(log), settings, there), daemon=True
        )
        self._process.start()

    def ask(self, statement: str, **values: object) -> list[tuple[Any, ...]]:
        """The rows of the statement, run and committed in the server's process.

        Raises what it raised there.
        """
        self.orders.send((statement, values))
        answer: list[tuple[Any, ...]] | DBAPIError | RuleBroken = self.orders.recv()
        if isinstance(answer, (DBAPIError, RuleBroken)):
            raise answer
        return answer


def _serve_with_orders(port: int, log: str, settings: dict[str, str], orders: Connection) -> None:
    threading.Thread(target=_obey, args=(orders,), daemon=True).start()
    serve(port, log, settings)


def _obey(orders: Connection) -> None:
    while True:
        statement, values = orders.recv()
        from db.engine import transaction  # noqa: PLC0415 — in the server, once it has its settings

        rows: list[tuple[Any, ...]] | DBAPIError | RuleBroken
        try:
            with transaction() as session:
                found = session.execute(text(statement), values)
                session.info["changed"] = True
                rows = [tuple(row) for row in found] if found.returns_rows else []
        except (DBAPIError, RuleBroken) as fault:
            rows = fault
        orders.send(rows)


def served(store_url: str, log: Path) -> tuple[Inside, int]:
    """A server over the store that answers, and its port."""
    port = _free_port()
    settings = {
        "UNGESPOR_DATABASE_URL": store_url,
        "UNGESPOR_ADDRESS": f"http://localhost:{port}",
    }
    inside = Inside(port, log, databases.served_with() | settings)
    _wait_until_it_answers(Server(settings["UNGESPOR_ADDRESS"], store_url, log, inside))
    return inside, port
