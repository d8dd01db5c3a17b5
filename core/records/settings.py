"""A setting as the settings page shows it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One line of the history: the value that holds from a day on, and who set it."""

    name: str
    value: int | str | None
    valid_from: date
    by_name: str | None
