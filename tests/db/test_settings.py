from datetime import timedelta

import pytest

from core.codes import Role
from core.errors import ChangedByOther, MissingValue, NotAllowed
from core.settings import NumberOutside, Settings, TooFarBack
from db import actions, queries
from tests.factories import ON, person, put_account

pytestmark = pytest.mark.usefixtures("store")
ADMIN = person(Role.ADMINISTRATOR)
NEXT_MONTH = ON + timedelta(days=30)


def set_from(values, valid_from=ON, seen_version=0, by=ADMIN):
    return actions.settings.set_from(
        values, valid_from=valid_from, seen_version=seen_version, by=by, on=ON
    )


def test_an_empty_store_stands_on_the_defaults():
    assert queries.settings.in_force(ON) == Settings()


def test_a_setting_holds_from_its_day_and_not_before():
    assert set_from({"icm_for_at_risk": True, "suppression_k": 5}, NEXT_MONTH) == 1
    assert not queries.settings.in_force(NEXT_MONTH - timedelta(days=1)).icm_for_at_risk
    assert queries.settings.in_force(NEXT_MONTH).icm_for_at_risk


def test_the_later_of_two_changes_for_one_day_holds():
    set_from({"suppression_k": 7})
    set_from({"suppression_k": 9}, seen_version=1)
    assert queries.settings.in_force(ON).suppression_k == 9


def test_the_history_tells_what_from_when_and_by_whom():
    admin = put_account(Role.ADMINISTRATOR, name="Lone Leder")
    set_from({"measurement_months_h": 2}, by=admin)
    (change,) = queries.settings.changes()
    assert (change.name, change.value, change.valid_from) == ("measurement_months_h", 2, ON)
    assert change.by_name == "Lone Leder"


def test_the_municipality_gets_its_name_and_a_new_one_and_both_stand_in_the_history():
    assert set_from({"municipality": "Svanevig Kommune", "suppression_k": 5}) == 1
    assert set_from({"municipality": ""}, NEXT_MONTH, seen_version=1) == 1
    assert queries.settings.in_force(ON).municipality == "Svanevig Kommune"
    assert queries.settings.in_force(NEXT_MONTH).municipality == ""
    assert [change.value for change in queries.settings.changes()] == ["", "Svanevig Kommune"]


def test_settings_changed_by_another_meanwhile_are_not_overwritten():
    set_from({"suppression_k": 7})
    with pytest.raises(ChangedByOther) as refused:
        set_from({"suppression_k": 8})
    assert refused.value.changes == {"suppression_k": "7"}
    assert queries.settings.in_force(ON).suppression_k == 7


@pytest.mark.parametrize(
    ("values", "since", "refusal"),
    [
        ({"suppression_k": 2}, ON, NumberOutside),
        ({"suppression_k": 6}, ON - timedelta(days=1), TooFarBack),
        ({"suppression_k": 6}, None, MissingValue),
    ],
)
def test_a_refused_setting_changes_nothing(values, since, refusal):
    with pytest.raises(refusal):
        set_from(values, since)
    assert queries.settings.changes() == []


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_an_administrator_changes_settings(role):
    with pytest.raises(NotAllowed):
        set_from({"suppression_k": 6}, by=person(role))
