"""Put a page on a large screen, and take it off again with the password."""

from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import parse_qsl, urlencode

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.accounts import SignInRefused
from core.case_numbers import case_number
from core.codes import MeetingState
from core.errors import NotFound
from core.permissions import PAGES, check_may
from core.presenting import AlreadyPresenting, LeavePasswordWrong, checked_address
from core.records.people import Person
from core.under_way import check_under_way
from db.actions.sessions import forget_tries, proved
from db.audit import find, note
from db.clock import now
from db.engine import reading, transaction
from db.models import AccountRow, CaseRow, MeetingRow, SessionRow
from db.queries.visible import reach_of

CASE = "case"


def begin(session_id: str, page: str, address: Mapping[str, str], *, by: Person, on: date) -> None:
    """Let the session show this page, about this, and nothing else until `end`.

    Raises UnknownCode, NotFound, NotAllowed, AlreadyPresenting, and what the page's own check says
    (for a meeting: MeetingNotPlanned, MeetingAhead).
    """
    with transaction(small=True) as session:
        row = _own(session, session_id, by)
        shown = checked_address(page, address)
        case = _case(session, shown[CASE])
        check_may(by, PAGES[page], reach_of(session, case))
        for name, check in CHECKS.items():
            if name in shown:
                check(session, shown[name], case, on)
        encoded = urlencode(shown)
        if row.presenting is not None:
            if (row.presenting, row.presenting_address) != (page, encoded):
                raise AlreadyPresenting
            return
        row.version += 1
        row.presenting, row.presenting_address, row.presenting_since = page, encoded, now()
        note(session, by, PAGES[page], row, case_id=case.id)


def end(session_id: str, password: str | None, *, by: Person) -> None:
    """Take the page off: for who types the password of the account.

    A try counts as at the sign-in. Raises LeavePasswordWrong or SignInWaits, and the page stays.
    """
    with reading() as session:
        username = session.get_one(AccountRow, by.account_id).username
    try:
        proved(username, password or "")
    except SignInRefused as refused:
        raise LeavePasswordWrong("password") from refused
    with transaction(small=True) as session:
        row = _own(session, session_id, by)
        forget_tries(session, username)
        if row.presenting is None:
            return
        page, shown = row.presenting, dict(parse_qsl(row.presenting_address or ""))
        row.version += 1
        row.presenting, row.presenting_address, row.presenting_since = None, None, None
        row.seen_time = now()
        note(session, by, PAGES[page], row, case_id=_case(session, shown[CASE]).id)


def _own(session: Session, session_id: str, by: Person) -> SessionRow:
    row = find(session, SessionRow, session_id)
    if row.account_id != by.account_id or row.ended_time is not None:
        raise NotFound
    return row


def _case(session: Session, number: str) -> CaseRow:
    query = select(CaseRow).where(CaseRow.number == case_number(number))
    case = session.scalar(query)
    if case is None:
        raise NotFound
    return case


def _check_meeting(session: Session, meeting_id: str, case: CaseRow, on: date) -> None:
    meeting = find(session, MeetingRow, meeting_id)
    if meeting.case_id != case.id:
        raise NotFound
    check_under_way(MeetingState(meeting.state), meeting.date, on)


CHECKS: Mapping[str, Callable[[Session, str, CaseRow, date], None]] = {"meeting": _check_meeting}
"""What else an address names, and how it is checked against the case."""
