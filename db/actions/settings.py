"""Set what a municipality may set for itself, from a day on."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from core.permissions import Act, check_may
from core.records.people import Person
from core.settings import SETTINGS, check_valid_from, latest_of, stored_text
from db.audit import add, appended_by_other, note
from db.engine import transaction
from db.models import SettingRow


def set_from(
    values: Mapping[str, int | str | None],
    *,
    valid_from: date | None,
    seen_version: int,
    by: Person,
    on: date,
) -> int:
    """Let values hold from a day on; returns how many differ from what held before.

    `seen_version` is how many changes the person had seen. Raises MissingValue, TooFarBack,
    UnknownCode, BadValue, NumberOutside, TooLong or ChangedByOther.
    """
    check_may(by, Act.MANAGE_SETTINGS)
    since = check_valid_from("valid_from", valid_from, on)
    texts = {name: stored_text(name, value) for name, value in values.items()}
    with transaction() as session:
        rows = session.scalars(select(SettingRow).order_by(SettingRow.id)).all()
        if len(rows) != seen_version:
            told = {rows[-1].name: rows[-1].value} if rows else {}
            raise appended_by_other(session, SettingRow.__tablename__, len(rows), told)
        held = latest_of(((row.name, row.value, row.valid_from) for row in rows), since)
        new = [
            add(session, SettingRow(name=name, value=text, valid_from=since))
            for name, text in texts.items()
            if held.get(name, _default(name)) != text
        ]
        if new:
            note(session, by, Act.MANAGE_SETTINGS, *new)
        return len(new)


def _default(name: str) -> str:
    return stored_text(name, SETTINGS[name].default)
