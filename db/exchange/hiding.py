"""What an export does not tell: CPR numbers, and who has a protected identity (R21)."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.redaction import is_hidden, without_name
from db.models import CaseRow, GoalRow, MeetingRow, YoungPersonRow

WAYS_TO = ("phone", "email", "municipality_area")
"""Columns that lead to a young person."""
PROTECTED = frozenset({"name", *WAYS_TO})
"""Columns of a protected identity; what comes back blank or hidden changes nothing in the store."""
NEVER_EMPTIED = frozenset({"cpr"})
"""An export without CPR numbers has the column blank; coming back it must not erase them."""
_OF_CASE = ("case_id", "goal_id", "meeting_id")
"""The columns that say which case a row is of."""


class Hiding:
    """What is left out of one export. With `whole` nothing is."""

    def __init__(self, session: Session, *, with_cpr: bool, whole: bool) -> None:
        self._with_cpr = with_cpr
        self._without: dict[str | None, Callable[[str], str]] = {}
        """By the id of the young person, of the case and of what belongs to it."""
        for person_id, name, case_id, number in () if whole else session.execute(_PROTECTED):
            rewrite = without_name(name, number or 0)
            self._without |= {person_id: rewrite, case_id: rewrite}
        cases = [each for each in self._without if each is not None]
        for kind in (GoalRow, MeetingRow) if cases else ():
            of_them = select(kind.id, kind.case_id).where(kind.case_id.in_(cases))
            for row_id, case_id in session.execute(of_them).all():
                self._without[row_id] = self._without[case_id]
        self._without.pop(None, None)

    def applied(self, row_id: str, row: dict[str, Any]) -> dict[str, Any]:
        """The row as it leaves the store."""
        if not self._with_cpr and "cpr" in row:
            row["cpr"] = None
        rewrite = self._rewrite(row_id, row)
        if rewrite is None:
            return row
        if "protected_identity" in row:
            row |= dict.fromkeys(WAYS_TO)
        return {
            column: rewrite(value) if isinstance(value, str) and not _is_key(column) else value
            for column, value in row.items()
        }

    def _rewrite(self, row_id: str, row: Mapping[str, Any]) -> Callable[[str], str] | None:
        keys = (row_id, *(row[column] for column in _OF_CASE if column in row))
        return next((self._without[key] for key in keys if key in self._without), None)


def _is_key(column: str) -> bool:
    return column == "id" or column.endswith("_id")


_PROTECTED = (
    select(YoungPersonRow.id, YoungPersonRow.name, CaseRow.id, CaseRow.number)
    .outerjoin(CaseRow, CaseRow.young_person_id == YoungPersonRow.id)
    .where(YoungPersonRow.protected_identity.is_(True))
    .order_by(CaseRow.number)
)


def kept_anyway(column: str, stored: Mapping[str, Any], sent: object) -> bool:
    """Whether what was sent is only what an export had left out: the store's value stays."""
    if stored.get("protected_identity") and column in PROTECTED:
        return sent is None or is_hidden(sent)
    return sent is None and column in NEVER_EMPTIED
