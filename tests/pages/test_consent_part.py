"""The consents on the screen: who may know what, a form to sign, and who is outside at a meeting."""

from datetime import date, timedelta

import pytest

from core.codes import Role, Step, all_codes
from core.consent_forms import FormTold, PartyTold
from core.meetings import Invitation
from core.records.consenting import PaperState
from db import actions, queries
from pages.shared.frame import today
from tests.factories import person, put_account
from tests.factories_network import YOUNG, network_told, plan_told, put_consent, put_started
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
LEAD = person()
CHILD = date(today().year - 16, 1, 1)
OFFICER = Invitation("employment_officer", "Jens Job")


def _case(**columns):
    case = put_started(start_date=today(), **columns)
    return put_account(Role.COORDINATOR, staff_id=case.coordinator_id), case


def _open(who, case, part="consent", **opened):
    return open_as(who, "network_meeting", case=str(case.number), part=part, **opened)


def _field(app, kind, form, name):
    return next(
        field
        for field in getattr(app, kind)
        if (field.key or "").startswith(f"{form}.") and f".field.{name}." in field.key
    )


def _press(app, label):
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def _table(app):
    return next(each.proto.body for each in app.get("html") if "ungespor-reach" in each.proto.body)


def _consents(case):
    return queries.network.file_of(case.id, by=LEAD).consents


def _make(case):
    told = FormTold(
        parties=(
            PartyTold("a", "Vestre Skole", "school", ("education_employment",)),
            PartyTold("b", "Jens Job", "employment_officer", ("economy",)),
        ),
        purpose="En fælles plan",
    )
    return actions.consent_forms.make(case.id, told, by=LEAD, on=today())


def test_the_table_says_which_party_may_know_what_until_when_and_on_whose_consent():
    me, case = _case(birth_date=CHILD)
    until = today() + timedelta(days=10)
    put_consent(
        case.id, party="<b>Jens</b>", party_role="employment_officer", valid_to=until,
        given_date=today(),
    )  # fmt: skip
    table = _table(_open(me, case))
    assert "&lt;b&gt;Jens&lt;/b&gt;" in table
    assert "Jobkonsulent" in table
    assert table.count("Må vide") == 1
    assert table.count("Må ikke vide") == 8
    assert "mangler" in table
    assert str(until.year) in table


def test_of_age_the_guardian_has_no_row_in_the_table():
    me, case = _case()
    put_consent(case.id, party_role="school", given_date=today())
    assert "forældremyndighed" not in _table(_open(me, case))


def test_a_form_is_made_with_those_around_signed_and_shown_in_the_table():
    me, case = _case()
    jens = actions.network.add_person(
        case.id, network_told("Jens Job", sphere="professional"), by=LEAD, on=today()
    )
    app = _open(me, case, consent="paper")
    _field(app, "button_group", "consent_paper_form", "parties").set_value([jens]).run()
    _field(app, "button_group", "consent_paper_form", f"information_types.{jens}").set_value(
        ["economy"]
    )
    _field(app, "checkbox", "consent_paper_form", "another.first").check().run()
    _field(app, "selectbox", "consent_paper_form", "party_role.first").select("school")
    _field(app, "text_input", "consent_paper_form", "party.first").set_value("Vestre Skole")
    _field(app, "button_group", "consent_paper_form", "information_types.first").set_value(
        ["health"]
    )
    _field(app, "text_area", "consent_paper_form", "purpose").set_value("Så vi kan mødes").run()
    _press(app, "Lav erklæringen")
    assert "Erklæringen er klar til print" in all_text(app)
    assert app.get("download_button")
    assert _consents(case) == ()

    _press(app, "Gem underskriften")
    assert "Samtykket gælder nu" in all_text(app)
    told = {(each.party, each.party_role, each.information_types) for each in _consents(case)}
    assert told == {
        ("Jens Job", "other", ("economy",)),
        ("Vestre Skole", "school", ("health",)),
    }
    assert "Vestre Skole" in _table(app)


def test_a_form_without_anybody_or_without_types_is_refused_where_it_lacks():
    me, case = _case()
    app = _open(me, case, consent="paper")
    assert "Der er ingen i netværket at vælge" in all_text(app)
    _field(app, "checkbox", "consent_paper_form", "another.first").check().run()
    _field(app, "text_input", "consent_paper_form", "party.first").set_value("Vestre Skole").run()
    _press(app, "Lav erklæringen")
    assert app.error[0].value == "Feltet skal udfyldes."
    _field(app, "selectbox", "consent_paper_form", "party_role.first").select("school").run()
    _press(app, "Lav erklæringen")
    assert "hvilke oplysninger" in app.error[0].value
    assert queries.consent_forms.forms(case.id, by=LEAD) == ()


def test_only_those_who_got_a_yes_are_saved():
    me, case = _case()
    app = _open(me, case, consent=_make(case))
    _field(app, "button_group", "consent_sign_form", "parties").set_value(["1"]).run()
    _press(app, "Gem underskriften")
    assert [each.party for each in _consents(case)] == ["Jens Job"]


def test_a_no_is_saved_and_the_form_says_so():
    me, case = _case()
    form_id = _make(case)
    app = _open(me, case, consent=form_id)
    _field(app, "button_group", "consent_decline_form", "givers").set_value(["young_person"]).run()
    _press(app, "Gem, at der er sagt nej")
    (form,) = queries.consent_forms.forms(case.id, by=LEAD)
    assert form.state is PaperState.DECLINED
    assert _consents(case) == ()
    app = _open(me, case, consent=form_id)
    assert "Sagt nej" in all_text(app)
    assert not [button for button in app.button if "underskriften" in button.label]


