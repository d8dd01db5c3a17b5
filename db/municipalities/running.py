"""A command in each municipality, one process after the other; and all of them served at once."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.municipalities.places import Municipality
from db.safekeeping.supervise import PROJECT


@dataclass(frozen=True, slots=True)
class Done:
    """What a command wrote in one municipality, on its two streams, and its exit code."""

    municipality: Municipality
    code: int
    out: str
    err: str

    @property
    def said(self) -> str:
        """All of it, for a person to read."""
        return "\n".join(part for part in (self.out, self.err) if part)


def in_each(them: Sequence[Municipality], words: Sequence[str]) -> Iterator[Done]:
    """Run `python -m db WORDS` in each; one that fails stops no other."""
    for each in them:
        done = subprocess.run(  # noqa: S603 — our own program
            [sys.executable, "-m", "db", *words],
            cwd=PROJECT,
            env={**each.surroundings(os.environ), "PYTHONUTF8": "1"},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        yield Done(each, done.returncode, done.stdout.strip(), done.stderr.strip())


def serve(them: Sequence[Municipality]) -> int:
    """Serve all until a signal ends them; each has a supervisor that starts it again when it dies.

    Returns 0 where all ended as they were asked to.
    """
    started = [
        subprocess.Popen(  # noqa: S603 — our own program
            [sys.executable, "-m", "db.safekeeping.supervise", "127.0.0.1", str(each.port)],
            cwd=PROJECT,
            env=each.surroundings(os.environ),
            start_new_session=True,
        )
        for each in them
    ]

    def end(number: int, _frame: object) -> None:
        for one in started:
            if one.poll() is None:
                one.send_signal(number)

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, end)
    return max(one.wait() for one in started)
