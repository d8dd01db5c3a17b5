"""Room on the disk: nothing new is written when it gets so low that a write could break off."""

import shutil
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from core.errors import RuleBroken
from db.settings import settings

MEGABYTE = 1 << 20
FRESH = 1.0
"""Seconds that an answer of the disk is good for."""


class DiskLow(RuleBroken):
    """The disk has too little room left to write safely (facts: free_mb, least_mb)."""

    code = "disk_low"


@dataclass(frozen=True, slots=True)
class Room:
    """What is free beside a file, and the least that must be; in bytes."""

    free: int
    least: int

    @property
    def low(self) -> bool:
        """Nothing is written any more."""
        return self.free < self.least

    @property
    def short(self) -> bool:
        """Administrators are told: half of it, and nothing is written any more."""
        return self.free < 2 * self.least


_asked: dict[Path, tuple[float, Room]] = {}
_asking = threading.Lock()


def room_beside(path: Path) -> Room:
    """The room on the disk of the store; asked for at most once a second."""
    with _asking:
        moment = time.monotonic()
        known = _asked.get(path)
        if known is not None and moment - known[0] < FRESH:
            return known[1]
        found = Room(free_bytes(path.parent), least_bytes(path))
        _asked.clear()
        _asked[path] = (moment, found)
        return found


def free_bytes(folder: Path) -> int:
    """What this program may still write there."""
    return shutil.disk_usage(folder).free


def least_bytes(path: Path) -> int:
    """The larger of the two limits of the settings. The file is not opened."""
    size = path.stat().st_size if path.exists() else 0
    return max(settings().disk_least_mb * MEGABYTE, settings().disk_times_store * size)


def check_room(path: Path | None) -> None:
    """Raises DiskLow. A store that is no file has its room elsewhere."""
    if path is None:
        return
    room = room_beside(path)
    if room.low:
        raise DiskLow(free_mb=room.free // MEGABYTE, least_mb=room.least // MEGABYTE)
