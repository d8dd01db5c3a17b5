"""What was written or renamed in a folder outlives a loss of power."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """Force the folder's list of names to the disk. Windows has no such thing to ask for."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
