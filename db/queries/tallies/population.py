"""The populations that the tallies are over: served cases, those who left, those who stayed."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, TypeVar

from sqlalchemy import (
    ColumnElement,
    Integer,
    Select,
    and_,
    extract,
    func,
    literal,
    or_,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy import case as either
from sqlalchemy.orm import Session

from core.codes import Variant
from core.tallies import Period
from db.models import CaseRow

Condition = ColumnElement[bool]
Distribution = tuple[Select[Any], ColumnElement[Any]]
"""Some cases, and what of them is counted."""

AnswerT = TypeVar("AnswerT")


@dataclass(frozen=True, slots=True)
class Scope:
    """What one object of figures is about; `variant` None: both."""

    period: Period
    variant: Variant | None = None

    @property
    def of_variant(self) -> Condition:
        """The case is of the variant."""
        return CaseRow.variant == self.variant.value if self.variant else CaseRow.id.is_not(None)

    def owns(self, case_id: Any) -> Condition:
        """The case behind the id is of the variant; both together need no look at the cases."""
        if self.variant is None:
            return true()
        inside: Condition = case_id.in_(select(CaseRow.id).where(self.of_variant))
        return inside

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


def asked_once(
    question: Callable[[Session, Scope], AnswerT],
) -> Callable[[Session, Scope], AnswerT]:
    """A question that several tallies ask: answered once in a session that only reads."""

    @wraps(question)
    def answered(session: Session, scope: Scope) -> AnswerT:
        known: dict[Any, AnswerT] = session.info.setdefault(question, {})
        if scope not in known:
            known[scope] = question(session, scope)
        return known[scope]

    return answered


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


def number_of(condition: Condition) -> ColumnElement[int]:
    """How many rows it holds for. DuckDB takes four times as long over count(*) FILTER."""
    return func.count(either((condition, 1)))


def distributions(
    session: Session, wanted: Mapping[str, Distribution]
) -> dict[str, dict[Any, int]]:
    """For each name, how often each value occurs; all of them in one statement."""
    parts = [
        query.with_only_columns(
            literal(name).label("name"), value.label("value"), func.count()
        ).group_by(value)
        for name, (query, value) in wanted.items()
    ]
    found: dict[str, dict[Any, int]] = {name: {} for name in wanted}
    for name, value, count in session.execute(union_all(*parts)):
        found[name][value] = count
    return found


def folded(rows: Iterable[Any], trait: str) -> dict[Any, int]:
    """Rows that say how many they stand for (`n`), counted by one of their traits."""
    found: dict[Any, int] = defaultdict(int)
    for row in rows:
        found[getattr(row, trait)] += row.n
    return found


def cases(*conditions: Condition) -> Select[Any]:
    """The cases for which all of it holds."""
    return select(CaseRow.id).where(*conditions)
