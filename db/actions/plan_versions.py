"""Freeze the plan as it stands: when a meeting is closed, and when the plan is handed out."""

from datetime import date

from sqlalchemy.orm import Session

from core.permissions import Act
from core.plan_versions import as_text, changes
from core.records.people import Person
from core.records.sharing import PlanVersion
from db.audit import add, note
from db.models import PlanVersionRow
from db.queries.documents import version_of, versions_of
from db.queries.plans import goals_of


def freeze(
    session: Session, case_id: str, *, meeting_id: str | None = None, by: Person, on: date
) -> PlanVersion | None:
    """The newest version, made now where the plan differs from it; None of a plan without goals.

    Sees what the transaction has flushed; the version is noted here, beside what its caller notes.
    """
    versions, goals = versions_of(session, case_id), goals_of(session, case_id)
    last = versions[0] if versions else None
    if not changes(last.goals if last else (), goals):
        return last
    row = PlanVersionRow(
        case_id=case_id,
        number=last.number + 1 if last else 1,
        date=on,
        meeting_id=meeting_id,
        content=as_text(goals),
        by_name=by.name,
    )
    note(session, by, Act.HOLD_MEETINGS, add(session, row))
    return version_of(row)