def test_under_eighteen_the_guardian_signs_later_on_the_same_form():
    me, case = _case(birth_date=CHILD)
    form_id = _make(case)
    _press(_open(me, case, consent=form_id), "Gem underskriften")
    app = _open(me, case, consent=form_id)
    assert "Mangler underskrift fra: forældremyndighedsindehaver" in all_text(app)
    _press(app, "Gem underskriften")
    assert {each.given_by for each in _consents(case)} == {"young_person", "guardian"}
    assert "mangler" not in _table(app)


def test_a_form_put_aside_is_off_the_list():
    me, case = _case()
    _press(_open(me, case, consent=_make(case)), "Kassér erklæringen")
    app = _open(me, case)
    assert "Samtykkeerklæringer" not in all_text(app)


def test_another_legal_basis_asks_for_paragraph_and_reason_and_not_for_a_form():
    me, case = _case()
    app = _open(me, case, consent="new")
    _field(app, "radio", "consent_form", "legal_basis").set_value("section_11c").run()
    assert not [each for each in app.radio if ".field.form." in each.key]
    _field(app, "selectbox", "consent_form", "party_role").select("school")
    _field(app, "text_input", "consent_form", "party").set_value("Vestre Skole")
    _field(app, "button_group", "consent_form", "information_types").set_value(["health"])
    _field(app, "text_area", "consent_form", "purpose").set_value("Beskytte den unge")
    _field(app, "radio", "consent_form", "given_by").set_value("young_person").run()
    _press(app, "Gem samtykket")
    assert "Skriv paragraf og begrundelse" in app.error[0].value
    _field(app, "text_area", "consent_form", "legal_basis_note").set_value("§ 11 c: fare").run()
    _press(app, "Gem samtykket")
    assert _consents(case)[0].legal_basis_note == "§ 11 c: fare"
    assert "§ 11 c" in _table(app)


def test_the_role_of_an_imported_party_can_be_said():
    me, case = _case()
    consent_id = put_consent(case.id, given_date=today())
    assert "Rolle ikke angivet" in _table(_open(me, case))
    app = _open(me, case, consent=consent_id)
    _field(app, "selectbox", "consent_role_form", "party_role").select("employment_officer").run()
    _press(app, "Gem rollen")
    assert _consents(case)[0].party_role == "employment_officer"
    assert not [each for each in app.selectbox if "consent_role_form" in (each.key or "")]


def test_a_meeting_ahead_says_who_is_outside_and_what_the_others_may_not_know():
    me, case = _case()
    put_consent(case.id, party="Vestre Skole", party_role="school", given_date=today())
    invitations = (YOUNG, OFFICER, Invitation("school", "Sten Skole"))
    meeting = actions.meetings.plan(case.id, plan_told(today()), invitations, by=LEAD, on=today())
    app = _open(me, case, "meetings", meeting=meeting)
    warned = app.warning[0].value.replace("\\", "")
    assert "Jobkonsulent: Jens Job" in warned
    assert "Sten Skole" not in warned
    assert "tid og sted" in warned
    assert app.expander[0].label == "1 deltager må vide noget, men ikke alt"
    in_part = app.expander[0].markdown[0].value.replace("\\", "")
    assert "Skole: Sten Skole må ikke vide noget om" in in_part
    assert "økonomi" in in_part
    assert "bolig" not in in_part


def test_a_meeting_where_all_are_covered_warns_of_nobody():
    me, case = _case()
    every = ";".join(all_codes("information_type"))
    put_consent(
        case.id, party="Jens Job", party_role="employment_officer", given_date=today(),
        information_types=every,
    )  # fmt: skip
    meeting = actions.meetings.plan(
        case.id, plan_told(today()), (YOUNG, OFFICER), by=LEAD, on=today()
    )
    app = _open(me, case, "meetings", meeting=meeting)
    assert not app.warning
    assert not app.expander


@pytest.mark.parametrize("asked", ["new", "paper"])
def test_who_may_only_read_makes_no_consent_and_no_form(asked):
    worker = put_account(Role.SUPPORT_WORKER, staff_id="bo", allocates=True)
    case = put_started(coordinator_id=None)
    form_id = _make(case)
    app = _open(worker, case, consent=asked)
    assert not app.text_area
    app = _open(worker, case, consent=form_id)
    assert "Vestre Skole" in all_text(app)
    assert not [button for button in app.button if ".save." in (button.key or "")]


def test_a_closed_case_shows_its_forms_and_takes_no_answer():
    _, case = _case()
    form_id = _make(case)
    closed = put_started(Step.CLOSED)
    lead = put_account(Role.PROJECT_LEAD, username="lise")
    assert "Forløbet er afsluttet" in all_text(_open(lead, closed))
    app = _open(lead, closed, consent=form_id)
    assert "Vestre Skole" not in all_text(app)


def test_the_form_and_its_answer_speak_english_too():
    _, case = _case(birth_date=CHILD)
    lead = put_account(Role.PROJECT_LEAD, username="lead", language="en")
    for asked in ("paper", "new", _make(case)):
        app = _open(lead, case, consent=asked)
        assert not app.exception
        assert "samtykke" not in all_text(app).lower()
