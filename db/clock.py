"""The clock of the store, read here and nowhere else in `db`: UTC, and the day in Denmark."""

from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

DANISH = ZoneInfo("Europe/Copenhagen")


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def local() -> datetime:
    """The moment in Danish time."""
    return datetime.now(DANISH)


def local_of(moment: datetime) -> datetime:
    """A moment of the store in Danish time."""
    return moment.astimezone(DANISH)


def today() -> date:
    """Today in Denmark; for the command line, where no page has told the day."""
    return datetime.now(DANISH).date()


def moment_of(path: Path) -> datetime:
    """When a file was last written, in UTC, by the clock of the machine that wrote it."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def day_of(moment: datetime) -> date:
    """The day in Denmark at that moment."""
    return moment.astimezone(DANISH).date()


def danish_midnight(day: date) -> datetime:
    """The moment, in UTC, at which the day begins in Denmark."""
    return datetime.combine(day, time(), DANISH).astimezone(UTC)
