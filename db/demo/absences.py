"""Who was away, is away and will be: one with a deputy today, one ahead without any."""

from datetime import date

from db.demo.days import plus
from db.demo.rows import Rows
from db.demo.staff import Employed, Staff
from db.models import AbsenceRow

_AWAY = (
    ("Sanne Trækfugl", "Jonna Drivtømmer", "leave", -120, -100),
    ("Trine Havblik", "Peter Kompasrose", "holiday", -3, 8),
    ("Anders Regnbue", None, "training", 6, 10),
)
"""Who, the deputy, why, and the first and the last day counted from the day of the fill."""


def write_absences(rows: Rows, staff: Staff, on: date) -> None:
    """The absences of the demo's team."""
    team = {each.name: each for each in (*staff.coordinators, *staff.support_workers)}
    for name, deputy, kind, first, last in _AWAY:
        _write(
            rows, team[name], team[deputy] if deputy else None, kind, plus(on, first), last - first
        )


def _write(
    rows: Rows, away: Employed, deputy: Employed | None, kind: str, first: date, days: int
) -> None:
    rows.add(
        AbsenceRow,
        first,
        staff_id=away.id,
        from_date=first,
        to_date=plus(first, days),
        kind=kind,
        deputy_id=deputy.id if deputy else None,
    )
