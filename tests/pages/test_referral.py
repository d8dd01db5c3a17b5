import pytest

from core.codes import Role, Step
from db.engine import reading
from db.models import CaseRow, YoungPersonRow
from tests.factories import put_account, put_case, put_staff
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")


def _field(app, kind, name):
    return next(field for field in getattr(app, kind) if f".field.{name}." in (field.key or ""))


def _button(app, label):
    return next(button for button in app.button if button.label == label)


def _fill(app, **texts):
    for name, value in texts.items():
        kind = "text_area" if name == "referral_reason" else "text_input"
        _field(app, kind, name).set_value(value)
    return app.run()


def test_nobody_sees_nothing():
    put_case()
    app = open_as(None, "referral")
    assert "Vilma" not in all_text(app)
    assert not app.text_area


@pytest.mark.parametrize("role", [Role.STEERING_GROUP, Role.ADMINISTRATOR])
def test_who_does_not_refer_does_not_find_the_page(role):
    put_case()
    app = open_as(put_account(role), "")
    assert "Vilma" not in all_text(app)


def test_a_referrer_registers_and_follows_the_status():
    app = open_as(put_account(Role.REFERRER, name="Henny Henviser"), "referral", new="1")
    assert not app.exception
    _field(app, "date_input", "birth_date").set_value("2006-03-05")
    _fill(
        app,
        name="Vilma Vildspor",
        referrer_organisation="Jobcentret",
        referral_reason="Sover hos venner.",
    )
    _button(app, "Send henvisningen").click().run()
    assert not app.exception
    assert "Henvisningen er sendt." in all_text(app)
    assert "venter på at blive taget op" in all_text(app)
    with reading() as session:
        assert session.query(YoungPersonRow).one().name == "Vilma Vildspor"


def test_a_missing_reason_is_said_at_its_field_and_the_rest_is_kept():
    app = open_as(put_account(Role.PROJECT_LEAD), "referral", new="1")
    _field(app, "date_input", "birth_date").set_value("2006-03-05")
    _fill(app, name="Vilma <b>Vildspor</b>", referrer_organisation="Jobcentret")
    _button(app, "Send henvisningen").click().run()
    assert [error.value for error in app.error] == ["Feltet skal udfyldes."]
    assert _field(app, "text_input", "name").value == "Vilma <b>Vildspor</b>"
    with reading() as session:
        assert session.query(CaseRow).count() == 0


def test_what_was_typed_comes_back_as_a_draft_in_a_new_tab():
    lead = put_account(Role.PROJECT_LEAD)
    _fill(
        open_as(lead, "referral", new="1"),
        name="Vilma Vildspor",
        referral_reason="Sover hos venner.",
    )
    later = open_as(lead, "referral", new="1")
    assert _field(later, "text_input", "name").value == "Vilma Vildspor"
    assert _field(later, "text_area", "referral_reason").value == "Sover hos venner."
    assert "Kladde fra kl." in all_text(later)


def test_a_discarded_draft_is_gone():
    lead = put_account(Role.PROJECT_LEAD)
    _fill(open_as(lead, "referral", new="1"), name="Vilma Vildspor")
    later = open_as(lead, "referral", new="1")
    _button(later, "Slet kladden").click().run()
    assert not _field(later, "text_input", "name").value
    assert "Kladde fra kl." not in all_text(open_as(lead, "referral", new="1"))


def test_a_likely_namesake_is_shown_while_the_name_is_typed():
    put_case("Vilma Vildspor")
    app = _fill(open_as(put_account(Role.PROJECT_LEAD), "referral", new="1"), name="Wilma Vildspor")
    assert "Er det en af dem her?" in all_text(app)


def test_taking_up_moves_the_case_on():
    case = put_case()
    app = open_as(put_account(Role.PROJECT_LEAD), "referral", case=str(case.number))
    _button(app, "Tag op til udredning").click().run()
    assert "Henvisningen er taget op." in all_text(app)
    with reading() as session:
        assert session.get(CaseRow, case.id).step == Step.ASSESSMENT.value


def test_a_rejection_without_a_reason_is_refused():
    case = put_case()
    app = open_as(put_account(Role.PROJECT_LEAD), "referral", case=str(case.number))
    _button(app, "Afvis henvisningen").click().run()
    assert "Feltet skal udfyldes." in all_text(app)
    with reading() as session:
        assert session.get(CaseRow, case.id).step == Step.REFERRED.value


def test_a_coordinator_without_visitation_opens_no_unassigned_referral():
    case = put_case()
    staff = put_staff()
    app = open_as(put_account(Role.COORDINATOR, staff_id=staff), "referral", case=str(case.number))
    assert "Vilma" not in all_text(app)
    assert "Forløbet findes ikke" in all_text(app)


@pytest.mark.parametrize("asked", ["abc", "-1", "99999999999999", "1001; DROP TABLE cases", "9"])
def test_an_address_with_a_strange_case_number_is_answered_calmly(asked):
    put_case()
    app = open_as(put_account(Role.PROJECT_LEAD), "referral", case=asked)
    assert not app.exception
    assert "Forløbet findes ikke" in all_text(app)


def test_markup_in_a_persons_text_is_shown_as_text():
    case = put_case("Vilma", referral_reason="<script>alert(1)</script> **fed** [x](http://x)")
    app = open_as(put_account(Role.PROJECT_LEAD), "referral", case=str(case.number))
    shown = all_text(app)
    assert r"\<script\>" in shown
    assert r"\*\*fed\*\*" in shown


def test_the_page_speaks_english_to_who_wants_it():
    app = open_as(put_account(Role.REFERRER, language="en"), "referral")
    assert "You have not referred anybody yet." in all_text(app)


def test_a_group_of_the_other_variant_falls_away_when_the_variant_is_changed():
    app = open_as(put_account(Role.PROJECT_LEAD), "referral", new="1")
    _field(app, "radio", "target_group_guess").set_value("homeless").run()
    _field(app, "radio", "variant").set_value("U").run()
    assert not app.exception
    assert _field(app, "radio", "target_group_guess").value is None


def test_what_was_typed_is_still_there_after_a_look_at_another_page():
    app = _fill(open_as(put_account(Role.PROJECT_LEAD), "referral", new="1"), name="Vilma Vildspor")
    app.switch_page("pages/status.py").run()
    app.query_params["new"] = "1"
    app.switch_page("pages/referral.py").run()
    assert _field(app, "text_input", "name").value == "Vilma Vildspor"


def test_a_field_that_was_emptied_stays_empty_in_the_draft():
    lead = put_account(Role.PROJECT_LEAD)
    app = open_as(lead, "referral", new="1")
    _field(app, "date_input", "referral_date").set_value(None).run()
    later = open_as(lead, "referral", new="1")
    assert _field(later, "date_input", "referral_date").value is None


def test_an_address_in_a_persons_text_is_not_made_a_link():
    case = put_case("Vilma", referral_reason="se www.eksempel.dk og https://eksempel.dk")
    app = open_as(put_account(Role.PROJECT_LEAD), "referral", case=str(case.number))
    assert "www\u2060" in all_text(app)
    assert "https\u2060" in all_text(app)
