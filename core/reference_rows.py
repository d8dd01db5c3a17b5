"""The rows of reference data: tables that lie as CSV files in `core/reference`."""

import csv
from datetime import date
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """The rows of the table of that name by column, in their order."""
    with files("core").joinpath(f"reference/{name}.csv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def day_of(cell: str) -> date | None:
    """The day of a cell; None where it is empty."""
    return date.fromisoformat(cell) if cell else None
