"""What several tallies ask together, and how it is said to each database."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.dialects import postgresql

from core.codes import Variant
from core.tallies import Period
from db.engine import Store, reading
from db.models import StatusRow
from db.ordered import at_first, at_last, earliest, latest, turn
from db.queries.tallies import courses
from db.queries.tallies.population import Scope
from tests.db.statements import statements
from tests.factories import put_case

YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))


def test_what_two_tallies_ask_is_asked_once(store: Store) -> None:
    put_case(start_date=date(2025, 3, 1))
    scope = Scope(YEAR)
    with reading() as session:
        assert statements(store, lambda: courses.age(session, scope)) == 1
        assert statements(store, lambda: courses.variant(session, scope)) == 0
        assert courses.age(session, scope) == {"18": 1}
        assert courses.variant(session, scope) == {"H": 1, "U": 0}


@pytest.mark.usefixtures("store")
def test_one_session_keeps_two_scopes_apart() -> None:
    put_case(start_date=date(2025, 3, 1), variant=Variant.H)
    earlier = Period(date(2024, 1, 1), date(2024, 12, 31))
    with reading() as session:
        assert courses.young_people_served(session, Scope(YEAR)) == 1
        assert courses.young_people_served(session, Scope(YEAR, Variant.U)) == 0
        assert courses.young_people_served(session, Scope(earlier)) == 0


def test_postgresql_takes_the_ends_from_an_ordered_array() -> None:
    place = turn(StatusRow.date, StatusRow.id)
    said = StatusRow.employment
    ordered = "array_agg(statuses.employment ORDER BY ROW(statuses.date, statuses.id)"
    known = "FILTER (WHERE statuses.employment IS NOT NULL)"
    wanted = {
        at_first: f"({ordered} ASC))[1]",
        at_last: f"({ordered} DESC))[1]",
        earliest: f"({ordered} ASC) {known})[1]",
        latest: f"({ordered} DESC) {known})[1]",
    }
    for function, sql in wanted.items():
        told = select(function(said, place)).compile(dialect=postgresql.dialect())
        assert sql in str(told)
