"""Questions about backups and the room on the disk: they change without the store changing."""

from core.permissions import Act, check_may
from core.records.backups import BackupStatus
from core.records.people import Person
from db.engine import current_store
from db.safekeeping.backup_rounds import rounds
from db.safekeeping.backups import backups
from db.safekeeping.room import MEGABYTE, room_beside
from db.safekeeping.start_check import folder_of
from db.settings import settings


def status(*, by: Person) -> BackupStatus:
    """How backups stand. Raises NotAllowed."""
    check_may(by, Act.KEEP_BACKUPS)
    file = current_store().path
    if file is None:
        return BackupStatus(is_file=False, on=False)
    there, room = backups(file), room_beside(file)
    outcome, on = rounds.outcome, bool(settings().backup_minutes)
    return BackupStatus(
        is_file=True,
        on=on,
        folder=str(folder_of(file)),
        count=len(there),
        newest=there[0].made if there else None,
        due=rounds.due() if on else None,
        failure=outcome.failure,
        failed=outcome.tried if outcome.failure else None,
        free_mb=room.free // MEGABYTE if room.short else None,
        least_mb=room.least // MEGABYTE,
    )


def signals() -> tuple[str, ...]:
    """What administrators are to be told now: names of rows of `core.notice_rules`."""
    file = current_store().path
    if file is None:
        return ()
    told = {"backup_failing": rounds.outcome.failure is not None}
    told["disk_short"] = room_beside(file).short
    return tuple(name for name, so in told.items() if so)
