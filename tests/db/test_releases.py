"""Who is shown released figures, of which periods, and what never stands in them."""

import json
from datetime import date

import pytest

from core.codes import Role, Variant
from core.errors import NotAllowed
from core.releases import NotOffered
from core.tallies import Period
from db.models import SettingRow, new_id
from db.queries import releases
from tests.factories import person, put, put_case
from tests.factories_release import put_courses

pytestmark = pytest.mark.usefixtures("store")
ON = date(2026, 11, 4)
GROUP = person(Role.STEERING_GROUP)


def test_nothing_is_offered_of_an_empty_store_or_of_very_few():
    assert releases.offered(by=GROUP, on=ON) == ()
    put_case(start_date=date(2026, 1, 5), referral_date=date(2026, 1, 2))
    assert releases.offered(by=GROUP, on=ON) == ()


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.SUPPORT_WORKER, Role.ADMINISTRATOR])
def test_others_are_refused(role):
    with pytest.raises(NotAllowed):
        releases.offered(by=person(role), on=ON)
    with pytest.raises(NotAllowed):
        releases.figures(Period(ON, ON), None, by=person(role), on=ON)


def test_only_what_is_offered_is_shown():
    put_courses(60, seed=5)
    offered = releases.offered(by=GROUP, on=ON)
    assert offered
    assert all(offer.period.to_date < ON for offer in offered)
    for wanted in (Period(ON, ON), Period(date(2025, 1, 1), date(2025, 3, 31))):
        with pytest.raises(NotOffered):
            releases.figures(wanted, None, by=GROUP, on=ON)
    for offer in offered:
        for variant in set(Variant) - set(offer.variants):
            with pytest.raises(NotOffered):
                releases.figures(offer.period, variant, by=GROUP, on=ON)


def test_no_name_and_no_id_of_anybody_is_released():
    put_courses(60, seed=5)
    for offer in releases.offered(by=GROUP, on=ON):
        told = json.dumps(releases.figures(offer.period, None, by=GROUP, on=ON))
        assert "staff_id" not in told
        assert not any(each in told for each in ("Vilma", "Karen", '"k1"', "young-", "cases-0"))


def test_a_higher_threshold_hides_more():
    put_courses(60, seed=5)
    period = releases.offered(by=GROUP, on=ON)[0].period
    before = releases.figures(period, None, by=GROUP, on=ON)
    put(SettingRow(id=new_id(), name="suppression_k", value="10", valid_from=date(2020, 1, 1)))
    after = releases.offered(by=GROUP, on=ON)[0].period
    again = releases.figures(after, None, by=GROUP, on=ON)
    assert json.dumps(again).count("null") > json.dumps(before).count("null")
