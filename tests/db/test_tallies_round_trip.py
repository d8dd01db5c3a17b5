"""All data out and in again gives the same figures, whatever the store holds."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.codes import Variant, all_codes
from core.tallies import Figures, Period
from db import queries
from db.engine import close_store, open_store
from db.exchange import export_to, import_from
from tests import databases
from tests.factories_exchange import Rows, folder
from tests.soak.size import rounds

ON = date(2027, 1, 1)
FIRST, LAST = date(2023, 1, 1), date(2026, 12, 31)
PERIODS = (
    Period(date(2024, 1, 1), date(2024, 12, 31)),
    Period(date(2025, 1, 1), date(2025, 1, 1)),
    Period(FIRST, LAST),
)
DAYS = st.dates(FIRST, LAST)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)
ANSWERS = st.sampled_from(("", "ja", "nej", "1", "0", "true", "false"))
STAFF: Rows = (
    {"id": "K1", "name": "Karla Kompas", "role": "coordinator"},
    {"id": "S1", "name": "Signe Stifinder", "role": "support_worker", "methods": "CTI;ICM"},
)


def blank_or(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.one_of(st.just(""), strategy)


def code(name: str) -> st.SearchStrategy[str]:
    return blank_or(st.sampled_from(all_codes(name)))


@st.composite
def a_case(draw: st.DrawFn, number: int) -> dict[str, object]:
    referred = draw(DAYS)
    decided = referred + timedelta(days=draw(st.integers(0, 60)))
    start = decided + timedelta(days=draw(st.integers(0, 60)))
    end = start + timedelta(days=draw(st.integers(0, 800)))
    accepted, ended = draw(st.booleans()), draw(st.booleans())
    found: dict[str, object] = {
        "id": f"F{number}",
        "young_person_id": f"U{draw(st.integers(0, number))}",
        "variant": draw(st.sampled_from(tuple(Variant))).value,
        "referral_date": referred,
        "referral_reason": draw(TEXT),
        "target_group": draw(st.sampled_from(("", "homeless", "at_risk", "in_care"))),
        "placement_type": draw(code("placement_type")),
    }
    if accepted and start <= LAST:
        found |= {"decision": "accepted", "decision_date": decided, "start_date": start}
        found |= {"combination": draw(st.sampled_from(("", "SM", "SM_CTI", "SM_ICM")))}
        found |= {"coordinator_id": draw(st.sampled_from(("", "K1")))}
        if ended and end <= LAST:
            found |= {"end_date": end, "closure_reason": draw(code("closure_reason"))}
            found |= {"closure_young_person_involved": draw(ANSWERS)}
    return found


@st.composite
def of_cases(draw: st.DrawFn, cases: int, most: int, **columns: Any) -> Rows:
    """Rows of a sheet, each of one of the cases, with unordered ids of their own."""
    keys = draw(st.permutations(range(draw(st.integers(0, most)))))
    return tuple(
        {
            "id": f"R{key}",
            "case_id": f"F{draw(st.integers(0, cases - 1))}",
            **{name: draw(column) for name, column in columns.items()},
        }
        for key in keys
    )


@st.composite
def stores(draw: st.DrawFn) -> dict[str, Rows]:
    """The lists of a small municipality."""
    size = draw(st.integers(1, 5))
    cases = tuple(draw(a_case(number)) for number in range(size))
    scores = {domain: blank_or(st.integers(1, 5)) for domain in all_codes("life_domain")}
    checklist = dict.fromkeys(all_codes("checklist_item"), ANSWERS)
    meetings = draw(of_cases(size, 4, date=DAYS, kind=st.just("network"), **checklist))
    goals = draw(of_cases(size, 3, set_date=DAYS, text=st.just("Et mål")))
    return {
        "goals": goals,
        "agreements": tuple(
            {
                "id": f"{goal['id']}.{place}",
                "goal_id": goal["id"],
                "text": "En aftale",
                "responsible": "Mor",
                "follow_up_date": draw(DAYS),
                "status": draw(st.sampled_from(("", "open", "done", "not_done"))),
            }
            for goal in goals
            for place in range(draw(st.integers(0, 3)))
        ),
        "support_courses": draw(
            of_cases(
                size,
                4,
                method=st.sampled_from(("CTI", "ICM")),
                worker_id=st.just("S1"),
                start_date=DAYS,
            )
        ),
        "fidelity": tuple(
            {
                "date": draw(DAYS),
                "theme": draw(st.sampled_from(("organisation", "ledelse"))),
                "question": str(place),
                "score": draw(st.integers(1, 4)),
            }
            for place in range(draw(st.integers(0, 4)))
        ),
        "young_people": tuple(
            {
                "id": f"U{number}",
                "name": f"Ung {number}",
                "birth_date": draw(st.dates(date(2000, 1, 1), date(2010, 12, 31))),
            }
            for number in range(size)
        ),
        "staff": STAFF,
        "cases": cases,
        "housing": draw(
            of_cases(
                size, 5, from_date=DAYS, situation=st.sampled_from(all_codes("housing_situation"))
            )
        ),
        "measurements": draw(of_cases(size, 6, date=DAYS, **scores)),
        "statuses": draw(
            of_cases(size, 5, date=DAYS, in_education=ANSWERS, employment=code("employment"))
        ),
        "meetings": meetings,
        "participants": tuple(
            {
                "meeting_id": meeting["id"],
                "role": draw(st.sampled_from(all_codes("participant_role"))),
                "name": draw(TEXT),
                "attended": draw(ANSWERS),
                "active": draw(ANSWERS),
            }
            for meeting in meetings
            for _ in range(draw(st.integers(0, 2)))
        ),
        "contacts": draw(
            of_cases(
                size,
                5,
                date=DAYS,
                worker_id=st.just("S1"),
                method=st.sampled_from(("SM", "CTI", "ICM")),
                activity=st.sampled_from(all_codes("activity")),
                minutes=st.integers(1, 600),
            )
        ),
    }


@contextmanager
def opened(path: Path) -> Iterator[None]:
    open_store(databases.laid(path))
    yield
    close_store()


def all_figures() -> Sequence[dict[str, Any]]:
    return [
        dict(found)
        for period in PERIODS
        for variant in (None, *Variant)
        for found in (queries.tallies.figures(period, variant, by=None),)
    ]


NUMBERS = count()


@settings(
    deadline=None,
    max_examples=rounds(6, 100),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(target=st.sampled_from(["folder", "workbook.xlsx"]), lists=stores())
def test_out_and_in_again_gives_equal_figures(
    tmp_path: Path, target: str, lists: dict[str, Rows]
) -> None:
    here = tmp_path / str(next(NUMBERS))
    here.mkdir()
    with opened(here / "one.duckdb"):
        filled = {name: rows for name, rows in lists.items() if rows}
        assert import_from(folder(here / "lists", filled), on=ON).problems == ()
        before = all_figures()
        export_to(here / target)
    with opened(here / "two.duckdb"):
        assert import_from(here / target, on=ON).problems == ()
        assert all_figures() == before


def test_the_generated_stores_are_not_all_empty() -> None:
    """The round trip would hold of nothing, too."""
    served: list[Figures] = []

    @settings(deadline=None, max_examples=40, database=None)
    @given(lists=stores())
    def look(lists: dict[str, Rows]) -> None:
        served.extend(case for case in lists["cases"] if case.get("start_date"))

    look()
    assert len(served) > 10
