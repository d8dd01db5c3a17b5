"""Large stores for measuring: a demo store of 1,000 cases, multiplied inside the store.

Every row of a case is copied with fresh ids, and all its days are moved back by the same number of
days, drawn from a seed, so that the copies spread over the period. Which tables those are is read
from the models. CPR numbers are made and sealed anew, and the log goes on as one whole chain.
"""

import json
import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks.days import today
from benchmarks.multiplying import copied, owners

BASE = 1000
"""Cases in the demo store that is multiplied."""

ON = date(2026, 11, 23)
"""The day that the histories end on, where nobody says otherwise."""

SEED = 7
SPREAD = 365
"""Days are moved back by 0 to this many less one."""

STALE = 14
"""A kept store is made anew after so many days: its histories end on the day it was made."""

STORES = Path(__file__).resolve().parent / ".stores"
"""Where stores are kept from one measuring to the next."""

UNCOPIED = ("case_review_picks", "case_review_answers", "merges", "temporary_accesses")
"""Rows about a case that belong to something there is one of, or to an account."""


@dataclass(frozen=True, slots=True)
class Grown:
    """A store on disk, and what making it took: seconds, rows of all tables, bytes."""

    path: Path
    cases: int
    day: date
    schema: int
    seconds: float
    rows: int
    size: int


def kept_store(cases: int, folder: Path = STORES) -> Grown:
    """A store of that many cases that ends about today; made anew where it is old or outdated."""
    from db.migrate import migrations  # noqa: PLC0415 — only where a store is made

    path, schema = folder / f"cases_{cases}.duckdb", migrations()[-1].version
    told = path.with_suffix(".json")
    if path.exists() and told.exists():
        known = json.loads(told.read_text(encoding="utf-8"))
        found = Grown(path, **known | {"day": date.fromisoformat(known["day"])})
        if found.schema == schema and found.day > today() - timedelta(days=STALE):
            return found
    for each in folder.glob(f"cases_{cases}.*"):
        each.unlink()
    began = time.perf_counter()
    grown_store(folder, cases, on=today())
    seconds, rows = round(time.perf_counter() - began, 1), _rows(path)
    made = Grown(path, cases, today(), schema, seconds, rows, path.stat().st_size)
    known = {name: value for name, value in asdict(made).items() if name != "path"}
    told.write_text(json.dumps(known | {"day": str(made.day)}), encoding="utf-8")
    return made


def grown_store(folder: Path, cases: int, base: int = BASE, on: date = ON) -> Path:
    """A store of that many cases; made once in the folder.

    More than `base` are made in whole multiples of it, fewer as a demo store of their own.
    """
    path = folder / f"cases_{cases}.duckdb"
    if not path.exists():
        unfinished = folder / f"unfinished_{os.getpid()}" / path.name
        _fill(unfinished, min(cases, base), base, max(cases // base, 1), on)
        for each in unfinished.parent.iterdir():
            each.replace(folder / each.name)
        unfinished.parent.rmdir()
    return path


def _fill(path: Path, cases: int, base: int, copies: int, on: date) -> None:
    from db.demo import fill  # noqa: PLC0415 — only where a store is made
    from db.engine import close_store, open_store, transaction  # noqa: PLC0415
    from db.migrate import migrate  # noqa: PLC0415

    store = open_store(f"duckdb:///{path}")
    migrate(store)
    fill(on=on, seed=SEED, young_people=cases)
    if copies > 1:
        with transaction() as session:
            _multiply(session, base, copies)
        with store.engine.connect() as connection:
            connection.exec_driver_sql("CHECKPOINT")
    close_store()


def _rows(path: Path) -> int:
    from db.engine import close_store, open_store  # noqa: PLC0415
    from db.row_counts import rows_by_table  # noqa: PLC0415

    with open_store(f"duckdb:///{path}").engine.connect() as connection:
        found = sum(rows_by_table(connection).values())
    close_store()
    return found


def _multiply(session: Any, base: int, copies: int) -> None:
    """Add `copies` - 1 copies of every case, its rows and its workers."""
    run = session.connection().exec_driver_sql
    run(
        "CREATE TEMP TABLE copies AS SELECT id, i, "
        f"CAST(hash(id, i, {SEED}) % {SPREAD} AS INTEGER) AS back "
        f"FROM cases, range(1, {copies}) r(i)"
    )
    run(f"CREATE TEMP TABLE teams AS SELECT i FROM range(1, {copies}) r(i)")
    statements = copied(owners(UNCOPIED), base)
    for statement in statements:
        run(statement)
    _give_numbers(session)
    _lengthen_log(session, base, copies)
    run(
        f"UPDATE store SET value = CAST(value AS INTEGER) + {base * (copies - 1)} "
        "WHERE id = 'last_case_number'"
    )
    run("DROP TABLE copies")
    run("DROP TABLE teams")


def _give_numbers(session: Any) -> None:
    """Replacement CPR numbers (day + 60) for the copies of those who have one, sealed."""
    from db.bulk import bulk_update  # noqa: PLC0415 — only where a store is made
    from db.models import YoungPersonRow  # noqa: PLC0415

    found = session.connection().exec_driver_sql(
        "SELECT id, birth_date FROM young_people "
        "WHERE cpr IS NOT NULL AND birth_date IS NOT NULL AND contains(id, '-') ORDER BY id"
    )
    ids, born = zip(*found.fetchall(), strict=True)
    bulk_update(session, YoungPersonRow, {"id": list(ids), "cpr": list(_numbers(born))})


def _numbers(born: tuple[date, ...]) -> Iterator[str]:
    """One after the other on each day; a serial from 4000 on fits births from 1937 to 2036."""
    given: Counter[date] = Counter()
    for day in born:
        given[day] += 1
        yield f"{day.day + 60:02}{day:%m%y}{3999 + given[day]:04}"


def _lengthen_log(session: Any, base: int, copies: int) -> None:
    """The lines of the log once more for every copy, in the chain after those that stand."""
    from db.bulk import bulk_insert  # noqa: PLC0415 — only where a store is made
    from db.log.chain import COVERED, chained  # noqa: PLC0415
    from db.models import AuditRow  # noqa: PLC0415

    names = ("id", "time", "changes", *(name for name in COVERED if name != "changes_hash"))
    lines = session.connection().exec_driver_sql(
        f"SELECT {', '.join(names)} FROM audit WHERE kind = 'read' ORDER BY sequence"
    )
    columns: dict[str, list[Any]] = {name: [] for name in names}
    standing = [dict(zip(names, line, strict=True)) for line in lines.fetchall()]
    for copy in range(1, copies):
        for line in standing:
            for name, value in _copied_line(line, copy, base).items():
                columns[name].append(value)
    bulk_insert(session, AuditRow, chained(session, columns))


def _copied_line(line: Mapping[str, Any], copy: int, base: int) -> dict[str, Any]:
    facts = json.loads(line["changes"])
    if line["case_id"]:
        facts["case"] = [None, str(int(facts["case"][1]) + base * copy)]
    case_id = line["case_id"] and f"{line['case_id']}-{copy}"
    fresh = f"{line['id']}-{copy}"
    return {**line, "id": fresh, "row_id": fresh, "case_id": case_id, "changes": json.dumps(facts)}
