"""The tallies against two other ways of making them: SQL in SQLite, and pandas."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from benchmarks.grown import base_store, grown_store
from benchmarks.rivals import pandas_figures, pandas_frames, sqlite_figures, sqlite_store
from benchmarks.rivals.comparing import differences
from core.codes import Variant
from core.tallies import TALLIES, Period
from db import demo, queries
from db.engine import close_store, open_store
from db.migrate import migrate
from db.models import (
    CaseRow,
    HousingRow,
    MeasurementRow,
    ParticipantRow,
    SettingRow,
    StatusRow,
    YoungPersonRow,
)
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
    store = open_store(f"duckdb:///{folder / 'demo.duckdb'}")
    migrate(store)
    demo.fill(on=ON, young_people=90)
    put_what_the_demo_lacks()
    connection: Any = store.engine.raw_connection()
    driver = connection.driver_connection
    sqlite = sqlite_store.copied(driver, folder / "demo.sqlite")
    frames = pandas_frames.loaded(driver)
    connection.close()
    close_store()
    yield Rivals(store.url, sqlite, frames)
    sqlite.close()


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
    put_nobody_knows_when_born()
    meeting = queries_first_meeting()
    for key, attended in (("1", True), ("2", None)):
        put(ParticipantRow(id=f"P{key}", meeting_id=meeting, role="other", attended=attended))


def put_nobody_knows_when_born() -> None:
    put(YoungPersonRow(id="Y", name="Ung uden dato", birth_date=None))
    put(
        CaseRow(
            id="F",
            number=9001,
            step="collaboration",
            young_person_id="Y",
            variant="U",
            referral_date=date(2025, 6, 1),
            start_date=date(2025, 8, 1),
        )
    )
