"""How long a save of each kind takes in the store, beside SQLite and pandas keeping a contact.

    python benchmarks/saves.py [--sizes 60,1000,10000] [--rounds 30] [--json FILE]

Ours checks permission and rules, writes the row and its chained line of the log, and is on the disk
twice (store and anchor) before it returns. SQLite writes a row and a line, on the disk once; pandas
adds the row and writes that table's file. Neither checks anything. Clock time: the disk is most.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from uuid import uuid4

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pandas as pd

from benchmarks import telling
from benchmarks.opened import carried, driver_of, durable_sqlite, in_turn, opened_copy
from core.agreements import AgreementTold, GoalTold
from core.codes import Role
from core.consent import ConsentTold
from core.contacts import Contact
from core.meetings import MeetingPlan
from core.network import NetworkTold
from core.records.people import Person
from core.referral import Referral
from db import actions
from db.engine import Store, reading
from db.models import CaseRow, GoalRow, StaffRow

Save = Callable[[], object]
CONTACT = "a contact"


@dataclass(frozen=True, slots=True)
class Around:
    """Who saves, in which open case, and a goal of it."""

    leader: Person
    own: Person
    case: str
    goal: str


def around() -> Around:
    """A case with its coordinator's goals under way, and the people."""
    with reading() as session:
        goal, case, worker = (
            session.query(GoalRow.id, CaseRow.id, CaseRow.coordinator_id)
            .join(CaseRow, CaseRow.id == GoalRow.case_id)
            .filter(CaseRow.step == "collaboration", GoalRow.status == "open")
            .order_by(CaseRow.number, GoalRow.id)
            .first()
        )
        name = session.query(StaffRow.name).filter(StaffRow.id == worker).scalar()
    leader = Person("bench", "Karen Kold", frozenset({Role.PROJECT_LEAD}))
    own = Person("bench", name, frozenset({Role.COORDINATOR}), staff_id=worker)
    return Around(leader, own, case, goal)


def saves(on: date) -> Iterator[tuple[str, Save]]:
    """A save of each kind by name; each call makes another row, or changes one again."""
    here, number = around(), count(1)
    case, by, soon = here.case, here.leader, on + timedelta(days=14)
    yield "a draft", lambda: actions.drafts.keep("bench", {"x": "y"}, seen_version=1, by=by)
    yield "a look", lambda: actions.looks.saw("status", {}, by=by)
    yield (
        "a referral",
        lambda: actions.referrals.refer(_referral(next(number), on), by=by, on=on),
    )
    contact = Contact(day=on, activity="meeting", minutes=45, method="SM")
    yield CONTACT, lambda: actions.contacts.record_contact(case, contact, by=here.own, on=on)
    known = NetworkTold(name="Molly Mor", sphere="private", relation="mor")
    yield "somebody in the network", lambda: actions.network.add_person(case, known, by=by, on=on)
    consent = ConsentTold(
        given_date=on,
        given_by="young_person",
        party="Jobcentret",
        party_role="employment_officer",
        form="paper",
        information_types=("housing", "economy"),
        legal_basis="consent",
        purpose="At samle indsatsen",
    )
    yield "a consent", lambda: actions.consents.add_consent(case, consent, by=by, on=on)
    plan = MeetingPlan(kind="network", day=soon, purpose="En plan for foråret")
    yield "a meeting planned", lambda: actions.meetings.plan(case, plan, [], by=by, on=on)
    goal = GoalTold(text="Blive på FGU til sommer", set_date=on)
    yield "a goal", lambda: actions.goals.set_goal(case, goal, by=by, on=on)
    agreed = AgreementTold(text="Ringe til FGU", responsible="Karen Kold", follow_up_date=soon)
    yield "an agreement", lambda: actions.goals.agree(here.goal, agreed, by=by)
    yield (
        "a measurement",
        lambda: actions.measurements.measure(
            case,
            scores={"mental_health": 3, "physical_health": 4},
            scored_by="joint",
            measured=on,
            by=by,
            on=on,
        ),
    )
    yield (
        "where somebody lives",
        lambda: actions.housing.record_situation(
            case, situation="own_home", from_date=on, by=by, on=on
        ),
    )


def _referral(number: int, on: date) -> Referral:
    return Referral(
        name=f"Vilma Vildspor {number}",
        birth_date=date(2006, 3, 5),
        variant="H",
        referral_date=on,
        referrer_name="Henny Henviser",
        referrer_organisation="Jobcentret",
        referral_reason="Sover hos venner på skift.",
    )


def rivals(store: Store, folder: Path) -> Iterator[tuple[str, Save]]:
    """A contact kept by SQLite and by pandas."""
    with driver_of(store) as driver:
        sqlite = durable_sqlite(folder / "saves.sqlite")
        for table in ("contacts", "audit"):
            carried(driver, sqlite, table)
        contacts = driver.execute("SELECT * FROM contacts").df()
        line = driver.execute("SELECT * FROM audit LIMIT 1").df().astype(str).iloc[0].to_dict()
    row = contacts.iloc[0].astype(str).to_dict()

    def in_sqlite() -> None:
        sqlite.execute("BEGIN IMMEDIATE")
        for table, values in (("contacts", row), ("audit", line)):
            marks = ", ".join("?" * len(values))
            fresh = {**values, "id": uuid4().hex}
            sqlite.execute(f"INSERT INTO {table} VALUES ({marks})", list(fresh.values()))
        sqlite.execute("COMMIT")

    def in_pandas() -> None:
        fresh = contacts.iloc[:1].assign(id=uuid4().hex)
        pd.concat([contacts, fresh], ignore_index=True).to_parquet(folder / "contacts.parquet")

    yield "SQLite", in_sqlite
    yield "pandas", in_pandas


def measured(cases: int, rounds: int) -> list[dict[str, object]]:
    """All kinds and the rivals, all in turn; the first round does not count."""
    with opened_copy(cases) as (store, grown, folder):
        each = dict([*saves(grown.day), *rivals(store, folder)])
        taken = in_turn(each, rounds)
    return [
        {
            "save": name if name not in {"SQLite", "pandas"} else f"{CONTACT}: {name}",
            "cases": cases,
            **found.figures(),
        }
        for name, found in taken.items()
    ]


def main() -> None:
    """Measure and print."""
    parser = telling.parser(__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    asked = parser.parse_args()
    found = [line for size in asked.sizes for line in measured(size, asked.rounds)]
    print(telling.table(found))
    telling.keep(asked.json, found)


if __name__ == "__main__":
    main()
