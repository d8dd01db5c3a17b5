"""The rounds that make backups while the app runs, and how the last one went."""

import threading
from dataclasses import dataclass, replace
from datetime import datetime

from core.backup_schedule import next_one
from core.errors import RuleBroken
from db.clock import now
from db.encryption.keys import key_for
from db.engine import current_store
from db.safekeeping.backup_errors import BackupUnwritten
from db.safekeeping.backups import backups, make, thin
from db.safekeeping.start_check import folder_of
from db.settings import settings

EVERY = 60.0
"""Seconds between two looks whether one is due."""
LAST = 30.0
"""Seconds that the end waits for a backup under way."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How the rounds of this process went: the last try, and why it failed where it did."""

    tried: datetime | None = None
    failure: RuleBroken | None = None
    data_version: int | None = None
    """What the last good backup holds; None: not known, one is made."""


class Rounds:
    """Looks at intervals whether a backup is due; there is one in a process."""

    def __init__(self) -> None:
        self.outcome = Outcome()
        self._running: tuple[threading.Event, threading.Thread] | None = None

    def begin(self, every: float = EVERY) -> None:
        """Start in the background, where the settings want it; `finish` ends it.

        Each round runs in a thread of its own: one that breaks is told, and the next comes.
        """
        self.finish()
        self.outcome = Outcome(tried=now())
        if not settings().backup_minutes or current_store().path is None:
            return
        ended = threading.Event()
        thread = threading.Thread(target=self._go, args=(ended, every), name="backup", daemon=True)
        self._running = (ended, thread)
        thread.start()

    def finish(self) -> None:
        """End the rounds; one under way is waited for."""
        if self._running is not None:
            ended, thread = self._running
            ended.set()
            thread.join(LAST)
            self._running = None

    def look(self) -> bool:
        """Make a backup if one is due and something was changed; whether a good one was made."""
        unchanged = self.outcome.data_version == current_store().data_version
        return not unchanged and self.due() <= now() and self.make()

    def due(self) -> datetime:
        """The interval after the newest one, and after the last try."""
        file = current_store().path
        there = backups(file)[:1] if file else ()
        moments = [each.made for each in there]
        moments += [self.outcome.tried] if self.outcome.tried else []
        return next_one(max(moments, default=None), settings().backup_minutes or 1, now())

    def make(self) -> bool:
        """Make a backup now and remember how it went; a failure is told, not raised."""
        store = current_store()
        version, file = store.data_version, store.path
        unknown = BackupUnwritten(path=folder_of(file) if file else None)
        went = replace(self.outcome, tried=now(), failure=unknown)
        try:
            make(store, key_for("backup"))
            went = Outcome(tried=now(), data_version=version)
        except RuleBroken as refusal:
            went = replace(went, failure=refusal)
        finally:
            self.outcome = went
        if file is not None:
            thin(file)
        return went.failure is None

    def _go(self, ended: threading.Event, every: float) -> None:
        while not ended.wait(every):
            one = threading.Thread(target=self.look, name="backup round", daemon=True)
            one.start()
            one.join()


rounds = Rounds()
"""Those of this process."""
