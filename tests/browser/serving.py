"""Serves the app from a fork of a process that has imported it already.

Each browser test has a server of its own, and its imports took longer than all else it does before
its first page. The fork server is the standard library's: one for each test process, with nothing
open and no setting read. What is served is what `uvicorn streamlit_app:app` serves.
"""

import multiprocessing
import os
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.context import ForkServerProcess
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import ModuleType

PROJECT = Path(__file__).resolve().parent.parent.parent
_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.browser.warm"])


PLAIN = {"UNGESPOR_UNENCRYPTED": "yes"}
"""The tests' stores are filled beside the server; encrypted ones have tests of their own."""


class Served:
    """A process that serves; the few things that tests ask of it, named as in `subprocess`."""

    def __init__(self, port: int, log: Path, settings: dict[str, str]) -> None:
        self._process: ForkServerProcess | BaseProcess = _FORKS.Process(
            target=serve, args=(port, str(log), settings), daemon=True
        )
        with _no_main():
            self._process.start()

    def poll(self) -> int | None:
        """The exit code; None while it runs."""
        return self._process.exitcode

    def terminate(self) -> None:
        """Ask it to end."""
        self._process.terminate()

    def kill(self) -> None:
        """End it at once, as when the machine loses its power."""
        self._process.kill()

    def wait(self, timeout: float | None = None) -> None:
        """Until it has ended. TimeoutError where it does not."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise TimeoutError


@contextmanager
def _no_main() -> Iterator[None]:
    """A page drawn by an earlier test stays behind as the main module, and a fork would run it."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def serve(port: int, log: str, settings: dict[str, str]) -> None:
    """Serve on the port with the environment's settings, all that is said going to the log."""
    with Path(log).open("wb") as said:
        os.dup2(said.fileno(), 1)
        os.dup2(said.fileno(), 2)
    sys.stdout = os.fdopen(1, "w", buffering=1, closefd=False)
    sys.stderr = os.fdopen(2, "w", buffering=1, closefd=False)
    for name in [name for name in os.environ if name.startswith("UNGESPOR_")]:
        del os.environ[name]
    os.environ.update(PLAIN | settings)
    os.chdir(PROJECT)
    import uvicorn  # noqa: PLC0415 — imported by the fork server, not by the tests

    uvicorn.run("streamlit_app:app", host="127.0.0.1", port=port, log_level="warning")


def modules_of(package: str) -> list[str]:
    """The modules of a package of ours."""
    folder = PROJECT / package.replace(".", "/")
    return [f"{package}.{each.name}" for each in pkgutil.iter_modules([str(folder)])]
