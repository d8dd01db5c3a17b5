"""How long the list, a search and one case take in the store, beside SQLite and pandas.

    python benchmarks/reads.py [--sizes 60,1000,10000] [--rounds 20] [--json FILE]

`again` is the next look, with what is kept between two changes; `after a save` the first one after
somebody recorded a contact, and `all made anew` what the first look of all costs. SQLite and pandas
read the same rows with indexes and in memory; they know no rights, and of what is due nothing: that
is what ours makes anew.
"""

import sqlite3
import sys
from collections.abc import Callable, Iterator
from datetime import date
from itertools import cycle
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pandas as pd

from benchmarks import telling
from benchmarks.opened import driver_of, in_turn, opened_copy
from benchmarks.rivals import pandas_frames, sqlite_store
from benchmarks.saves import CONTACT, saves
from core.codes import Role
from core.pathway import OPEN_STEPS
from core.records.lists import Wanted
from core.records.people import Person
from db import queries
from db.engine import Store, reading
from db.models import CaseRow

Read = Callable[[], object]
SEARCH = "vil"
BY = Person("bench", "Karen Kold", frozenset({Role.PROJECT_LEAD}))
STEPS = tuple(step.value for step in OPEN_STEPS)
_LISTED = f"""
SELECT c.number, y.name, y.birth_date, c.step, c.combination, s.name, count(*) OVER ()
FROM cases c JOIN young_people y ON y.id = c.young_person_id
LEFT JOIN staff s ON s.id = c.coordinator_id
WHERE c.step IN ({", ".join(f"'{step}'" for step in STEPS)}) AND lower(y.name) LIKE ?
ORDER BY y.name, c.number LIMIT 25
"""
OF_CASE = ("contacts", "goals", "housing", "measurements", "meetings", "statuses")


def ours(store: Store, on: date) -> Iterator[tuple[str, Read]]:
    """Each question, again and after a save."""
    questions: dict[str, Read] = {
        "list": lambda: queries.lists.page(Wanted(), by=BY, on=on),
        "search": lambda: queries.lists.page(Wanted(search=SEARCH), by=BY, on=on),
    }
    save = dict(saves(on))[CONTACT]
    for name, ask in questions.items():
        yield f"{name}, again", ask
        yield f"(a contact saved, then the {name})", save
        yield f"{name}, after a save", ask
        yield f"{name}, all made anew", lambda ask=ask: _anew(store, ask)  # type: ignore[misc]
    numbers = cycle(_numbers())
    yield "a case not looked at before", lambda: _case(next(numbers), on)


def _anew(store: Store, ask: Read) -> object:
    """As after a change of which nobody knows the case."""
    store.changed_unseen()
    return ask()


def _numbers() -> list[int]:
    with reading() as session:
        found = session.query(CaseRow.number).filter(CaseRow.step.in_(STEPS))
        return [number for (number,) in found.order_by(CaseRow.number).limit(250)]


def _case(number: int, on: date) -> object:
    """The head of the case and all that happened in it."""
    header = queries.cases.header(number, by=BY)
    return header and queries.timeline.story(header.id, by=BY, on=on)


def of_sqlite(sqlite: sqlite3.Connection) -> Iterator[tuple[str, Read]]:
    """The same from indexed tables."""
    sqlite.execute("CREATE INDEX contacts_of_case ON contacts (case_id)")
    cases = cycle(sqlite.execute("SELECT id FROM cases LIMIT 250").fetchall())

    def case() -> list[object]:
        (key,) = next(cases)
        queries_ = (f"SELECT * FROM {table} WHERE case_id = ?" for table in OF_CASE)
        return [sqlite.execute(query, (key,)).fetchall() for query in queries_]

    yield "list", lambda: sqlite.execute(_LISTED, ("%",)).fetchall()
    yield "search", lambda: sqlite.execute(_LISTED, (f"%{SEARCH}%",)).fetchall()
    yield "a case", case


def of_pandas(frames: dict[str, pd.DataFrame]) -> Iterator[tuple[str, Read]]:
    """The same from frames in memory."""
    keys = cycle(frames["cases"]["id"].head(250))

    def listed(search: str) -> pd.DataFrame:
        young, cases = frames["young_people"], frames["cases"]
        young = young[young["name"].str.contains(search, case=False, regex=False)]
        cases = cases[cases["step"].isin(STEPS)].merge(
            young, left_on="young_person_id", right_on="id", suffixes=("", "_young")
        )
        cases = cases.merge(
            frames["staff"], how="left", left_on="coordinator_id", right_on="id", suffixes=("", "_")
        )
        return cases.sort_values(["name", "number"]).head(25)

    def case() -> list[pd.DataFrame]:
        key = next(keys)
        return [frames[table][frames[table]["case_id"] == key] for table in OF_CASE]

    yield "list", lambda: listed("")
    yield "search", lambda: listed(SEARCH)
    yield "a case", case


def measured(cases: int, rounds: int) -> list[dict[str, object]]:
    """Everybody in turn; the first round does not count."""
    with opened_copy(cases) as (store, grown, folder):
        with driver_of(store) as driver:
            sqlite = sqlite_store.copied(driver, folder / "reads.sqlite")
            frames = pandas_frames.loaded(driver)
        each: dict[tuple[str, str], Read] = {}
        for who, found in (
            ("ours", ours(store, grown.day)),
            ("SQLite", of_sqlite(sqlite)),
            ("pandas", of_pandas(frames)),
        ):
            each |= {(who, name): read for name, read in found}
        taken = in_turn(each, rounds)
        sqlite.close()
    return [
        {"who": who, "read": name, "cases": cases, **found.figures()}
        for (who, name), found in taken.items()
    ]


def main() -> None:
    """Measure and print."""
    parser = telling.parser(__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args()
    found = [line for size in asked.sizes for line in measured(size, asked.rounds)]
    print(telling.table(found, left=2))
    telling.keep(asked.json, found)


if __name__ == "__main__":
    main()
