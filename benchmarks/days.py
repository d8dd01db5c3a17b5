"""Today in Denmark, as the app has it."""

from datetime import date, datetime
from zoneinfo import ZoneInfo


def today() -> date:
    """The day it is in Denmark."""
    return datetime.now(ZoneInfo("Europe/Copenhagen")).date()
