"""A PostgreSQL of its own for a run of tests: Debian's, on loopback, in a folder that goes with it.

`python -m tests.postgres COMMAND …` starts one, runs the command with its address in
`UNGESPOR_TEST_DATABASE`, and ends it.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.debian import fetched

QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=300")
"""What a run of tests holds may be lost with the machine."""
OWNER = "postgres"
"""PostgreSQL refuses to run as root; Debian's package makes this user."""


def programs() -> Path | None:
    """The folder of the newest installed server; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=_version)
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).resolve().parent if elsewhere else None


def _version(initdb: Path) -> int:
    name = initdb.parent.parent.name
    return int(name) if name.isdecimal() else 0


def provide() -> Path:
    """A server's programs, fetched where there are none. SystemExit where they can not be had."""
    if programs() is None:
        fetched("postgresql")
    found = programs()
    if found is None:
        raise SystemExit("No PostgreSQL could be installed; install `postgresql` by hand.")
    return found


@contextmanager
def server() -> Iterator[str]:
    """The address of a running server; it and all that it holds is gone afterwards."""
    bin_, folder = provide(), Path(tempfile.mkdtemp(prefix="ungespor-postgres-"))
    if os.geteuid() == 0:
        shutil.chown(folder, OWNER)
    data, port = folder / "data", _free_port()
    told = [*QUICK, "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}"]
    options = " ".join([f"-p {port}", *(f"-c {each}" for each in told)])
    log = ["-l", str(folder / "log")]
    try:
        _run(
            bin_ / "initdb",
            "-D",
            data,
            "-U",
            OWNER,
            "--auth=trust",
            "--locale=C.UTF-8",
            "-E",
            "UTF8",
        )
        _run(bin_ / "pg_ctl", "-D", data, "-w", *log, "-o", options, "start")
        yield f"postgresql+psycopg://{OWNER}@127.0.0.1:{port}/postgres"
    finally:
        _run(bin_ / "pg_ctl", "-D", data, "-m", "immediate", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _run(*words: object, check: bool = True) -> None:
    as_owner = ["runuser", "-u", OWNER, "--"] if os.geteuid() == 0 else []
    subprocess.run(
        [*as_owner, *map(str, words)], check=check, stdout=subprocess.DEVNULL, timeout=120, cwd="/"
    )


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def main(command: list[str]) -> int:
    """Run the command beside a server, and return its exit code."""
    with server() as url:
        print(f"PostgreSQL: {url}", flush=True)
        return subprocess.run(
            command, check=False, env={**os.environ, "UNGESPOR_TEST_DATABASE": url}
        ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
