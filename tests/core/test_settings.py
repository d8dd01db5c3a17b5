from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadValue, MissingValue, TooLong, UnknownCode
from core.settings import (
    SETTINGS,
    NumberOutside,
    Settings,
    TooFarBack,
    check_valid_from,
    latest_of,
    rate_of,
    settings_from,
    stored_text,
)

ON = date(2026, 5, 4)


def test_every_setting_is_in_the_table_with_its_default_and_its_source():
    assert set(SETTINGS) == set(Settings.__slots__)
    for name, setting in SETTINGS.items():
        assert setting.default == getattr(Settings(), name)
        assert setting.source


def test_what_is_stored_takes_the_place_of_the_default():
    assert settings_from({"suppression_k": "7", "unknown": "1"}) == Settings(suppression_k=7)
    assert settings_from({"icm_for_at_risk": "1"}).icm_for_at_risk is True


def test_the_smallest_count_can_not_be_set_below_three():
    with pytest.raises(NumberOutside):
        stored_text("suppression_k", 2)
    assert stored_text("suppression_k", 3) == "3"


def test_a_value_that_is_no_whole_number_or_missing_is_refused():
    with pytest.raises(BadValue):
        stored_text("suppression_k", 3.5)
    with pytest.raises(MissingValue):
        stored_text("suppression_k", None)


def test_the_municipalitys_name_is_a_text_that_may_be_empty_and_has_a_length():
    assert stored_text("municipality", "  Svanevig Kommune ") == "Svanevig Kommune"
    assert stored_text("municipality", None) == ""
    assert settings_from({"municipality": "12"}).municipality == "12"
    with pytest.raises(TooLong):
        stored_text("municipality", "x" * 81)


def test_a_text_is_no_number():
    with pytest.raises(BadValue):
        stored_text("suppression_k", "fem")


def test_a_rate_of_a_method_may_be_left_open_and_then_the_common_one_holds():
    assert stored_text("hourly_rate_cti", None) == ""
    assert settings_from({"hourly_rate_cti": ""}).hourly_rate_cti is None
    own = settings_from({"hourly_rate": "400", "hourly_rate_cti": "450"})
    assert [rate_of(own, method) for method in ("SM", "CTI", "ICM")] == [400, 450, 400]
    with pytest.raises(NumberOutside):
        stored_text("hourly_rate_cti", 0)


def test_an_unknown_setting_is_refused():
    with pytest.raises(UnknownCode):
        stored_text("colour", 1)


def test_a_setting_can_not_be_changed_back_in_time():
    with pytest.raises(TooFarBack):
        check_valid_from("valid_from", ON - timedelta(days=1), ON)
    assert check_valid_from("valid_from", ON, ON) == ON


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(3, 20)), max_size=20))
def test_the_newest_row_not_after_the_day_is_in_force(rows):
    stored = [("suppression_k", str(value), ON + timedelta(days=days)) for days, value in rows]
    past = sorted(((days, place) for place, (days, _) in enumerate(rows) if days <= 0))
    expected = {"suppression_k": str(rows[past[-1][1]][1])} if past else {}
    assert latest_of(stored, ON) == expected
