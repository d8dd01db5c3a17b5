"""Background beside development, for project leaders; crossed in `core.cross_view`."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from sqlalchemy import case, select
from sqlalchemy.orm import Session

from core import cross_view
from core.codes import Variant, all_codes
from core.cross_view import BACKGROUNDS, Crossed, Observed
from core.development import Change
from core.permissions import Act, check_may
from core.records.behind import Behind
from core.records.people import Person
from core.tallies import Period
from db.engine import reading
from db.kept import Kept
from db.models import CaseRow, DimensionRow, RiskIndicatorRow, YoungPersonRow
from db.queries.naming import LISTED_NAME, LISTED_ORDER
from db.queries.rows import rows
from db.queries.tallies.development import changed, scores_of
from db.queries.tallies.population import Scope
from db.queries.visible import visible_to

_CHANGES = tuple(Change)


def crossed(key: str, period: Period, variant: Variant | None, *, by: Person) -> Crossed:
    """The counts of one background (a key of BACKGROUNDS). Raises NotAllowed; KeyError."""
    check_may(by, Act.SEE_RESULTS)
    return _crossed(key, period, variant)


def behind(
    key: str, cell: tuple[str, str, Change], period: Period, variant: Variant | None, *, by: Person
) -> tuple[Behind, ...]:
    """Those behind one count (value, domain, change) by name. Raises NotAllowed; KeyError."""
    check_may(by, Act.SEE_RESULTS)
    found = cross_view.behind(_observed(period, variant), BACKGROUNDS[key], *cell)
    query = (
        select(CaseRow.number, LISTED_NAME.label("name"))
        .join(YoungPersonRow, YoungPersonRow.id == CaseRow.young_person_id)
        .where(CaseRow.id.in_(found), visible_to(by))
        .order_by(*LISTED_ORDER)
    )
    with reading() as session:
        return tuple(Behind(number, name, None) for number, name in session.execute(query))


def _cross(key: str, period: Period, variant: Variant | None) -> Crossed:
    return cross_view.crossed(_observed(period, variant), BACKGROUNDS[key])


_crossed = Kept(_cross, most=64)


def _observe(period: Period, variant: Variant | None) -> tuple[Observed, ...]:
    """The cases behind the tally `domain_change` of the period, with what was known of them."""
    scope = Scope(period, variant)
    with reading() as session:
        needs = _told(session, DimensionRow.dimension, DimensionRow.need, scope)
        risks = _told(session, RiskIndicatorRow.indicator, RiskIndicatorRow.when, scope)
        return tuple(
            Observed(
                case_id=row.id,
                variant=row.variant,
                target_group=row.target_group,
                needs=needs.get(row.id),
                risks=risks.get(row.id),
                changes=_changes(row),
            )
            for row in _moved(session, scope)
        )


_observed = Kept(_observe, most=8)


def _moved(session: Session, scope: Scope) -> Any:
    """The served cases with scores; each domain with the place of its change, or NULL."""
    scores = scores_of(scope)
    signs = [
        case(
            *(
                (holds, _CHANGES.index(Change(name)))
                for name, holds in changed(scores, domain).items()
            )
        ).label(domain)
        for domain in all_codes("life_domain")
    ]
    query = select(CaseRow.id, CaseRow.variant, CaseRow.target_group, *signs)
    return rows(session, query.join(scores, scores.c.case_id == CaseRow.id))


def _changes(row: Any) -> Mapping[str, Change]:
    places = {domain: getattr(row, domain) for domain in all_codes("life_domain")}
    return {domain: _CHANGES[place] for domain, place in places.items() if place is not None}


def _told(session: Session, what: Any, says: Any, scope: Scope) -> Mapping[str, dict[str, str]]:
    """By served case: what was recorded, by dimension or indicator."""
    owner = what.class_.case_id
    query = select(owner, what, says).join(CaseRow, CaseRow.id == owner).where(scope.served)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for case_id, name, value in rows(session, query):
        found[case_id][name] = value
    return found
