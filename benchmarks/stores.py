"""A demo store to measure on, with a project leader already signed in. Run as its own process.

DuckDB lets one process in at a time: this one fills the store, ends, and leaves it to the server.
"""

import json
import secrets
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Filled:
    """A store on disk: its address, the cookie header that signs in, and a case with a long way.

    `screen` is the cookie header of a session that shows the case's `meeting` on a large screen.
    """

    url: str
    cookie: str
    screen: str
    case: int
    meeting: str
    happenings: int


def filled_store(folder: Path, young_people: int) -> Filled:
    """Make a demo store of that many young people in the folder."""
    url = f"duckdb:///{folder / f'demo_{young_people}.duckdb'}"
    told = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), url, str(young_people)],
        cwd=PROJECT,
        check=True,
        capture_output=True,
        text=True,
    )
    return Filled(url=url, **json.loads(told.stdout.splitlines()[-1]))


def _fill(url: str, young_people: int) -> dict[str, object]:
    from db.demo import fill  # noqa: PLC0415 — only in the process of its own
    from db.engine import close_store, open_store  # noqa: PLC0415
    from db.migrate import migrate  # noqa: PLC0415

    migrate(open_store(url))
    fill(on=today(), young_people=young_people)
    case, happenings = _longest_way()
    _, cookie = _signed_in()
    screen, meeting = _on_screen(case)
    close_store()
    return {
        "cookie": cookie,
        "screen": screen,
        "case": case,
        "meeting": meeting,
        "happenings": happenings,
    }


def today() -> date:
    """Today in Denmark, as the app has it."""
    return datetime.now(ZoneInfo("Europe/Copenhagen")).date()


def _longest_way() -> tuple[int, int]:
    """The open case with most contacts, and how many those are."""
    from sqlalchemy import func, select  # noqa: PLC0415

    from db.engine import reading  # noqa: PLC0415
    from db.models import CaseRow, ContactRow  # noqa: PLC0415

    contacts = func.count(ContactRow.id)
    query = (
        select(CaseRow.number, contacts)
        .join(ContactRow, ContactRow.case_id == CaseRow.id)
        .where(CaseRow.end_date.is_(None))
        .group_by(CaseRow.number)
        .order_by(contacts.desc(), CaseRow.number)
    )
    with reading() as session:
        number, most = session.execute(query.limit(1)).one()
        return number, most


def _on_screen(number: int) -> tuple[str, str]:
    """A meeting of today on a large screen: the cookie header that shows it, and its id."""
    from core.meetings import Invitation, MeetingPlan  # noqa: PLC0415
    from db import actions, queries  # noqa: PLC0415

    session_id, cookie = _signed_in()
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


def _signed_in() -> tuple[str, str]:
    """Put a session of the project leader: its id, and the cookie header that carries it."""
    from sqlalchemy import select  # noqa: PLC0415

    from db.clock import now  # noqa: PLC0415
    from db.engine import reading, transaction  # noqa: PLC0415
    from db.models import AccountRoleRow, SessionRow, new_id  # noqa: PLC0415
    from db.queries.accounts import token_hash  # noqa: PLC0415

    with reading() as session:
        leader = session.scalars(
            select(AccountRoleRow.account_id).where(AccountRoleRow.role == "project_lead")
        ).first()
    session_id, token, moment = new_id(), secrets.token_urlsafe(32), now()
    with transaction() as session:
        session.add(
            SessionRow(
                id=session_id,
                account_id=leader,
                cookie_hash=token_hash(token),
                started_time=moment,
                seen_time=moment,
                second_factor_time=moment,
            )
        )
    return session_id, f"ungespor={token}"


if __name__ == "__main__":
    sys.path.insert(0, str(PROJECT))
    sys.stdout.write(json.dumps(_fill(sys.argv[1], int(sys.argv[2]))) + "\n")
