"""What becomes of each column; retention; and birth dates that keep every figure."""

import json
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from core.anonymising import DASH, coarse_birth_date, scrubbed
from core.calendar import add_months, age_on
from core.codes import Variant
from core.errors import DatesOutOfOrder, MissingValue
from core.life import Gone, Told, lines
from core.records.fidelity import CasePractice, MeetingHeld
from core.retention import PERIODS, HoldTold, checked_hold, in_use, last_day, length, mark_of
from core.settings import SETTINGS, Settings

ON = date(2026, 5, 4)
born_on = st.dates(date(1996, 1, 1), date(2011, 12, 31))
days = st.dates(date(2015, 1, 1), date(2026, 12, 31))


@st.composite
def courses(draw):
    start = draw(days)
    end = draw(st.none() | st.just(start + timedelta(days=draw(st.integers(0, 900)))))
    met = sorted(draw(st.lists(days, max_size=4)))
    return CasePractice(
        id="1",
        variant=draw(st.sampled_from(Variant)),
        start=start,
        end=end,
        meetings=tuple(MeetingHeld(day) for day in met),
    )


@given(born_on, st.lists(courses(), max_size=3), st.integers(2016, 2030), st.integers(1, 12))
def test_a_coarse_birth_date_keeps_each_age_that_a_period_or_a_start_asks_for(
    born, cases, year, month
):
    moved = coarse_birth_date(born, cases)
    assert (moved.year, moved.month) == (born.year, born.month)
    first = date(year, month, 1)
    assert age_on(moved, first) == age_on(born, first)
    for case in cases:
        assert age_on(moved, case.start) == age_on(born, case.start)


def test_most_birth_dates_of_a_month_become_the_same_day():
    begun = CasePractice(id="1", variant=Variant.H, start=date(2026, 2, 1))
    told = {coarse_birth_date(date(2005, 3, day), [begun]) for day in range(2, 32)}
    assert told == {date(2005, 3, 15)}


def test_of_an_event_codes_days_and_keys_are_left_and_every_text_is_gone():
    before = {"before": "CTI", "date": "2026-05-04", "by": "s1", "n": 3, "why": "Vilma", "no": None}
    after = json.loads(scrubbed(json.dumps(before), {"CTI", "s1"}) or "")
    assert after == {**before, "why": DASH}
    assert scrubbed(None, ()) is None
    assert scrubbed('["Vilma"]', ()) is None


@hypothesis_settings(max_examples=25)
@given(st.dictionaries(st.text(), st.text() | st.lists(st.text(min_size=1), min_size=1)))
def test_no_text_outlives_the_scrubbing_but_a_day(document):
    left = json.loads(scrubbed(json.dumps(document), ()) or "{}").values()
    assert all(value == DASH or date.fromisoformat(value) for value in left)


def test_a_name_a_number_and_what_somebody_wrote_are_never_kept():
    told = {
        (line.table, line.column): line.gone for columns in lines().values() for line in columns
    }
    for column in ("name", "cpr", "phone", "email", "special_considerations"):
        assert told["young_people", column] is not Gone.KEEP
    written = {"note", "reason", "minutes", "own_words", "wish", "wishes"}
    kept = [key for key, gone in told.items() if key[1] in written and gone is Gone.KEEP]
    about_young_people = [key for key in kept if not _elsewhere(key)]
    codes_and_numbers = {("home_events", "reason"), ("pauses", "reason"), ("contacts", "minutes")}
    assert set(about_young_people) == codes_and_numbers


def _elsewhere(key: tuple[str, str]) -> bool:
    return any(line.told is Told.ELSEWHERE for line in lines()[key[0]] if line.column == key[1])


# ---------------------------------------------------------------- retention


@pytest.mark.asvs("14.2.7")
def test_every_kind_has_a_source_and_a_setting_of_its_own():
    assert len({period.setting for period in PERIODS.values()}) == len(PERIODS)
    for period in in_use(ON):
        assert period.source
        assert period.setting in SETTINGS


def test_of_cases_nothing_is_decided_before_the_municipality_has():
    for period in PERIODS.values():
        assert (length(period, Settings()) is None) == period.decided


def test_what_is_kept_for_months_is_kept_until_the_same_day_of_the_month():
    assert last_day(PERIODS["closed_case"], date(2021, 5, 4), 60) == ON
    assert last_day(PERIODS["draft"], ON, 30) == ON + timedelta(days=30)
    assert last_day(PERIODS["turned_down"], date(2025, 2, 28), 12) == add_months(ON, 0).replace(
        month=2, day=28
    )


def test_the_mark_of_a_list_is_its_own_and_knows_no_order():
    assert mark_of(["a", "b"]) == mark_of(["b", "a"])
    assert mark_of(["a"]) != mark_of(["a", "b"]) != mark_of([])


def test_a_hold_wants_a_reason_and_a_last_day_that_is_not_over():
    with pytest.raises(MissingValue):
        checked_hold(HoldTold("  "), ON)
    with pytest.raises(DatesOutOfOrder):
        checked_hold(HoldTold("Klagesag", ON - timedelta(days=1)), ON)
    assert checked_hold(HoldTold(" Klagesag ", ON), ON) == HoldTold("Klagesag", ON)
