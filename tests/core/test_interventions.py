"""What a young person already receives."""

from datetime import date

import pytest

from core.errors import DatesOutOfOrder, MissingValue, UnknownCode
from core.interventions import (
    InterventionEnded,
    InterventionTold,
    Standing,
    by_standing,
    checked,
    ending,
    standing,
)
from core.records.interventions import Intervention

ON = date(2026, 5, 4)


def received(first=None, last=None, kind="support_given"):
    return Intervention("i", 1, "Mentor", kind, None, None, first, last, None)


@pytest.mark.parametrize(
    ("first", "last", "where"),
    [
        (None, None, Standing.CURRENT),
        (ON, None, Standing.CURRENT),
        (None, ON, Standing.CURRENT),
        (date(2026, 5, 5), None, Standing.COMING),
        (date(2026, 1, 1), date(2026, 5, 3), Standing.EARLIER),
    ],
)
def test_it_is_received_on_both_its_days(first, last, where):
    assert standing(received(first, last), ON) is where


def test_every_one_stands_in_exactly_one_group():
    listed = [received(), received(last=date(2026, 1, 1)), received(first=date(2027, 1, 1))]
    groups = by_standing(listed, ON)
    assert {where: len(group) for where, group in groups.items()} == dict.fromkeys(Standing, 1)


def test_what_was_not_said_to_be_about_anything_is_about_support_given():
    assert checked(InterventionTold(name=" Mentor "), ON).information_type == "support_given"
    assert checked(InterventionTold(name=" Mentor "), ON).name == "Mentor"


def test_one_without_a_name_of_an_unknown_kind_or_ended_before_it_began_is_refused():
    with pytest.raises(MissingValue):
        checked(InterventionTold(name=" "), ON)
    with pytest.raises(UnknownCode):
        checked(InterventionTold(name="Mentor", information_type="gossip"), ON)
    with pytest.raises(DatesOutOfOrder):
        checked(InterventionTold(name="Mentor", from_date=ON, to_date=date(2026, 5, 3)), ON)


def test_it_ends_once_on_a_day_that_is_not_before_it_began():
    assert ending(None, None, ON) == ON
    with pytest.raises(InterventionEnded):
        ending(None, ON, ON)
    with pytest.raises(MissingValue):
        ending(None, None, None)
    with pytest.raises(DatesOutOfOrder):
        ending(ON, None, date(2026, 5, 3))
