from datetime import date

import pytest

from core.codes import all_codes
from core.housing import HOMES, HousingOverlaps, check_follows, has_home
from tests.factories import ON
from tests.factories_assessment import REFERRED_ON, housing_line


def test_a_situation_before_one_already_known_is_refused():
    with pytest.raises(HousingOverlaps) as refused:
        check_follows("from_date", date(2026, 3, 31), [housing_line()])
    assert refused.value.facts["since"] == REFERRED_ON


def test_a_situation_inside_one_that_has_ended_is_refused():
    with pytest.raises(HousingOverlaps):
        check_follows("from_date", date(2026, 4, 9), [housing_line(to_date=date(2026, 4, 10))])


@pytest.mark.parametrize("day", [REFERRED_ON, ON])
def test_a_situation_from_the_day_of_the_last_one_or_later_follows(day):
    check_follows("from_date", day, [housing_line()])
    check_follows("from_date", day, [])


def test_a_home_that_was_left_is_no_home():
    left = housing_line("own_home", to_date=date(2026, 4, 20))
    assert has_home([left], date(2026, 4, 19))
    assert not has_home([left], date(2026, 4, 20))


def test_homes_are_situations_of_the_list():
    assert set(all_codes("housing_situation")) >= HOMES
