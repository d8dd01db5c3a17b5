"""Put the items of the meeting checklist in other words, from a day on; the codes stay."""

from datetime import date

from sqlalchemy.orm import Session

from core.checklist import SameWording, checked_item, checked_wording, wordings_on
from core.permissions import Act, check_may
from core.records.checklist import WordingChange
from core.records.people import Person
from core.settings import check_valid_from
from db.audit import add, appended_by_other, note
from db.engine import transaction
from db.models import ChecklistWordingRow
from db.queries.checklist import changes_of

ACT = Act.EDIT_CHECKLIST


def reword(
    item: str,
    wording: str | None,
    *,
    valid_from: date | None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Put an item in own words from a day on; meetings before that day keep the words they had.

    `seen_version` is how many changes of the words the person had seen, here and below.
    """
    with transaction() as session:
        changes, since = _claimed(session, valid_from, seen_version, by, on)
        held = wordings_on(changes, since).get(checked_item(item))
        _keep(session, item, checked_wording(wording, held=held), since, by)


def restore(item: str, *, valid_from: date | None, seen_version: int, by: Person, on: date) -> None:
    """Put an item in the program's own words again from a day on."""
    with transaction() as session:
        changes, since = _claimed(session, valid_from, seen_version, by, on)
        if checked_item(item) not in wordings_on(changes, since):
            raise SameWording
        _keep(session, item, None, since, by)


def _claimed(
    session: Session, valid_from: date | None, seen_version: int, by: Person, on: date
) -> tuple[tuple[WordingChange, ...], date]:
    check_may(by, ACT)
    changes = changes_of(session)
    if len(changes) != seen_version:
        told = {"wording": changes[-1].wording} if changes else {}
        raise appended_by_other(session, ChecklistWordingRow.__tablename__, len(changes), told)
    return changes, check_valid_from("valid_from", valid_from, on)


def _keep(session: Session, item: str, wording: str | None, since: date, by: Person) -> None:
    row = ChecklistWordingRow(item=item, wording=wording, valid_from=since, by_name=by.name)
    note(session, by, ACT, add(session, row))
