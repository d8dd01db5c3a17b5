"""The page of the knowledge-sharing model, NGOs in a case, and the line about notifying."""

from datetime import timedelta

import pytest

from core.calendar import add_months
from core.codes import Role, Step
from core.consent import ConsentTold
from core.knowledge_sharing import NeedTold
from core.ngo import NgoTold
from db import actions, queries
from pages.shared.frame import today
from tests.factories import person, put_account, put_case, put_staff
from tests.factories_ngo import agreement_told
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD)
PAGE = "knowledge_sharing"
WORRIED = "Er du bekymret? Den unge er under 18 år"


def field(app, kind, label):
    return next(one for one in getattr(app, kind) if one.label == label)


def press(app, label):
    return field(app, "button", label).click().run()


def put_need(responsible_id=None, months_ago=4):
    told = NeedTold(
        party="Henvisere",
        need="Hvem der kan henvises",
        responsible_id=responsible_id,
        responsible=None if responsible_id else "Formanden",
        format="mail",
        frequency="quarterly",
        from_date=add_months(today(), -months_ago),
    )
    return actions.knowledge_sharing.add_need(told, by=LEAD, on=today())


def put_named(**columns):
    case = put_case(referral_date=today() - timedelta(days=200), **columns)
    told = NgoTold(name="Klub Kompas", from_date=today() - timedelta(days=20))
    actions.ngo.name_ngo(case.id, told, by=LEAD)
    return case


def test_a_lead_takes_a_suggestion_and_what_is_missing_in_it_is_said_at_its_field():
    lead = put_account(Role.PROJECT_LEAD)
    app = open_as(lead, PAGE, open="new", suggestion="directors")
    assert field(app, "text_input", "Hvem skal vide noget?").value == "Direktører og udvalg"
    press(app, "Gem rækken")
    assert any("skal udfyldes" in error.value for error in app.error)
    field(app, "text_input", "Eller en anden ansvarlig (skriv navn eller funktion)").set_value("Bo")
    press(app, "Gem rækken")
    assert not app.exception
    (row,) = queries.knowledge_sharing.model(by=LEAD)
    assert (row.suggestion, row.responsible, row.frequency) == ("directors", "Bo", "half_yearly")
    assert "Alt er delt til tiden." in all_text(app)


def test_what_is_late_stands_on_the_home_page_of_the_responsible_who_notes_it_as_shared():
    staff_id = put_staff(role="support_worker")
    need_id = put_need(staff_id)
    worker = put_account(Role.SUPPORT_WORKER, staff_id=staff_id)
    assert "Videndeling" in [head.value for head in open_as(worker, "status").header]
    app = open_as(worker, PAGE, open=need_id)
    assert "skulle være delt senest" in all_text(app)
    assert not [one for one in app.expander if one.label == "Ret rækken"]
    press(app, "Notér, at det er delt")
    assert not app.exception
    assert queries.knowledge_sharing.dues(on=today()) == ()


def test_the_three_talks_of_a_case_are_recorded_and_an_uncovered_ngo_is_told_nothing():
    case = put_named()
    lead = put_account(Role.PROJECT_LEAD)
    app = open_as(lead, PAGE, case=str(case.number))
    said = all_text(app)
    assert "**Henvisningen talt igennem** mangler" in said
    assert "Intet samtykke gælder for Klub Kompas i dag" in said
    press(app, "Skriv ind: Første samtale")
    field(app, "radio", "Blev samtalen holdt?").set_value("held").run()
    press(app, "Gem samtalen")
    assert any("Vælg mindst én." in error.value for error in app.error)
    who = next(one for one in app.get("button_group") if one.label == "Hvem var med?")
    who.set_value(["young_person", "guardian"]).run()
    press(app, "Gem samtalen")
    assert not app.exception
    assert "**Første samtale**: holdt" in all_text(app)


def test_missing_talks_stand_on_the_young_persons_page_and_in_the_list():
    case = put_named()
    lead = put_account(Role.PROJECT_LEAD)
    app = open_as(lead, "young_person", case=str(case.number))
    labels = [one.proto.label for one in app.get("page_link")]
    assert any("Klub Kompas mangler" in label for label in labels)
    buttons = [one.label for one in open_as(lead, PAGE).button]
    assert any("Vilma Vildspor" in label and "Første samtale" in label for label in buttons)


