"""Questions about how the items of the meeting checklist are put."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.checklist import wordings_on
from core.permissions import Act, may
from core.records.checklist import WordingChange
from core.records.people import Person
from db.engine import reading
from db.kept import Kept
from db.models import ChecklistWordingRow


def wordings(on: date) -> Mapping[str, str]:
    """The items that are put in own words on a day; the others have the program's words."""
    return wordings_on(_changes(), on)


def changes(*, by: Person) -> tuple[WordingChange, ...]:
    """Every change of the words, in the order they were made; for who may change them."""
    return _changes() if may(by, Act.EDIT_CHECKLIST) else ()


@Kept
def _changes() -> tuple[WordingChange, ...]:
    with reading() as session:
        return changes_of(session)


def changes_of(session: Session) -> tuple[WordingChange, ...]:
    """Every change of the words, within a transaction."""
    rows = session.scalars(select(ChecklistWordingRow).order_by(ChecklistWordingRow.id))
    return tuple(WordingChange(row.item, row.wording, row.valid_from, row.by_name) for row in rows)
