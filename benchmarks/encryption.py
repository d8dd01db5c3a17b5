"""What encryption costs: the same work on a plain and on an encrypted store of the same people.

    python benchmarks/encryption.py [--sizes 1000] [--rounds 30] [--json FILE]

Printed is the processor's time, medians on the encrypted store as ratios to those on the plain one:
the list and a case with nothing kept from before, a referral saved, and the store opened.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import telling
from core.codes import Role
from core.records.lists import Wanted
from core.records.people import Person
from core.referral import Referral
from db import actions, demo, queries
from db.engine import close_store, current_store, open_store
from db.migrate import migrate
from db.settings import settings

ON = date(2026, 11, 23)
BY = Person(account_id="bench", name="Karen Kold", roles=frozenset({Role.PROJECT_LEAD}))
KEY = "0pKq7-Zt3Xv9_Lm2Rw8Yc5Hd1Nb6Gf4Js"


def filled(folder: Path, people: int, *, encrypted: bool) -> str:
    """An open store of that many invented people."""
    os.environ["UNGESPOR_UNENCRYPTED"] = "no" if encrypted else "yes"
    if encrypted:
        os.environ["UNGESPOR_STORE_KEY"] = KEY
    settings.cache_clear()
    url = f"duckdb:///{folder / ('encrypted' if encrypted else 'plain')}.duckdb"
    migrate(open_store(url))
    demo.fill(on=ON, young_people=people)
    return url


def seconds(work: Callable[[], object], rounds: int) -> float:
    """Processor seconds, the median of the rounds; nothing is kept from one to the next."""
    taken = []
    for _ in range(rounds):
        current_store().changed_unseen()
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return median(taken)


def measured(url: str, rounds: int) -> dict[str, float]:
    """Seconds by kind of work."""
    case = queries.referrals.waiting(by=BY, on=ON).lines[0].number
    header = queries.cases.header(case, by=BY)
    if header is None:
        raise SystemExit("the case is not to be seen")
    referral = Referral(
        name="Vilma Vildspor",
        birth_date=date(2006, 3, 5),
        variant="H",
        referral_date=ON,
        referrer_name="Henny Henviser",
        referrer_organisation="Jobcentret",
        referral_reason="Sover hos venner på skift.",
    )
    work: dict[str, Callable[[], object]] = {
        "list": lambda: queries.lists.page(Wanted(), by=BY, on=ON),
        "case": lambda: queries.referrals.detail(header.id, by=BY, on=ON),
        "save": lambda: actions.referrals.refer(referral, by=BY, on=ON),
        "open": lambda: open_store(url),
    }
    return {name: seconds(each, rounds) for name, each in work.items()}


def compared(people: int, rounds: int) -> list[dict[str, object]]:
    """Fill both stores, measure both; milliseconds on the encrypted one, and to the plain one."""
    with tempfile.TemporaryDirectory() as folder:
        found = []
        for encrypted in (False, True):
            url = filled(Path(folder), people, encrypted=encrypted)
            found.append(measured(url, rounds))
            close_store()
    plain, sealed = found
    return [
        {
            "work": name,
            "cases": people,
            "ms": round(1000 * sealed[name], 1),
            "to the plain store": round(sealed[name] / plain[name], 2),
        }
        for name in plain
    ]


def main() -> None:
    """Measure and print."""
    parser = telling.parser(__doc__, "1000")
    parser.add_argument("--rounds", type=int, default=30)
    told = parser.parse_args()
    found = [line for people in told.sizes for line in compared(people, told.rounds)]
    print(telling.table(found))
    telling.keep(told.json, found)


if __name__ == "__main__":
    main()
