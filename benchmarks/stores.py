"""A copy of a kept store to serve, with people already signed in. Signing in is its own process.

DuckDB lets one process in at a time: that one signs in, ends, and leaves the store to the server.
"""

import json
import secrets
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.days import today
from benchmarks.grown import Grown, kept_store

PROJECT = Path(__file__).resolve().parent.parent
PEOPLE = 50
"""Sessions that are begun besides, for as many at once."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A store to serve. Sessions are cookie headers, by role; `screen` shows the `meeting`.

    `case` is the open one with most contacts; `waiting` and `assessing` stand at the first steps.
    """

    url: str
    grown: Grown
    sessions: dict[str, str]
    people: list[str]
    """Sessions of project leaders, coordinators and support workers in turn."""

    screen: str
    meeting: str
    case: int
    waiting: int
    assessing: int


def filled_store(folder: Path, cases: int) -> Filled:
    """A fresh copy, in the folder, of the kept store of that many cases."""
    grown = kept_store(cases)
    place = folder / f"store_{cases}"
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir()
    for each in grown.path.parent.glob(f"cases_{cases}.*"):
        shutil.copy(each, place / each.name)
    url = f"duckdb:///{place / grown.path.name}"
    told = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), url],
        cwd=PROJECT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return Filled(url=url, grown=grown, **json.loads(told.stdout.splitlines()[-1]))


def _sign_in(url: str) -> dict[str, object]:
    from core.codes import Role, Step  # noqa: PLC0415 — only in the process of its own
    from db.engine import close_store, open_store  # noqa: PLC0415

    open_store(url)
    case = _number()
    everyday = (Role.PROJECT_LEAD, Role.COORDINATOR, Role.SUPPORT_WORKER)
    of_role = {role: _accounts(role) for role in (*everyday, Role.ADMINISTRATOR)}
    people = [
        of_role[role][(at // len(everyday)) % len(of_role[role])]
        for at in range(PEOPLE)
        for role in [everyday[at % len(everyday)]]
    ]
    screen, meeting = _on_screen(case, of_role[Role.PROJECT_LEAD][0])
    told = {
        "sessions": {role: _signed_in(found[0])[1] for role, found in of_role.items()},
        "people": [_signed_in(account)[1] for account in people],
        "screen": screen,
        "meeting": meeting,
        "case": case,
        "waiting": _number(Step.REFERRED),
        "assessing": _number(Step.ASSESSMENT),
    }
    close_store()
    return told


def _accounts(role: str) -> list[str]:
    from sqlalchemy import select  # noqa: PLC0415

    from db.engine import reading  # noqa: PLC0415
    from db.models import AccountRoleRow  # noqa: PLC0415

    query = select(AccountRoleRow.account_id).where(AccountRoleRow.role == role)
    with reading() as session:
        return list(session.scalars(query.order_by(AccountRoleRow.account_id)))


def _number(step: str | None = None) -> int:
    """The open case with most contacts; or one that stands at the step."""
    from sqlalchemy import func, select  # noqa: PLC0415

    from db.engine import reading  # noqa: PLC0415
    from db.models import CaseRow, ContactRow  # noqa: PLC0415

    query = (
        select(CaseRow.number)
        .outerjoin(ContactRow, ContactRow.case_id == CaseRow.id)
        .where(CaseRow.end_date.is_(None) if step is None else CaseRow.step == step)
        .group_by(CaseRow.number)
        .order_by(func.count(ContactRow.id).desc(), CaseRow.number)
    )
    with reading() as session:
        return int(session.scalars(query.limit(1)).one())


def _on_screen(number: int, account_id: str) -> tuple[str, str]:
    """A meeting of today on a large screen: the cookie header that shows it, and its id."""
    from core.meetings import Invitation, MeetingPlan  # noqa: PLC0415
    from db import actions, queries  # noqa: PLC0415

    session_id, cookie = _signed_in(account_id)
    leader = queries.accounts.signed_in(session_id)
    case = queries.cases.header(number, by=leader)
    plan = MeetingPlan(kind="network", day=today(), purpose="En plan for foråret")
    around = queries.network.file_of(case.id, by=leader).people
    table = [Invitation("young_person", case.name)]
    table += [Invitation("other", each.name, each.id) for each in around[:5]]
    meeting = actions.meetings.plan(case.id, plan, table, by=leader, on=today())
    shown = {"case": str(number), "meeting": meeting}
    actions.presenting.begin(session_id, "meeting_screen", shown, by=leader, on=today())
    return cookie, meeting


def _signed_in(account_id: str) -> tuple[str, str]:
    """Put a session of the account, past the second step: its id, and its cookie header."""
    from db.clock import now  # noqa: PLC0415
    from db.engine import transaction  # noqa: PLC0415
    from db.models import SessionRow, new_id  # noqa: PLC0415
    from db.queries.accounts import token_hash  # noqa: PLC0415

    session_id, token, moment = new_id(), secrets.token_urlsafe(32), now()
    with transaction() as session:
        session.add(
            SessionRow(
                id=session_id,
                account_id=account_id,
                cookie_hash=token_hash(token),
                started_time=moment,
                seen_time=moment,
                second_factor_time=moment,
            )
        )
    return session_id, f"ungespor={token}"


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_sign_in(sys.argv[1])) + "\n")
