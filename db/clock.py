"""The clock of the store, read here and nowhere else in `db`: UTC, and the day in Denmark."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def local() -> datetime:
    """The moment in Danish time."""
    return datetime.now(ZoneInfo("Europe/Copenhagen"))


def local_of(moment: datetime) -> datetime:
    """A moment of the store in Danish time."""
    return moment.astimezone(ZoneInfo("Europe/Copenhagen"))


def today() -> date:
    """Today in Denmark; for the command line, where no page has told the day."""
    return datetime.now(ZoneInfo("Europe/Copenhagen")).date()
