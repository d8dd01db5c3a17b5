"""Make the file of all that is held about a young person, for them."""

from collections.abc import Collection
from datetime import date
from typing import Any

from core.permissions import Act
from core.records.access_log import LineKind
from core.records.people import Person
from core.records.person_file import PersonFile
from core.retention import NotLookedThrough
from db.audit import note_act
from db.engine import transaction
from db.queries.person_file import collected, owned


def make(
    case_id: str, *, tables: Collection[str], with_cpr: bool, looked: bool, by: Person, on: date
) -> PersonFile:
    """Collect everything about the young person of the case; each of their cases' logs tells of it.

    `tables`: those of which also what is about others is told; `looked`: the person says that they
    have looked it through. Raises NotFound, NotAllowed, NotLookedThrough.
    """
    with transaction() as session:
        rows = owned(session, case_id, by)
        if not looked:
            raise NotLookedThrough("looked")
        made = collected(session, rows, tables=tables, with_cpr=with_cpr, on=on)
        facts: dict[str, list[Any]] = {
            "tables": [None, sorted(tables)],
            "with_cpr": [None, with_cpr],
        }
        for each in rows.cases:
            note_act(
                session,
                by,
                Act.TELL_PERSON,
                "person_file",
                facts,
                case_id=each,
                kind=LineKind.EXPORT,
            )
        return made
