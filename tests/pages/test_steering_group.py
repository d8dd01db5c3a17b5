"""The steering group's page: how many, never who, and no small numbers."""

from datetime import date

import pytest

from core.codes import Role
from tests.factories import put_account, put_case
from tests.factories_release import put_courses
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")


def _everything(app):
    assert not app.exception
    metrics = "\n".join(f"{metric.label}: {metric.value}" for metric in app.metric)
    return f"{all_text(app)}\n{metrics}"


@pytest.mark.parametrize("role", [Role.STEERING_GROUP, Role.PROJECT_LEAD])
def test_half_years_that_are_over_can_be_chosen_and_nothing_else(role):
    put_courses(60, seed=5, days=700)
    app = open_as(put_account(role), "steering_group")
    (period,) = [box for box in app.selectbox if box.label == "Periode"]
    assert period.options[0].startswith("Hele tiden til ")
    assert len(period.options) > 1
    assert "I forløb: " in _everything(app)
    period.select_index(0).run()
    assert app.query_params["from"] == "2023-01-01"


def test_small_numbers_are_said_to_be_hidden_once_with_the_reason():
    put_courses(60, seed=5, days=700)
    shown = _everything(open_as(put_account(Role.STEERING_GROUP), "steering_group"))
    assert shown.count("Tal under 5 er skjult") == 1
    assert "skjult" in shown
    assert "None" not in shown


def test_beside_the_published_figures_nothing_is_said_of_those_that_are_hidden():
    put_courses(60, seed=5, days=700)
    app = open_as(put_account(Role.STEERING_GROUP), "steering_group")
    (period,) = [box for box in app.selectbox if box.label == "Periode"]
    shown = _everything(period.select_index(0).run())
    assert "De andre tal, der vises, kan ikke skelnes fra de offentliggjorte." in shown
    assert "Resten kan ikke skelnes" not in shown


def test_no_young_person_and_no_worker_is_named():
    put_courses(60, seed=5, days=700)
    app = open_as(put_account(Role.STEERING_GROUP, name="Sara Styr"), "steering_group")
    shown = _everything(app)
    assert not any(name in shown for name in ("Vilma", "Karen", "Kim", "Bo Støtte"))
    assert app.dataframe == []


def test_an_address_of_a_period_that_is_not_offered_shows_the_newest():
    put_courses(60, seed=5, days=700)
    account = put_account(Role.STEERING_GROUP)
    asked = {"from": "2024-02-01", "to": "2024-02-29"}
    app = open_as(account, "steering_group", **asked)
    (period,) = [box for box in app.selectbox if box.label == "Periode"]
    assert period.index == 1
    assert "29. februar" not in _everything(app)


def test_until_enough_have_come_and_gone_the_page_says_so():
    put_case(start_date=date(2026, 1, 5), referral_date=date(2026, 1, 2))
    shown = _everything(open_as(put_account(Role.STEERING_GROUP), "steering_group"))
    assert "Der er ingen tal at vise endnu." in shown


@pytest.mark.parametrize(
    "role", [Role.COORDINATOR, Role.SUPPORT_WORKER, Role.REFERRER, Role.ADMINISTRATOR]
)
def test_other_roles_do_not_reach_the_page(role):
    app = open_as(put_account(role), page="")
    assert "steering_group" not in {link.proto.page for link in app.get("page_link")}
    assert "Tal under" not in all_text(app)
