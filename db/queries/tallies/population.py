"""The populations that the tallies are over: served cases, those who left, those who stayed."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    extract,
    func,
    or_,
    select,
    type_coerce,
)
from sqlalchemy import case as either
from sqlalchemy.orm import Session

from core.codes import Variant
from core.tallies import Period
from db.models import CaseRow

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Scope:
    """What one object of figures is about; `variant` None: both."""

    period: Period
    variant: Variant | None = None

    @property
    def of_variant(self) -> Condition:
        """The case is of the variant."""
        return CaseRow.variant == self.variant.value if self.variant else CaseRow.id.is_not(None)

    def within(self, day: Any) -> Condition:
        """The day lies in the period, both ends included."""
        inside: Condition = day.between(self.period.from_date, self.period.to_date)
        return inside

    @property
    def served(self) -> Condition:
        """Started by the end of the period, and not ended before it began."""
        not_over = or_(CaseRow.end_date.is_(None), CaseRow.end_date >= self.period.from_date)
        return and_(self.of_variant, CaseRow.start_date <= self.period.to_date, not_over)

    @property
    def left(self) -> Condition:
        """Served, and ended within the period."""
        return and_(self.served, self.within(CaseRow.end_date))

    @property
    def stayed(self) -> Condition:
        """Served, and not ended within the period."""
        after = or_(CaseRow.end_date.is_(None), CaseRow.end_date > self.period.to_date)
        return and_(self.served, after)


def days_between(first: Any, second: Any) -> ColumnElement[int]:
    """Whole days from one day to another; negative where the second lies before the first."""
    days: ColumnElement[int] = type_coerce(second - first, Integer)
    return days


def years_between(birth: Any, on: Any) -> ColumnElement[int]:
    """Whole years of age, as `core.calendar.age_on` counts them."""
    birthday = extract("month", birth) * 100 + extract("day", birth)
    reached = extract("month", on) * 100 + extract("day", on) >= birthday
    passed = extract("year", on) - extract("year", birth) - either((reached, 0), else_=1)
    years: ColumnElement[int] = type_coerce(passed, Integer)
    return years


def later_of(day: Any, fixed: date) -> ColumnElement[date]:
    """The later of a day and a fixed one."""
    return func.greatest(day, fixed, type_=CaseRow.start_date.type)


def earlier_of(day: Any, fixed: date) -> ColumnElement[date]:
    """The earlier of a day and a fixed one; the fixed one where the day is not known."""
    return func.least(func.coalesce(day, fixed), fixed, type_=CaseRow.start_date.type)


def counted(session: Session, query: Select[Any], by: Any) -> dict[Any, int]:
    """How many rows of the query there are for each value."""
    return pairs(session, query.with_only_columns(by, func.count()).group_by(by))


def pairs(session: Session, query: Any) -> dict[Any, Any]:
    """A query for two columns as a mapping."""
    return {row[0]: row[1] for row in session.connection().execute(query)}


def cases(*conditions: Condition) -> Select[Any]:
    """The cases for which all of it holds."""
    return select(CaseRow.id).where(*conditions)
