"""The half-year report: written by the project leader, read by the steering group when locked."""

import pytest

from core.codes import Role
from db import queries
from tests.factories import put_account
from tests.pages.app import all_text, open_as
from tests.pages.test_presentation import last_half_year, put_served

pytestmark = pytest.mark.usefixtures("store")


def area(app, label):
    return next(one for one in app.text_area if one.label == label)


def press(app, label):
    next(one for one in app.button if one.label == label).click()
    return app.run()


@pytest.fixture
def lead(store):
    return put_account(Role.PROJECT_LEAD, username="lise", name="Lise Lygte")


def written(lead):
    put_served(7)
    app = open_as(lead, "half_year_report")
    area(app, "Erfaringer med metoderne").set_value("CTI *virker* her.")
    area(app, "Hvor langt er vi?").set_value("Godt i gang.")
    return app


def report(lead):
    return queries.half_year_reports.report(last_half_year(), by=lead)


def test_it_comes_with_the_figures_of_the_half_year(lead):
    put_served(7)
    app = open_as(lead, "half_year_report")
    assert not app.exception
    assert "| **7** | unge i forløb i perioden |" in all_text(app)


def test_a_draft_is_kept_and_the_steering_group_does_not_see_it(lead):
    app = press(written(lead), "Gem kladden")
    assert not app.exception
    assert report(lead).texts["progress"] == "Godt i gang."
    steering = open_as(put_account(Role.STEERING_GROUP, username="sten"), "half_year_report")
    assert "Der er ingen halvårsrapport at læse endnu." in all_text(steering)


def test_locking_says_what_is_missing_at_its_field_and_keeps_what_was_typed(lead):
    put_served(7)
    app = open_as(lead, "half_year_report")
    area(app, "Erfaringer med metoderne").set_value("CTI virker.")
    app = press(app, "Lås rapporten")
    assert any("Feltet skal udfyldes" in error.value for error in app.error)
    assert area(app, "Erfaringer med metoderne").value == "CTI virker."
    assert report(lead) is None


def test_a_locked_report_is_read_by_the_steering_group_as_it_was_written(lead):
    app = press(written(lead), "Lås rapporten")
    assert not app.exception
    assert report(lead).locked
    steering = open_as(put_account(Role.STEERING_GROUP, username="sten"), "half_year_report")
    told = all_text(steering)
    assert r"CTI \*virker\* her" in told
    assert "| **7** | unge i forløb i perioden |" in told
    assert not steering.text_area


def test_it_is_opened_again_with_a_reason(lead):
    app = press(written(lead), "Lås rapporten")
    app = press(app, "Åbn igen")
    assert any("Feltet skal udfyldes" in error.value for error in app.error)
    area(app, "Hvorfor skal rapporten åbnes igen?").set_value("Et tal var forkert.")
    app = press(app, "Åbn igen")
    assert not report(lead).locked
    assert r"åbnet igen af Lise Lygte. Et tal var forkert\." in all_text(app)
    assert area(app, "Hvor langt er vi?").value == "Godt i gang."


def test_an_earlier_half_year_is_chosen_and_stands_in_the_address(lead):
    app = open_as(lead, "half_year_report")
    app = app.selectbox[0].select_index(1).run()
    assert not app.exception
    assert app.selectbox[0].value == "".join(app.query_params["half_year"])


def test_with_too_few_young_people_it_is_written_without_figures(lead):
    put_served(2)
    app = open_as(lead, "half_year_report")
    assert not app.exception
    assert "for få unge i halvåret" in all_text(app)
