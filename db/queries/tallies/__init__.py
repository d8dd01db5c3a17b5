"""The tallies: the one place where the programme's figures are made (`core.tallies`).

Each key is one function of a session and a scope, named after its key.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import Session

from core.codes import Variant
from core.permissions import Act, check_may
from core.records.people import Person
from core.tallies import TALLIES, Figures, Period
from db.engine import reading
from db.kept import Kept
from db.queries.tallies import closing, courses, development, meetings, work
from db.queries.tallies.population import Scope

_MADE_BY: Mapping[str, Callable[[Session, Scope], Any]] = MappingProxyType(
    {
        "cases": courses.tally_cases,
        "young_people_served": courses.young_people_served,
        "age": courses.age,
        "age_at_start": courses.age_at_start,
        "combination": courses.combination,
        "target_group": courses.target_group,
        "variant": courses.variant,
        "days": courses.days,
        "days_in_course": courses.days_in_course,
        "domain_baseline": development.domain_baseline,
        "domain_change": development.domain_change,
        "education": development.education,
        "employment": development.employment,
        "housing_at_closure": closing.housing_at_closure,
        "housing_latest": closing.housing_latest,
        "closure": closing.closure,
        "meetings": meetings.meetings,
        "agreements": meetings.agreements,
        "hours": work.hours,
        "cost": work.cost,
        "caseload": work.caseload,
        "fidelity": work.fidelity,
    }
)


def figures(period: Period, variant: Variant | None = None, *, by: Person | None) -> Figures:
    """Every tally of the period, exact; `variant` None: both together.

    `by` is None on the command line, and inside `db` where the caller has asked. Raises NotAllowed.
    """
    if by is not None:
        check_may(by, Act.SEE_RESULTS)
    return _figures(period, variant)


def _make(period: Period, variant: Variant | None) -> Figures:
    with reading() as session:
        return figures_in(session, period, variant)


def figures_in(session: Session, period: Period, variant: Variant | None) -> Figures:
    """The same as this session sees them, for what compares two stores."""
    scope = Scope(period, variant)
    return MappingProxyType({key: _MADE_BY[key](session, scope) for key in TALLIES})


_figures = Kept(_make, most=32)
"""A page asks for one period at a time, the steering group for all that it is offered."""
