"""What the processes do that the long runs kill, and how a store is looked at afterwards.

They run in forks of a process that has imported all this and opened nothing.
"""

import hashlib
import os
import random
import threading
import time

from sqlalchemy import Engine, event, func, select, text
from sqlalchemy.exc import DBAPIError

from core.errors import RuleBroken
from core.permissions import Act
from db.audit import claim, note
from db.check import faults
from db.clock import now, today
from db.encryption.keys import key_for
from db.engine import Store, backup_copy, current_store, open_store, reading, transaction
from db.log.chain_check import breaks
from db.migrate import migrate
from db.models import AuditRow, CaseRow
from db.row_counts import rows_by_table
from db.safekeeping.backup_file import pack
from db.safekeeping.backups import discard, part_of
from db.safekeeping.room import DiskLow
from db.settings import settings
from tests.factories import person, put_case

ENDED, FOUND, REFUSED, SAME, SILENT = "ended", "found", "refused", "same", "silent"
WHOLE = "whole"


def at(url: str, **named: object) -> None:
    """Work on the store at that address from now on, with these settings."""
    os.environ["UNGESPOR_DATABASE_URL"] = url
    os.environ.update({f"UNGESPOR_{name.upper()}": str(value) for name, value in named.items()})
    settings.cache_clear()


def told(acks: str, word: object) -> None:
    """Say it to whoever survives this process."""
    handle = os.open(acks, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.write(handle, f"{word}\n".encode())
    os.close(handle)


def begin(url: str, kind: str = "plain", version: int | None = None) -> None:
    """A store with one case; or of an earlier schema, with one young person."""
    unencrypted = "no" if kind == "encrypted" else "yes"
    at(url, disk_least_mb=0, disk_times_store=0, unencrypted=unencrypted)
    if version is None:
        put_case("Vilma Vildspor")
        return
    store = open_store(url)
    migrate(store, to=version)
    with store.engine.begin() as connection:
        sql = "INSERT INTO young_people (id, version, name) VALUES ('y1', 1, 'Åse Ørred')"
        connection.execute(text(sql))


def save(padding: int = 0) -> int:
    """One action on the case: its row and its line in the log; which one it was."""
    with transaction() as session:
        case = session.scalars(select(CaseRow)).one()
        number = int((case.wishes or "0").split()[0]) + 1
        row = claim(session, CaseRow, case.id, case.version)
        row.wishes = f"{number} {'x' * padding}"
        note(session, person(name="Karen Kold"), Act.ASSESS, row)
    return number


def work(url: str, acks: str, way: str, seed: int) -> None:
    """Save without end, and say each save; meanwhile backups or checkpoints, by the way."""
    at(url)
    dice = random.Random(seed)
    store = current_store()
    if way == "backup":
        threading.Thread(target=_back_up_for_ever, daemon=True).start()
    while True:
        told(acks, save(dice.choice((0, 500, 20_000))))
        if way == "checkpoint" and dice.random() < 0.2:
            with store.engine.connect() as connection:
                connection.execute(text("CHECKPOINT"))


def _back_up_for_ever() -> None:
    """Copy and seal; the proof is another process and touches no store."""
    store = current_store()
    copy, sealed = part_of(store.path, "backup"), store.path.with_suffix(".sealed")
    while True:
        rows = backup_copy(store, copy)
        pack(copy, sealed, key=key_for("backup"), schema=1, made=now(), rows=rows)
        discard(copy)


def upgrade(url: str, acks: str) -> None:
    """Bring an old store up, and say of each step that it is committed, and when all is done."""
    at(url)
    told(acks, "begun")
    event.listen(Engine, "after_cursor_execute", lambda *given: _told_of_step(acks, given[2]))
    current_store()
    told(acks, "done")


def _told_of_step(acks: str, statement: str) -> None:
    """The last statement of a step writes its number; what follows at once is its commit."""
    if statement.startswith("INSERT INTO schema_versions"):
        told(acks, "step")


def work_till_full(url: str, acks: str, least_mb: int) -> None:
    """Save without end; where it is refused, say so and try again."""
    at(url, disk_least_mb=least_mb, disk_times_store=0)
    while True:
        try:
            told(acks, save(40_000))
        except DiskLow:
            told(acks, "low")
            time.sleep(0.05)
        except DBAPIError:
            told(acks, "full")


def look(url: str, acks: str, thoroughly: bool) -> None:
    """Say what is in the store: the number of the last save, how it lies, and what is wrong."""
    at(url)
    store = current_store()
    with reading() as session:
        case = session.scalars(select(CaseRow)).one()
        saved = int((case.wishes or "0").split()[0])
        lines = session.scalar(
            select(func.count()).where(AuditRow.row_id == case.id, AuditRow.act == "assess")
        )
    wrong = [] if case.version == saved + 1 else [f"version {case.version}"]
    wrong += [] if lines == saved else [f"{lines} lines"]
    told(acks, f"{saved} {_held(store, wrong, thoroughly)}")


def look_at_old(url: str, acks: str) -> None:
    """The same for a store that came up from an earlier schema."""
    at(url)
    store = current_store()
    with reading() as session:
        names = session.execute(text("SELECT name FROM young_people")).scalars().all()
        version = session.execute(text("SELECT max(version) FROM schema_versions")).scalar_one()
    told(acks, f"{names} {version} {_held(store, [], True)}")


def _held(store: Store, wrong: list[str], thoroughly: bool) -> str:
    """How the store lies, and WHOLE or all that does not hold."""
    found = [*wrong, *breaks(store), *store.alarm, *(faults(today()) if thoroughly else ())]
    lies = "encrypted" if store.key is not None else "plain"
    return f"{lies} {'; '.join(map(str, found)) or WHOLE}"


def judge(url: str, acks: str, expected: str) -> None:
    """What became of a store that was damaged: it is refused, found, the same, or silently not."""
    at(url)
    told(acks, ENDED)
    try:
        store = current_store()
        alarmed, content = bool(store.alarm), digest()
    except (RuleBroken, DBAPIError):
        told(acks, REFUSED)
        return
    told(acks, FOUND if alarmed else SAME if content == expected else SILENT)


def digest() -> str:
    """The whole content of the store in one number."""
    whole = hashlib.sha256()
    with current_store().engine.connect() as connection:
        for table in sorted(rows_by_table(connection)):
            rows = text(f'SELECT t::VARCHAR AS row FROM "{table}" t ORDER BY row')
            for row in connection.execute(rows).scalars():
                whole.update(f"{table}{row}\n".encode())
    return whole.hexdigest()


def tell_digest(url: str, acks: str) -> None:
    """Say the content of the store in one number."""
    at(url)
    told(acks, digest())


def crash(url: str, count: int) -> None:
    """Leave saves in the write-ahead log and die."""
    at(url)
    for _ in range(count):
        save(200)
    os._exit(9)
