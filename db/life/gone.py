"""The list of who is anonymised, in a file beside the store, so that no restore brings them back.

Nothing lies beside a server: there a setting says where, and without it nobody is anonymised.

One JSON line for each case and young person: kind, id, day, and a keyed hash over the line and the
one before it. No personal data. The file is only added to, and outlives the store it lies beside.
"""

import hashlib
import hmac
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.errors import RuleBroken
from db.clock import today
from db.encryption.key_ring import Secret, in_use, ring
from db.engine import Store, current_store, store_path, transaction
from db.life.anonymise import anonymise
from db.models import AnonymisedRow, CaseRow, YoungPersonRow
from db.settings import settings

PURPOSE = "anonymised"


class GoneListBroken(RuleBroken):
    """A line of the list is not what was written (facts: path, line)."""

    code = "gone_list_broken"


class GoneListNowhere(RuleBroken):
    """The store is no file, and no place is set for the list: who is anonymised could come back."""

    code = "gone_list_nowhere"


class GoneListUnwritable(RuleBroken):
    """The list can not be written (facts: path)."""

    code = "gone_list_unwritable"


def gone_file(url: str) -> Path | None:
    """Where the list of a store lies; None where the store is no file and none is set."""
    beside = store_path(url)
    return settings().gone_file or (beside.with_suffix(".gone") if beside is not None else None)


def listed(url: str) -> tuple[tuple[str, str], ...]:
    """Kind and id of everybody in the list of a store. Raises GoneListBroken."""
    file = gone_file(url)
    return tuple((kind, row_id) for kind, row_id, _ in _lines(file)) if file is not None else ()


def remember(cases: Iterable[str], young_people: Iterable[str], on: date) -> None:
    """Add to the list, and wait until it is on the disk.

    Called before the commit, in the turn of the write: who stands in it without being anonymised
    yet was to be. Raises GoneListNowhere, GoneListUnwritable, GoneListBroken.
    """
    file = gone_file(current_store().url)
    told = [*(("case", each) for each in cases), *(("young_person", each) for each in young_people)]
    if not told:
        return
    if file is None:
        raise GoneListNowhere
    try:
        _append(file, "".join(_signed(_last_mark(file), told, on)))
    except OSError as fault:
        raise GoneListUnwritable(path=file) from fault


def _signed(mark: str, told: Iterable[tuple[str, str]], on: date) -> Iterator[str]:
    for kind, row_id in told:
        text = json.dumps({"kind": kind, "id": row_id, "date": on.isoformat()})
        mark = _mark(mark, text, in_use())
        yield f"{text}\t{mark}\n"


def _last_mark(file: Path) -> str:
    mark = ""
    for _, _, found in _lines(file):
        mark = found
    return mark


def _append(file: Path, added: str) -> None:
    """A last line that was cut short makes room first."""
    handle = os.open(file, os.O_CREAT | os.O_RDWR, 0o600)
    with os.fdopen(handle, "r+b") as opened:
        opened.seek(opened.read().rfind(b"\n") + 1)
        opened.truncate()
        opened.write(added.encode())
        opened.flush()
        os.fsync(opened.fileno())


def apply_gone(store: Store) -> int:
    """Anonymise again who stands in the list and is not in the store's own; returns how many.

    For after a restore; `store` is the open one of this process. It does not wait until somebody
    has looked into what the log lost by the restore. Raises GoneListBroken, nothing changed.
    """
    if not returned(store):
        return 0
    with transaction() as session:
        cases, people = _back(session, listed(store.url))
        anonymise(session, cases, people, today())
        session.info.pop("changed")
        store.turn.count(session)
    store.changed_unseen()
    return len(cases) + len(people)


def returned(store: Store) -> int:
    """How many stand in the list and are in the store by name. Raises GoneListBroken."""
    told = listed(store.url)
    if not told:
        return 0
    with store.sessions() as session:
        return sum(map(len, _back(session, told)))


def _back(session: Session, told: Sequence[tuple[str, str]]) -> tuple[Sequence[str], Sequence[str]]:
    """The cases and the young people."""
    return (
        _missing(session, "case", CaseRow, told),
        _missing(session, "young_person", YoungPersonRow, told),
    )


def _missing(
    session: Session,
    kind: str,
    table: type[CaseRow] | type[YoungPersonRow],
    told: Iterable[tuple[str, str]],
) -> list[str]:
    """Those of the list that are in the store, and not anonymised in it."""
    done = set(session.scalars(select(AnonymisedRow.id).where(AnonymisedRow.kind == kind)))
    there = set(session.scalars(select(table.id)))
    wanted = dict.fromkeys(row_id for each, row_id in told if each == kind)
    return [each for each in wanted if each in there and f"{kind}:{each}" not in done]


def _lines(file: Path) -> Iterator[tuple[str, str, str]]:
    """Kind, id and mark of each line. A last line cut short by a stop counts as not written."""
    if not file.exists():
        return
    whole, _, _ = file.read_text(encoding="utf-8").rpartition("\n")
    before = ""
    for number, line in enumerate(whole.splitlines(), start=1):
        text, _, mark = line.partition("\t")
        if not any(_fits(mark, before, text, secret) for secret in ring()):
            raise GoneListBroken(path=file, line=number)
        before, told = mark, json.loads(text)
        yield told["kind"], told["id"], mark


def _fits(mark: str, before: str, text: str, secret: Secret) -> bool:
    """Under any known key: lines from before a change of keys count as well."""
    return hmac.compare_digest(mark.encode(), _mark(before, text, secret).encode())


def _mark(before: str, text: str, secret: Secret) -> str:
    key = secret.key_for(PURPOSE)
    return hmac.new(key, f"{before}\n{text}".encode(), hashlib.sha256).hexdigest()
