"""Debian's packages for what the tests need besides Python's, one fetcher at a time."""

import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

LOCK = Path(tempfile.gettempdir()) / "ungespor-tests-packages.lock"
PATIENCE = ("-o", "DPkg::Lock::Timeout=300")
"""Seconds to wait for somebody else's fetching, such as the machine's own updates."""


def fetched(*packages: str) -> None:
    """Get these packages where that can be done here; whoever asks looks whether they came.

    Several test processes may ask at once: they do so one after the other.
    """
    if shutil.which("apt-get") is None:
        return
    as_root = [] if os.geteuid() == 0 else ["sudo", "-n"]
    get = ["apt-get", *PATIENCE, "install", "-y", "--no-install-recommends", *packages]
    with LOCK.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for command in (["apt-get", "update"], get):
            subprocess.run(
                [*as_root, *command], check=False, timeout=900, stdout=subprocess.DEVNULL
            )
