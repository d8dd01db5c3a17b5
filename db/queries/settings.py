"""Questions about what the municipality has set for itself."""

from datetime import date

from sqlalchemy import func, select

from core.records.settings import SettingChange
from core.settings import SETTINGS, Settings, latest_of, settings_from
from db.engine import reading
from db.kept import Kept, UntilWritten
from db.models import AuditRow, SettingRow


def in_force(on: date) -> Settings:
    """The settings that hold on that day."""
    return settings_from(latest_of(_all_set(), on))


@Kept
def _all_set() -> list[tuple[str, str, date]]:
    query = select(SettingRow.name, SettingRow.value, SettingRow.valid_from).order_by(SettingRow.id)
    with reading() as session:
        return [(name, value, since) for name, value, since in session.execute(query)]


def changes() -> list[SettingChange]:
    """Every change of a setting, newest day first."""
    return list(_changes())


@UntilWritten
def _changes() -> tuple[SettingChange, ...]:
    first = (
        select(AuditRow.row_id, func.min(AuditRow.name).label("by_name"))
        .where(AuditRow.table_name == SettingRow.__tablename__)
        .group_by(AuditRow.row_id)
        .subquery()
    )
    query = (
        select(SettingRow.name, SettingRow.value, SettingRow.valid_from, first.c.by_name)
        .outerjoin(first, first.c.row_id == SettingRow.id)
        .order_by(SettingRow.valid_from.desc(), SettingRow.id.desc())
    )
    with reading() as session:
        return tuple(
            SettingChange(name, SETTINGS[name].read(value), since, by_name)
            for name, value, since, by_name in session.execute(query)
        )
