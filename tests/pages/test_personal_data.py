"""What is held of one young person: corrected, told and merged on one page."""

import pytest

from core.codes import Role, Step
from tests.factories import ON, put_account, put_case, put_staff
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")


def press(app, label):
    """Press the button with that label."""
    next(button for button in app.button if button.label == label).click()
    return app.run()


def test_a_correction_wants_a_reason_and_keeps_what_was_typed():
    case = put_case("Vilma Vildspor")
    app = open_as(put_account(Role.PROJECT_LEAD), "personal_data", case=str(case.number))
    next(each for each in app.text_input if each.label == "Navn").input("Vilma Vej").run()
    press(app, "Gem rettelsen")
    assert next(each for each in app.text_input if each.label == "Navn").value == "Vilma Vej"
    assert any("udfyld" in each.value.casefold() for each in app.error)
    next(each for each in app.text_area if "rettes" in each.label).input("Nyt navn").run()
    press(app, "Gem rettelsen")
    assert "Rettelsen er gemt." in all_text(app)
    assert app.header[0].value == "Vilma Vej"


def test_two_records_are_seen_side_by_side_and_merged():
    put_case("Wilma Vildspor", step=Step.CLOSED, end_date=ON)
    case = put_case("Vilma Vildspor")
    lead = put_account(Role.PROJECT_LEAD)
    address = {"case": str(case.number), "part": "merge", "with": "1001"}
    app = open_as(lead, "personal_data", **address)
    app.checkbox[0].check().run()
    press(app, "Læg dem sammen")
    assert "De to registreringer er lagt sammen." in all_text(app)
    assert "Forløb **1001** kom fra en anden registrering" in all_text(app)


def test_a_coordinator_finds_what_they_may_do_and_no_row_of_one_choice():
    karen = put_staff()
    case = put_case("Vilma Vildspor", step=Step.SUPPORT, coordinator_id=karen)
    account = put_account(Role.COORDINATOR, staff_id=karen)
    app = open_as(account, "young_person", case=str(case.number))
    links = [each.proto.label for each in app.get("page_link")]
    assert "Ret oplysninger" in links
    assert not any("indsigt" in label for label in links)
    app = open_as(account, "personal_data", case=str(case.number))
    assert "Ret det, der står om den unge" in all_text(app)
    assert not app.segmented_control
    assert len([each for each in app.button if each.proto.type == "primary"]) == 1
