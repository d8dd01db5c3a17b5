"""Add, reword, retire and take up again the questions of the dialogue tool, from a day on."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import Session

from core.dialogue import (
    ItemRetired,
    check_room,
    checked_wording,
    in_force,
    items_on,
)
from core.errors import NotFound
from core.permissions import Act, check_may
from core.records.dialogue import ItemChange
from core.records.people import Person
from core.settings import check_valid_from
from core.texts import check_code
from db.audit import add, appended_by_other, note
from db.engine import transaction
from db.models import DialogueItemRow, new_id
from db.queries.dialogue import changes_of

ACT = Act.EDIT_DIALOGUE_ITEMS


def add_item(
    domain: str | None,
    wording: str | None,
    *,
    valid_from: date | None,
    seen_version: int,
    by: Person,
    on: date,
) -> str:
    """Ask one more question under a life domain from a day on; returns its id.

    `seen_version` is how many changes of the questions the person had seen, here and below.
    """
    with transaction() as session:
        changes, since = _claimed(session, valid_from, seen_version, by, on)
        under = check_code("domain", "life_domain", domain, on)
        said = checked_wording(wording)
        check_room(items_on(changes, since)[under])
        change = ItemChange(new_id(), under, said, since)
        _keep(session, change, by)
        return change.item_id


def reword_item(
    item_id: str,
    wording: str | None,
    *,
    valid_from: date | None,
    seen_version: int,
    by: Person,
    on: date,
) -> None:
    """Ask a question in other words from a day on; earlier answers keep the words they had."""
    with transaction() as session:
        changes, since = _claimed(session, valid_from, seen_version, by, on)
        held = _held(changes, item_id, since)
        if held.retired:
            raise ItemRetired
        _keep(session, ItemChange(item_id, held.domain, checked_wording(wording), since), by)


def retire_item(
    item_id: str, *, valid_from: date | None, seen_version: int, by: Person, on: date
) -> None:
    """Ask a question no more from a day on."""
    with transaction() as session:
        changes, since = _claimed(session, valid_from, seen_version, by, on)
        held = _held(changes, item_id, since)
        if held.retired:
            raise ItemRetired
        _keep(session, ItemChange(item_id, held.domain, held.wording, since, retired=True), by)


def take_up_item(
    item_id: str, *, valid_from: date | None, seen_version: int, by: Person, on: date
) -> None:
    """Ask a retired question again, in the words it had."""
    with transaction() as session:
        changes, since = _claimed(session, valid_from, seen_version, by, on)
        held = _held(changes, item_id, since)
        check_room(items_on(changes, since)[held.domain])
        _keep(session, ItemChange(item_id, held.domain, held.wording, since), by)


def _claimed(
    session: Session, valid_from: date | None, seen_version: int, by: Person, on: date
) -> tuple[tuple[ItemChange, ...], date]:
    check_may(by, ACT)
    changes = changes_of(session)
    if len(changes) != seen_version:
        told = {"wording": changes[-1].wording} if changes else {}
        raise appended_by_other(session, DialogueItemRow.__tablename__, len(changes), told)
    return changes, check_valid_from("valid_from", valid_from, on)


def _held(changes: Sequence[ItemChange], item_id: str, since: date) -> ItemChange:
    held = in_force(changes, since).get(item_id)
    if held is None:
        raise NotFound
    return held


def _keep(session: Session, change: ItemChange, by: Person) -> None:
    row = add(
        session,
        DialogueItemRow(
            item_id=change.item_id,
            domain=change.domain,
            wording=change.wording,
            valid_from=change.valid_from,
            retired=change.retired,
            by_name=by.name,
        ),
    )
    note(session, by, ACT, row)
