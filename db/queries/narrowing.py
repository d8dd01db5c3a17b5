"""A question about all cases, or about some of them: the same statement with one condition more."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, true
from sqlalchemy.orm import InstrumentedAttribute

Only = Collection[str] | None
"""The ids of the cases asked about; None: all."""


def of_cases(case_id: InstrumentedAttribute[str], only: Only) -> ColumnElement[bool]:
    """The condition that a row is of one of the cases."""
    return true() if only is None else case_id.in_(only)
