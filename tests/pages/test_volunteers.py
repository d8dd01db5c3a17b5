"""The page of the volunteers, as each role."""

from datetime import timedelta

import pytest

from core.codes import Role
from core.volunteers import VolunteerTold
from db import actions, queries
from pages.shared.frame import today
from tests.factories import person, put_account, put_case, put_staff
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD)


def field(app, kind, label):
    return next(one for one in getattr(app, kind) if one.label == label)


def press(app, label):
    return field(app, "button", label).click().run()


def put_wish(case, days=30):
    since = today() - timedelta(days=days)
    return actions.volunteers.wish(case.id, wished_date=since, text=None, by=LEAD, on=today())


def put_volunteer(name="Frida Frivillig"):
    told = VolunteerTold(name=name, organisation="Klub Kompas", available_from=today(), places=2)
    return actions.volunteers.add_volunteer(told, by=LEAD)


def put_old_case(name="Vilma Vildspor", **columns):
    return put_case(name, referral_date=today() - timedelta(days=90), **columns)


def test_an_empty_page_says_how_to_begin():
    app = open_as(put_account(Role.PROJECT_LEAD), "volunteers")
    assert not app.exception
    assert "Begynd med" in all_text(app)


def test_both_sides_are_told_in_one_sentence():
    put_wish(put_old_case())
    put_volunteer()
    app = open_as(put_account(Role.PROJECT_LEAD), "volunteers")
    assert not app.exception
    said = all_text(app)
    assert "1 ung venter på en frivillig. Den længste ventetid er 30 dage." in said
    assert "De frivillige har 2 ledige pladser." in said


def test_a_volunteer_is_added_and_a_wish_recorded_matched_and_ended():
    case = put_old_case()
    lead = put_account(Role.PROJECT_LEAD)
    app = open_as(lead, "volunteers", volunteer="new")
    field(app, "text_input", "Navn").set_value("Frida Frivillig")
    field(app, "text_input", "Organisation").set_value("Klub Kompas")
    press(app, "Gem")
    assert not app.exception
    app = open_as(lead, "volunteers", case=str(case.number))
    press(app, "Skriv ønsket på listen")
    field(app, "selectbox", "Frivillig med ledig plads").select_index(0)
    press(app, "Lad dem mødes")
    assert "Har Frida Frivillig (Klub Kompas)" in all_text(app)
    press(app, "Gem, at det er slut")
    assert any("skal udfyldes" in error.value for error in app.error)
    field(app, "text_area", "Hvorfor sluttede det?").set_value("Flyttede")
    press(app, "Gem, at det er slut")
    assert not app.exception
    assert [each.to_date for each in queries.volunteers.board(by=LEAD).matches] == [today()]


def test_a_coordinator_is_told_of_others_without_their_names():
    put_wish(put_old_case("Otto Odde"))
    coordinator = put_account(Role.COORDINATOR, staff_id=put_staff())
    app = open_as(coordinator, "volunteers")
    said = all_text(app)
    assert "Desuden venter 1 ung" in said
    assert "Otto" not in said


def test_a_refused_volunteer_keeps_what_was_typed():
    app = open_as(
        put_account(Role.COORDINATOR, staff_id=put_staff()), "volunteers", volunteer="new"
    )
    field(app, "text_input", "Navn").set_value("Frida")
    press(app, "Gem")
    assert field(app, "text_input", "Navn").value == "Frida"
    assert any("skal udfyldes" in error.value for error in app.error)
    assert queries.volunteers.board(by=LEAD).volunteers == ()


def test_an_address_of_a_volunteer_who_is_not_there_says_so_and_offers_no_form():
    app = open_as(put_account(Role.PROJECT_LEAD), "volunteers", volunteer="gone")
    assert not app.text_input
    assert [error.value for error in app.error] == ["Den frivillige findes ikke."]
