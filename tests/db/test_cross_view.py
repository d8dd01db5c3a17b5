"""Background beside development over a whole demo store: the same young people as the tallies."""

from collections.abc import Iterator
from datetime import date

import pytest

from core.codes import Role, Variant
from core.cross_view import BACKGROUNDS, totals
from core.development import Change
from core.errors import NotAllowed
from core.tallies import Period
from db import demo, queries
from db.engine import close_store, open_store
from tests import databases
from tests.factories import ON, person

LEAD = person(Role.PROJECT_LEAD)
PERIODS = (Period(date(2024, 1, 1), ON), Period(date(2025, 7, 1), date(2025, 12, 31)))


@pytest.fixture(scope="module", autouse=True)
def _demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    open_store(databases.laid(tmp_path_factory.mktemp("cross") / "store.duckdb"))
    demo.fill(on=ON)
    yield
    close_store()


@pytest.mark.parametrize("variant", [None, *Variant])
@pytest.mark.parametrize("period", PERIODS, ids=("whole", "half_year"))
def test_every_background_adds_up_to_the_tally_of_change(period, variant):
    tallied = queries.tallies.figures(period, variant, by=LEAD)["domain_change"]
    for key in BACKGROUNDS:
        whole = totals(queries.cross_view.crossed(key, period, variant, by=LEAD))
        for domain, counts in tallied.items():
            told = {change: counts[change.value] for change in Change}
            assert whole[domain] == told, (key, domain)
    assert sum(counts["n"] for counts in tallied.values()) > 0


def test_a_count_leads_to_as_many_young_people_in_danish_order():
    found = queries.cross_view.crossed("need.housing", PERIODS[0], None, by=LEAD)
    for value, cells in found.items():
        for change, count in cells["mental_health"].items():
            cell = (value, "mental_health", change)
            lines = queries.cross_view.behind("need.housing", cell, PERIODS[0], None, by=LEAD)
            assert len(lines) == count
            assert len({line.number for line in lines}) == count


def test_only_project_leaders_cross_background_and_development():
    for role in set(Role) - {Role.PROJECT_LEAD}:
        with pytest.raises(NotAllowed):
            queries.cross_view.crossed("variant", PERIODS[0], None, by=person(role))
        with pytest.raises(NotAllowed):
            queries.cross_view.behind(
                "variant", ("H", "crime", Change.DECLINE), PERIODS[0], None, by=person(role)
            )


def test_the_demo_has_a_meeting_behind_it_one_ahead_and_decisions_to_follow_up():
    ahead, behind = queries.case_reviews.every(by=LEAD)
    assert (len(behind.picks), len(behind.learnings), len(behind.decisions)) == (3, 3, 3)
    assert all(each.answers for each in behind.picks)
    assert ahead.date > ON > behind.date
    for made in (ahead, behind):
        drawn = {each.number for each in made.picks if each.how.value == "chance"}
        assert drawn == set(made.draws[0].drawn)
    assert [each.overdue(ON) for each in queries.case_reviews.dues(on=ON)].count(True) == 1
