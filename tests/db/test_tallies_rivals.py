"""The tallies against two other ways of making them: SQL in SQLite, and pandas."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from sqlalchemy import select

from benchmarks.grown import grown_store
from benchmarks.rivals import pandas_figures, pandas_frames, sqlite_figures, sqlite_store
from benchmarks.rivals.comparing import differences
from core.codes import Variant
from core.tallies import TALLIES, Period
from db import demo, queries
from db.check import faults
from db.copying import copy_store
from db.engine import close_store, current_store, open_store, reading
from db.models import (
    HousingRow,
    MeasurementRow,
    MeetingRow,
    ParticipantRow,
    SettingRow,
    StatusRow,
)
from tests import databases
from tests.factories import put, put_case

ON = date(2026, 5, 4)
PERIODS = {
    "all of it": Period(date(2015, 1, 1), ON),
    "a year": Period(date(2025, 5, 5), ON),
    "a quarter": Period(date(2025, 10, 1), date(2025, 12, 31)),
    "a day": Period(date(2026, 2, 2), date(2026, 2, 2)),
    "before it all": Period(date(2001, 1, 1), date(2001, 12, 31)),
}


@dataclass(frozen=True)
class Rivals:
    """The same store three times."""

    url: str
    sqlite: sqlite3.Connection
    frames: Mapping[str, pd.DataFrame]

    def figures(self, period: Period, variant: Variant | None) -> dict[str, Mapping[str, Any]]:
        days = {"from": str(period.from_date), "to": str(period.to_date)}
        first, last = pd.Timestamp(period.from_date), pd.Timestamp(period.to_date)
        return {
            "ours": queries.tallies.figures(period, variant, by=None),
            "SQLite": sqlite_figures.figures(self.sqlite, {**days, "variant": variant}),
            "pandas": pandas_figures.figures(self.frames, first, last, variant),
        }


@pytest.fixture(scope="module")
def rivals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rivals]:
    folder = tmp_path_factory.mktemp("rivals")
    store = open_store(databases.laid(folder / "demo.duckdb"))
    demo.fill(on=ON, young_people=90)
    put_what_the_demo_lacks()
    if databases.SERVER is not None:
        copy_store(store.url, f"duckdb:///{folder / 'copy.duckdb'}", on=ON)
    connection: Any = current_store().engine.raw_connection()
    driver = connection.driver_connection
    sqlite = sqlite_store.copied(driver, folder / "demo.sqlite")
    frames = pandas_frames.loaded(driver)
    connection.close()
    close_store()
    yield Rivals(store.url, sqlite, frames)
    sqlite.close()
    databases.remove(store.url)


def put_what_the_demo_lacks() -> None:
    """Ties on a day, answers left out, nothing recorded, rates that change, a role listed twice."""
    case = put_case(start_date=date(2025, 9, 1), end_date=date(2025, 11, 3)).id
    for key, score in (("b", 5), ("a", 1), ("c", None)):
        put(MeasurementRow(id=f"M{key}", case_id=case, date=date(2025, 9, 9), crime=score))
    for key, answer in (("b", True), ("a", None), ("c", None)):
        put(StatusRow(id=f"S{key}", case_id=case, date=date(2025, 9, 9), in_education=answer))
    for key, situation in (("b", "shelter_110"), ("a", "own_home")):
        put(HousingRow(id=f"H{key}", case_id=case, from_date=date(2025, 9, 9), situation=situation))
    for day, rate in ((date(2025, 10, 15), 401), (date(2025, 12, 1), 377)):
        put(SettingRow(id=f"R{rate}", name="hourly_rate", value=str(rate), valid_from=day))
    for day, own in ((date(2025, 11, 5), "455"), (date(2025, 12, 20), "")):
        put(SettingRow(id=f"C{own}", name="hourly_rate_cti", value=own, valid_from=day))
    put_case(start_date=date(2025, 8, 1), birth_date=None, variant=Variant.U)
    for key, attended in (("1", True), ("2", None)):
        put(ParticipantRow(id=f"P{key}", meeting_id=a_meeting(), role="other", attended=attended))


def a_meeting() -> str:
    """A network meeting that was held in the last quarter of 2025."""
    quarter = PERIODS["a quarter"]
    query = select(MeetingRow.id).where(
        MeetingRow.kind == "network",
        MeetingRow.state == "held",
        MeetingRow.date.between(quarter.from_date, quarter.to_date),
    )
    with reading() as session:
        return session.scalars(query.order_by(MeetingRow.id)).first() or ""


@pytest.fixture
def three(rivals: Rivals) -> Iterator[Rivals]:
    open_store(rivals.url)
    yield rivals
    close_store()


@pytest.mark.parametrize("variant", [None, Variant.H, Variant.U])
@pytest.mark.parametrize("name", PERIODS)
def test_three_ways_of_making_the_figures_give_the_same(
    three: Rivals, name: str, variant: Variant | None
) -> None:
    made = three.figures(PERIODS[name], variant)
    for rival in ("SQLite", "pandas"):
        assert set(made[rival]) == set(TALLIES)
        for key in TALLIES:
            assert list(differences(made["ours"][key], made[rival][key], f"{rival}: {key}")) == []


def test_the_store_they_agree_on_is_not_an_easy_one(three: Rivals) -> None:
    found = three.figures(PERIODS["a quarter"], None)["ours"]
    assert found["age"]["unknown"] == found["age_at_start"]["unknown"] == 1
    assert found["education"]["first"]["n"] > sum(
        found["education"]["first"][answer] for answer in ("yes", "no")
    )
    assert found["cost"]["total"] not in (
        round(sum(sum(each.values()) for each in found["hours"].values()) * rate, 2)
        for rate in (390, 401, 377)
    )
    assert min(found["domain_change"]["crime"].values()) > 0


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ({"n": 1}, {"n": 2}),
        ({"n": 1}, {"n": None}),
        ({"n": 1}, {}),
        ({}, {"n": 1}),
        ({"mean": 1.5}, {"mean": 1.5000001}),
        ([{"active": 1}], [{"active": 2}]),
        ([1, 2], [1]),
        ({"n": 1}, {"n": True}),
    ],
)
def test_what_differs_is_told(ours: Any, theirs: Any) -> None:
    assert list(differences(ours, theirs))


def test_a_sum_in_another_order_is_the_same_figure() -> None:
    assert list(differences({"mean": 0.1 + 0.2, "n": 3}, {"mean": 0.3, "n": 3})) == []


@pytest.mark.duckdb_only("grows the file of a store")
def test_a_grown_store_is_as_sound_as_the_one_it_grew_from(tmp_path: Path) -> None:
    path = grown_store(tmp_path, 60, base=20)
    open_store(f"duckdb:///{path}")
    try:
        found = queries.tallies.figures(Period(date(2015, 1, 1), date(2027, 1, 1)), by=None)
        assert found["cases"]["referred"] == 60
        assert faults(date(2026, 11, 23)) == []
    finally:
        close_store()
