"""What the administrator is told of backups and of the room on the disk."""

from dataclasses import dataclass
from datetime import datetime

from core.errors import RuleBroken


@dataclass(frozen=True, slots=True)
class BackupStatus:
    """How backups stand. Moments are UTC, room is in megabytes.

    `is_file` tells a store of ours from a server that makes its own; `on` whether they are made.
    """

    is_file: bool
    on: bool
    folder: str = ""
    count: int = 0
    newest: datetime | None = None
    due: datetime | None = None
    failure: RuleBroken | None = None
    failed: datetime | None = None
    free_mb: int | None = None
    """Told where the disk is nearly full; None where it is not."""
    least_mb: int = 0
