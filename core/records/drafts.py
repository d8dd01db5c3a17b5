"""What a person has typed and not saved."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Draft:
    """The values of a form by field, as JSON can hold them, and the version typed against."""

    form: str
    values: Mapping[str, Any]
    seen_version: int
    saved_time: datetime

    def value(self, name: str) -> Any:
        """The value of a field, None where it was emptied; a day comes back as a day."""
        value = self.values[name]
        if isinstance(value, str) and value.startswith("date:"):
            return date.fromisoformat(value.removeprefix("date:"))
        return value
