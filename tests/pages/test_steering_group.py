"""The steering group's page: how many, never who, and no small numbers."""

import pytest

from core.codes import Role, Step
from db.models import SettingRow, new_id
from tests.factories import ON, put, put_account, put_case
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")


def _put(number, combination):
    for place in range(number):
        put_case(f"Vilma {place}", step=Step.COLLABORATION, combination=combination)


def _shown(role=Role.STEERING_GROUP):
    app = open_as(put_account(role), "steering_group")
    assert app.get("page_link") == [] or role is not Role.STEERING_GROUP
    return all_text(app)


@pytest.mark.parametrize("role", [Role.STEERING_GROUP, Role.PROJECT_LEAD])
def test_numbers_large_enough_are_shown_with_their_total(role):
    _put(6, "SM")
    _put(5, "SM_CTI")
    shown = _shown(role)
    assert "| Samarbejdsmodellen uden bostøtte | 6 |" in shown
    assert "| Samarbejdsmodellen med ICM | 0 |" in shown
    assert "| **I alt** | **11** |" in shown
    assert "skjult" not in shown


def test_a_small_number_is_hidden_with_the_total_that_would_give_it_away():
    _put(6, "SM")
    _put(2, "SM_CTI")
    shown = _shown()
    assert "| Samarbejdsmodellen med CTI | skjult |" in shown
    assert "| **I alt** | **mellem 7 og 10** |" in shown
    assert "8" not in shown.split("I alt")[1].split("|")[1]
    assert "Tal under 5 er skjult" in shown


def test_the_municipality_sets_the_threshold():
    put(SettingRow(id=new_id(), name="suppression_k", value="3", valid_from=ON))
    _put(3, "SM")
    assert "| **I alt** | **3** |" in _shown()


def test_no_young_person_is_named():
    _put(7, "SM")
    assert "Vilma" not in _shown()


@pytest.mark.parametrize(
    "role", [Role.COORDINATOR, Role.SUPPORT_WORKER, Role.REFERRER, Role.ADMINISTRATOR]
)
def test_other_roles_do_not_reach_the_page(role):
    app = open_as(put_account(role), page="")
    assert "steering_group" not in {link.proto.page for link in app.get("page_link")}
    assert "I alt" not in all_text(app)
