"""What keeps a backup from being made, read or put back. Each is a refusal with its sentence.

Each has a section in `docs/drift-fejl.md` that says what to do; a test holds the two equal.
"""

from core.errors import RuleBroken


class BackupForeign(RuleBroken):
    """The file is no backup of ours (facts: path)."""

    code = "backup_foreign"


class BackupDamaged(RuleBroken):
    """The file is cut, changed, or does not hold what it says it holds (facts: path)."""

    code = "backup_damaged"


class BackupWrongKey(RuleBroken):
    """The file was sealed with the key of another installation (facts: path)."""

    code = "backup_wrong_key"


class BackupTooNew(RuleBroken):
    """The backup holds a newer schema than the program knows (facts: path, found, known)."""

    code = "backup_too_new"


class BackupKeyAbsent(RuleBroken):
    """The key that opens backups is not where it should be (facts: key_file)."""

    code = "backup_key_absent"


class NoBackup(RuleBroken):
    """There is no backup to put back (facts: path)."""

    code = "no_backup"


class BackupNoFile(RuleBroken):
    """The store is no file; its server has backups of its own."""

    code = "backup_no_file"


class BackupUnwritten(RuleBroken):
    """The backup could not be written (facts: path)."""

    code = "backup_unwritten"


class BackupUnproved(RuleBroken):
    """The backup was written, but could not be read again; it does not count (facts: path)."""

    code = "backup_unproved"


class BackupNoRoom(RuleBroken):
    """There is no room for the backup (facts: path, needed_mb, free_mb)."""

    code = "backup_no_room"


class BackupHeld(RuleBroken):
    """The app runs and holds the store, so the command can not copy it (facts: newest, folder)."""

    code = "backup_held"
