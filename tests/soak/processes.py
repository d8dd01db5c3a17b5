"""Processes that are started to be killed, what they said before, and the stores they work on."""

import multiprocessing
import time
from collections.abc import Callable
from pathlib import Path

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(["tests.soak.killing"])
PATIENCE = 300
"""Seconds; long runs share their machine."""
STORES = ("plain", "encrypted")


def start(act: Callable[..., None], *args: object):
    """Begin it in a process of its own."""
    one = _FORKS.Process(target=act, args=args, daemon=True)
    one.start()
    return one


def done(act: Callable[..., None], *args: object) -> int | None:
    """Do it in a process of its own, to its end; how that ended."""
    one = start(act, *args)
    one.join(PATIENCE)
    return one.exitcode


def lines(acks: Path) -> list[str]:
    """What was said; a last line may be half said."""
    return acks.read_text().split("\n")[:-1] if acks.exists() else []


def kill(one) -> None:
    """Kill -9, and wait until it is gone."""
    one.kill()
    one.join(PATIENCE)


def until(seen: Callable[[list[str]], object], one, acks: Path, since: int = 0) -> bool:
    """Until that is said after that line or the process has ended; whether it has."""
    latest = time.monotonic() + PATIENCE
    while not seen(lines(acks)[since:]) and one.is_alive():
        assert time.monotonic() < latest, lines(acks)[-3:]
        time.sleep(0.01)
    return not one.is_alive()


def asked(act: Callable[..., None], url: str, place: Path, *more: object) -> str:
    """What a process of its own says of the store."""
    place.unlink(missing_ok=True)
    ended = done(act, url, str(place), *more)
    return [f"ended with {ended} and said nothing", *lines(place)][-1]
