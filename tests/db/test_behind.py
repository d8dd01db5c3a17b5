"""Behind every figure stand exactly as many as the figure says."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest

from core.codes import Role, Variant
from core.errors import NotAllowed
from core.tallies import Period
from db import demo, queries
from db.engine import close_store, open_store
from db.models import StatusRow, new_id
from db.queries.behind import KEYS, NO_STATUS, UNANSWERED
from tests import databases
from tests.factories import person, put, put_case

ON = date(2026, 5, 4)
LEAD = person(Role.PROJECT_LEAD)
NOT_COUNTS = {"mean", "median", "p90", "per_young_person"}
PERIODS = {
    "a year": Period(date(2025, 5, 5), ON),
    "a quarter": Period(date(2025, 10, 1), date(2025, 12, 31)),
    "all of it": Period(date(2015, 1, 1), ON),
}


@pytest.fixture(scope="module")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    store = open_store(databases.laid(tmp_path_factory.mktemp("behind") / "demo.duckdb"))
    demo.fill(on=ON)
    put(StatusRow(id=new_id(), case_id=put_case(start_date=date(2025, 9, 1)).id, date=ON))
    close_store()
    return store.url


@pytest.fixture
def filled(demo_url: str) -> Iterator[None]:
    open_store(demo_url)
    yield
    close_store()


def counts(figures: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[Any, int]]:
    for name, value in figures.items():
        if isinstance(value, Mapping):
            yield from counts(value, (*path, name))
        elif isinstance(value, int) and name not in NOT_COUNTS:
            yield (*path, name), value


def behind(path: tuple[str, ...], period: Period, variant: Variant | None = None) -> int:
    return len(queries.behind.young_people(path, period, variant, by=LEAD))


@pytest.mark.parametrize(
    ("name", "variant"),
    [*((name, None) for name in PERIODS), ("a year", Variant.H), ("all of it", Variant.U)],
)
@pytest.mark.usefixtures("filled")
def test_behind_each_figure_stand_as_many_as_it_says(name: str, variant: Variant | None) -> None:
    figures = queries.tallies.figures(PERIODS[name], variant, by=LEAD)
    leads = {key: figures[key] for key in KEYS}
    distinct = {("meetings", "young_people")}
    wanted = {path: number for path, number in counts(leads) if path not in distinct}
    found = {path: behind(path, PERIODS[name], variant) for path in wanted}
    assert found == wanted
    assert sum(number > 0 for number in wanted.values()) > 20


@pytest.mark.parametrize("tally", ["education", "employment"])
@pytest.mark.usefixtures("filled")
def test_asked_without_an_answer_and_never_asked_are_two_groups(tally: str) -> None:
    period = PERIODS["all of it"]
    figures = queries.tallies.figures(period, by=LEAD)
    for end in ("first", "latest"):
        answers = dict(figures[tally][end])
        asked = answers.pop("n")
        assert behind((tally, end, UNANSWERED), period) == asked - sum(answers.values()) > 0
        assert behind((tally, end, NO_STATUS), period) == figures["cases"]["served"] - asked


@pytest.mark.usefixtures("filled")
def test_a_figure_of_meetings_gives_one_line_for_each_meeting_with_its_day() -> None:
    lines = queries.behind.young_people(("meetings", "held"), PERIODS["a year"], by=LEAD)
    assert len(lines) > len({line.number for line in lines})
    assert all(PERIODS["a year"].from_date <= line.date <= ON for line in lines if line.date)
    assert all(line.date for line in lines)


@pytest.mark.usefixtures("filled")
def test_a_path_that_counts_nobody_is_a_fault_of_ours() -> None:
    for path in (("cost", "total"), ("cases", "nonsense"), ("housing", "own_home")):
        with pytest.raises(KeyError):
            queries.behind.young_people(path, PERIODS["a year"], by=LEAD)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROJECT_LEAD])
def test_only_project_leaders_see_who_is_behind_a_figure(role: Role) -> None:
    with pytest.raises(NotAllowed):
        queries.behind.young_people(("cases", "served"), PERIODS["a year"], by=person(role))


@pytest.mark.usefixtures("store")
def test_lines_come_in_the_order_of_danish_names() -> None:
    for name in ("Øjvind Ørsted", "Asta Ager", "Åse Åberg"):
        put_case(name, start_date=date(2025, 9, 1))
    lines = queries.behind.young_people(("cases", "served"), PERIODS["a year"], by=LEAD)
    assert [line.name for line in lines] == ["Asta Ager", "Øjvind Ørsted", "Åse Åberg"]
