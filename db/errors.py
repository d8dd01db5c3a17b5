"""What keeps the store from being opened. Each is a refusal with a sentence of its own."""

from core.errors import RuleBroken


class StoreHeld(RuleBroken):
    """Another process holds the store (facts: path, holder)."""

    code = "store_held"


class StoreTooNew(RuleBroken):
    """The store was written by a newer program (facts: found, known; schema versions)."""

    code = "store_too_new"


class StoreUnreadable(RuleBroken):
    """The file is not a store of ours or is damaged (facts: path)."""

    code = "store_unreadable"


class StoreDamaged(RuleBroken):
    """The file of the store is damaged: it can not be read as it was written (facts: path)."""

    code = "store_damaged"


class StoreGone(RuleBroken):
    """There is no store, but there are backups of it (facts: path, newest)."""

    code = "store_gone"


class WalDamaged(RuleBroken):
    """The write-ahead log is damaged; opening would lose what is in it (facts: path)."""

    code = "wal_damaged"


class WalAlone(RuleBroken):
    """There is a write-ahead log, but not the store it belongs to (facts: path)."""

    code = "wal_alone"


class RestoreHalfDone(RuleBroken):
    """A restore broke off between the old store and the new one (facts: path)."""

    code = "restore_half_done"


class FolderUnwritable(RuleBroken):
    """Nothing can be written beside the store (facts: path)."""

    code = "folder_unwritable"


class DiskFull(RuleBroken):
    """There is no room at all beside the store (facts: path, free_mb)."""

    code = "disk_full"


class StoreReadOnly(RuleBroken):
    """The log does not hold: nothing is changed until somebody has looked into it."""

    code = "store_read_only"


class LogUnwritable(RuleBroken):
    """The file that guards the log can not be written, so nothing is."""

    code = "log_unwritable"


class StorePlain(RuleBroken):
    """There is a key, but the file is not encrypted (facts: path)."""

    code = "store_plain"


class StoreUnencrypted(RuleBroken):
    """The store holds people, there is no key, and nobody has said that none is meant."""

    code = "store_unencrypted"


class StoreBusy(RuleBroken):
    """Others write at the same time, or the server went away; nothing was changed."""

    code = "store_busy"


class StoreLost(RuleBroken):
    """The server went away during the commit: the change may be in the store or not."""

    code = "store_lost"


class StoreUnreachable(RuleBroken):
    """The server does not answer, or does not let us in (facts: address)."""

    code = "store_unreachable"


class StoreLocale(RuleBroken):
    """The database was made without Danish letters (facts: name)."""

    code = "store_locale"
