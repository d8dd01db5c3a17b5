"""Serve the app as a child and start it again when it dies: `python -m db serve`.

For a machine without a service manager; systemd does the same by `Restart=on-failure`. Imports
nothing of the app, so that it weighs next to nothing and can not die with it.
"""

import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

PROJECT = Path(__file__).resolve().parents[2]
WAITS = (1, 2, 4, 8, 16, 30, 60)
"""Seconds before each new start, one after the other; the last one again and again."""
STEADY = 120.0
"""Seconds after which a start counts as good: the waits begin anew."""
HOPELESS = frozenset({0, 3})
"""Ended as asked, or a start that was refused with its sentence: a new one would say the same."""


class Supervisor:
    """One child at a time; a signal to end goes to the child and is the end of both."""

    def __init__(self, command: Sequence[str]) -> None:
        self.command = list(command)
        self._child: subprocess.Popen[bytes] | None = None
        self._ending = threading.Event()

    def run(self) -> int:
        """Serve until the end; the exit code of the last child."""
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self._end)
        tries = 0
        while True:
            began = time.monotonic()
            code = self._serve()
            if self._ending.is_set() or code in HOPELESS:
                return max(code, 0)
            tries = 0 if time.monotonic() - began > STEADY else tries
            wait = WAITS[min(tries, len(WAITS) - 1)]
            sys.stderr.write(f"ungespor: exit code {code}; again in {wait} s\n")
            sys.stderr.flush()
            self._ending.wait(wait)
            if self._ending.is_set():
                return 0
            tries += 1

    def _serve(self) -> int:
        self._child = subprocess.Popen(  # noqa: S603 — our own app
            self.command, cwd=PROJECT, start_new_session=True
        )
        if self._ending.is_set():
            self._child.terminate()
        return self._child.wait()

    def _end(self, number: int, _frame: FrameType | None) -> None:
        self._ending.set()
        if self._child is not None and self._child.poll() is None:
            self._child.send_signal(number)


def command(host: str, port: str) -> tuple[str, ...]:
    """What serves the app."""
    quiet = ("--log-level", "warning", "--no-access-log")
    served = (sys.executable, "-m", "uvicorn", "streamlit_app:app", "--host", host, "--port", port)
    return (*served, *quiet)


if __name__ == "__main__":
    sys.exit(Supervisor(command(*sys.argv[1:])).run())
