"""What the page of results asks besides the tallies themselves."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from sqlalchemy import func, select

from core.codes import Variant
from core.permissions import Act, check_may
from core.records.people import Person
from core.tallies import Period
from db.engine import reading
from db.kept import Kept, kept_by_case
from db.models import CaseRow
from db.queries.tallies import development
from db.queries.tallies.population import Scope


def first_day(*, by: Person) -> date | None:
    """The first referral or start of all cases; None without any. Raises NotAllowed."""
    check_may(by, Act.SEE_RESULTS)
    return first_day_recorded()


@Kept
def first_day_recorded() -> date | None:
    """The same for other queries: nobody's rights are asked."""
    query = select(func.min(CaseRow.referral_date), func.min(CaseRow.start_date))
    with reading() as session:
        days = [day for day in session.execute(query).one() if day is not None]
    return min(days, default=None)


def deviations(
    period: Period, variant: Variant | None = None, *, by: Person
) -> Mapping[str, float | None]:
    """By life domain the standard deviation of the scores behind `domain_baseline`.

    None below two scores. Raises NotAllowed.
    """
    check_may(by, Act.SEE_RESULTS)
    return _deviations(period, variant)


@kept_by_case
def _deviations(period: Period, variant: Variant | None) -> Mapping[str, float | None]:
    with reading() as session:
        return MappingProxyType(development.deviations(session, Scope(period, variant)))
