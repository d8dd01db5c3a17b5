"""The servers that are measured: the app, and the empty page twice. What starts here ends here."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.websocket_client import Address, first_page

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parent
START_PATIENCE = 120.0
"""Seconds for a server to come up, on a machine with much else to do."""
STOP_PATIENCE = 20.0
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR", "SYSTEMROOT", "VIRTUAL_ENV")


class NotUp(Exception):
    """The server ended or did not answer."""


@dataclass(frozen=True, slots=True)
class Server:
    """How a server is started: its command without the port, where, and with what besides."""

    command: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]


def app_server(store: str, home: Path) -> Server:
    """The app over a store, as `make demo` serves it."""
    return Server(
        _uvicorn("streamlit_app:app"), PROJECT, {"UNGESPOR_DATABASE_URL": store, "HOME": str(home)}
    )


def empty_server(home: Path) -> Server:
    """The empty page with the app's settings and serving."""
    return Server(_uvicorn("empty_app:app", "--app-dir", str(HERE)), PROJECT, {"HOME": str(home)})


def default_server(folder: Path) -> Server:
    """The empty page as `streamlit run` serves it, with Streamlit's own settings.

    Only what keeps it from opening a browser or reporting home is set.
    """
    page = folder / "empty_page.py"
    shutil.copy(HERE / "empty_page.py", page)
    settings = folder / ".streamlit" / "config.toml"
    settings.parent.mkdir(exist_ok=True)
    settings.write_text(
        '[server]\nheadless = true\naddress = "127.0.0.1"\n[browser]\ngatherUsageStats = false\n',
        encoding="utf-8",
    )
    command = (sys.executable, "-m", "streamlit", "run", str(page), "--server.port")
    return Server(command, folder, {"HOME": str(folder)})


def _uvicorn(app: str, *more: str) -> tuple[str, ...]:
    quiet = ("--host", "127.0.0.1", "--log-level", "warning")
    return (sys.executable, "-m", "uvicorn", app, *more, *quiet, "--port")


@dataclass(frozen=True, slots=True)
class Running:
    """A server that answers; `cold` is the seconds from its start to its first finished page."""

    port: int
    cold: float
    process_id: int

    @property
    def memory(self) -> float | None:
        """The most megabytes it has had so far; None where the system does not tell."""
        told = Path(f"/proc/{self.process_id}/status")
        for line in told.read_text(encoding="ascii").splitlines() if told.exists() else ():
            if line.startswith("VmHWM"):
                return round(int(line.split()[1]) / 1024)
        return None


@contextmanager
def running(server: Server, address: Address, log: Path) -> Iterator[Running]:
    """Start the server, wait for its first page, and end it."""
    port = _free_port()
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    began = time.perf_counter()
    with log.open("ab") as out:
        process = subprocess.Popen(
            [*server.command, str(port)],
            cwd=server.folder,
            env={**passed, **server.environment},
            stdout=out,
            stderr=out,
        )
    try:
        _wait(process, port, log)
        first_page(Address(port, address.page, address.query, address.cookie))
        yield Running(port, time.perf_counter() - began, process.pid)
    finally:
        _end(process)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + START_PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise NotUp(log.read_text(encoding="utf-8", errors="replace")[-2000:])


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGINT if os.name != "nt" else signal.SIGTERM)
    try:
        process.wait(STOP_PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