def test_the_line_about_notifying_is_there_the_day_before_18_and_gone_on_the_birthday():
    last = add_months(today() + timedelta(days=1), -18 * 12)
    lead = put_account(Role.PROJECT_LEAD)
    shown = {}
    for name, born in (("last day", last), ("birthday", last - timedelta(days=1)), ("none", None)):
        case = put_case(name, birth_date=born, step=Step.COLLABORATION)
        app = open_as(lead, "young_person", case=str(case.number))
        shown[name] = [one.label for one in app.expander if "bekymret" in one.label]
    assert shown == {
        "last day": [WORRIED],
        "birthday": [],
        "none": ["Er du bekymret? Den unges alder er ukendt"],
    }


def test_that_a_notification_was_made_is_noted_from_the_line_and_stands_in_the_history():
    case = put_case(birth_date=add_months(today(), -16 * 12))
    app = open_as(put_account(Role.PROJECT_LEAD), "young_person", case=str(case.number))
    assert "Sådan gør du" not in all_text(app)
    app.session_state[f"notification.{case.id}"] = True
    app.run()
    assert "Sådan gør du" in all_text(app)
    press(app, "Notér underretningen")
    assert any("skal udfyldes" in error.value for error in app.error)
    field(app, "text_input", "Til hvilken kommune eller enhed?").set_value("Havnby Kommune")
    press(app, "Notér underretningen")
    assert not app.exception
    assert "Underretning givet af Karen Kold til Havnby Kommune" in all_text(app)


def test_the_line_stands_under_the_conversation_but_not_where_the_young_person_looks_at_it():
    case = put_case(birth_date=add_months(today(), -16 * 12), step=Step.COLLABORATION)
    lead = put_account(Role.PROJECT_LEAD)
    drawn = {}
    for part in ("whole", "simple"):
        app = open_as(lead, "dialogue", case=str(case.number), part=part)
        drawn[part] = WORRIED in [one.label for one in app.expander]
    assert drawn == {"whole": True, "simple": False}


def put_consented(**columns):
    """A case with an NGO to which a consent covers contact details and family."""
    case = put_named(**columns)
    consent = ConsentTold(
        given_date=today(),
        given_by="young_person",
        party="Klub Kompas",
        party_role="other",
        information_types=("contact_details", "family_network"),
        legal_basis="consent",
        purpose="Fritid",
        form="paper",
    )
    actions.consents.add_consent(case.id, consent, by=LEAD, on=today())
    return case


def test_a_lead_goes_from_the_ngo_in_a_case_to_its_missing_agreement_and_writes_it():
    case = put_consented()
    app = open_as(put_account(Role.PROJECT_LEAD), PAGE, case=str(case.number))
    assert "Ingen aftale gælder med Klub Kompas i dag" in all_text(app)
    assert not [one for one in app.expander if one.label == "Ark: det må vi fortælle"]
    press(app, "Gå til aftalen")
    assert field(app, "text_input", "Hvilken NGO er aftalen med?").value == "Klub Kompas"
    field(app, "radio", "Hvilken rolle har NGO'en?").set_value("processor")
    field(app, "date_input", "Underskrevet (kan vente)").set_value(today())
    press(app, "Gem aftalen")
    assert any("Vælg, hvilke oplysninger aftalen dækker." in error.value for error in app.error)
    types = next(one for one in app.get("button_group") if "må I dele" in one.label)
    types.set_value(["contact_details", "health"]).run()
    press(app, "Gem aftalen")
    assert not app.exception
    (made,) = queries.ngo_agreements.agreements(by=LEAD)
    assert (made.gdpr_role, made.signed_date) == ("processor", today())
    assert made.information_types == ("contact_details", "health")


def test_a_worker_reads_what_only_one_of_consent_and_agreement_covers_and_writes_nothing():
    staff_id = put_staff()
    case = put_consented(coordinator_id=staff_id)
    told = agreement_told(
        information_types=("contact_details", "health"), valid_to=today(), signed_date=today()
    )
    made = actions.ngo_agreements.make_agreement(told, by=LEAD, on=today())
    worker = put_account(Role.COORDINATOR, staff_id=staff_id)
    said = all_text(open_as(worker, PAGE, case=str(case.number)))
    assert "Samtykke og aftale dækker: Kontaktoplysninger" in said
    assert "Kun samtykket dækker: Familie" in said
    assert "Kun aftalen dækker: Helbred" in said
    assert "Projektlederen kan skrive eller rette aftalen." in said
    app = open_as(worker, PAGE, part="agreements", agreement=made)
    assert "skal fornys" in all_text(app)
    assert not [one for one in app.button if one.label == "Gem aftalen"]
