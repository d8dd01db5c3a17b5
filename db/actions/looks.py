"""Write down that somebody looked, searched, took a file with them, or was refused (R22).

A look is written before anything is shown: where the line can not be written, nothing is. No kept
answer is forgotten by it, for nothing has changed.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from core.case_numbers import case_number
from core.masking import without_cpr
from core.permissions import PAGES, Act
from core.records.access_log import LineKind
from core.records.people import Person
from db.audit import note_act
from db.engine import transaction
from db.models import CaseRow, MeetingRow

LONGEST = 200
"""Characters of a value that are written down."""
MOST = 20
"""Values of an address that are written down."""


def saw(page: str, address: Mapping[str, str], *, by: Person, purpose: str | None = None) -> None:
    """A page was opened at an address; the case it names is written down with it."""
    with transaction(small=True) as session:
        case_id = _case_of(session, address)
        facts = _facts(address)
        note_act(
            session,
            by,
            PAGES[page],
            page,
            facts,
            case_id=case_id,
            kind=LineKind.READ,
            purpose=purpose,
        )


def refused(page: str, asked: Mapping[str, Any], *, by: Person) -> None:
    """A page was asked for that the person may not see, or something on it that is not theirs."""
    with transaction(small=True) as session:
        case_id = _case_of(session, asked)
        note_act(
            session, by, PAGES[page], page, _facts(asked), case_id=case_id, kind=LineKind.REFUSED
        )


def searched(page: str, criteria: Mapping[str, Any], *, by: Person) -> None:
    """Something was searched for; `criteria` as they were typed, a CPR number covered."""
    with transaction(small=True) as session:
        note_act(session, by, PAGES[page], page, _facts(criteria), kind=LineKind.SEARCH)


def handed_out(
    subject: str, facts: Mapping[str, Any], *, act: Act, by: Person, case_id: str | None = None
) -> None:
    """A file was made and handed over; `facts` say which."""
    with transaction(small=True) as session:
        note_act(session, by, act, subject, _facts(facts), case_id=case_id, kind=LineKind.EXPORT)


def _facts(values: Mapping[str, Any]) -> dict[str, list[Any]]:
    """As the log writes what there is after, cut to a length."""
    said = [(_text(name), value) for name, value in values.items() if value not in (None, "")]
    return {name[:LONGEST]: [None, _readable(value)] for name, value in said[:MOST]}


def _text(value: object) -> str:
    """Half a character can not be stored: a question mark stands for it."""
    return str(value).encode("utf-8", "replace").decode()


def _readable(value: Any) -> Any:
    if isinstance(value, bool | int | float):
        return value
    return without_cpr(_text(value))[:LONGEST]


def _case_of(session: Session, address: Mapping[str, Any]) -> str | None:
    """The case that an address names, by its number or by one of its meetings."""
    number, meeting = case_number(str(address.get("case", ""))), _text(address.get("meeting") or "")
    if number is not None:
        return _first(session, CaseRow.id, CaseRow.number == number)
    return _first(session, MeetingRow.case_id, MeetingRow.id == meeting) if meeting else None


def _first(session: Session, column: Any, condition: ColumnElement[bool]) -> str | None:
    found: str | None = session.scalar(select(column).where(condition))
    return found
