"""What the tests of a process make once where the program makes it each time, or waits for it.

None of it changes what is tested: statements read the same for every store, a page is drawn when its
thread has ended, and a hash says itself how dear it is (the program's own price has its test).
"""

from typing import Any

from duckdb_sqlalchemy import Dialect
from sqlalchemy import Connection, Engine, event
from streamlit.testing.v1 import local_script_runner
from streamlit.testing.v1.local_script_runner import LocalScriptRunner

from db import hashing
from tests.soak.size import LONG

CHEAP_ROUNDS = 4
"""The least that bcrypt knows: each further one takes twice as long, the program's a quarter second."""


class _Statements(dict[Any, Any]):
    """Statements by what they say alone: the first part of a key is the dialect of one engine."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(key[1:], default)

    def __setitem__(self, key: Any, statement: Any) -> None:
        super().__setitem__(key[1:], statement)


_statements = _Statements()


def share() -> None:
    """From here on, in this process."""
    event.listen(Engine, "engine_connect", _with_shared_statements)
    local_script_runner.require_widgets_deltas = _until_it_has_ended
    if not LONG:
        hashing.ROUNDS = CHEAP_ROUNDS


def _with_shared_statements(connection: Connection) -> None:
    """Statements compiled for one DuckDB store are taken for the next: all are opened alike."""
    if isinstance(connection.dialect, Dialect):
        connection.execution_options(compiled_cache=_statements)


def _until_it_has_ended(runner: LocalScriptRunner, timeout: float = 3) -> None:
    """Streamlit's own looks a thousand times a second whether the page is drawn."""
    thread = runner._script_thread  # it has no public name
    if thread is not None:
        thread.join(timeout)
    if not runner.script_stopped():
        runner.request_stop()
        runner.join()
        raise RuntimeError(f"the page was not drawn within {timeout} s")
