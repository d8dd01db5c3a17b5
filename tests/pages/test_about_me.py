"""Who knows what about me: what a young person is shown, and what not."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.codes import Role, Step
from core.meetings import Invitation
from db import actions, queries
from db.engine import transaction
from db.models import DistributionRow, YoungPersonRow, new_id
from pages.shared.frame import today
from tests.factories import person, put, put_account, put_case, put_session
from tests.factories_network import (
    YOUNG,
    held_told,
    network_told,
    plan_told,
    put_consent,
    put_started,
)
from tests.pages.app import ENTRY, all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
LEAD = person()
CHILD = date(today().year - 16, 1, 1)
CPR = "650306-1234"
PAGE = ENTRY.parent / "pages" / "about_me.py"


def _case(**columns):
    case = put_started(start_date=today(), **columns)
    return put_account(Role.COORDINATOR, staff_id=case.coordinator_id), case


def _told(who, case):
    app = open_as(who, "about_me", case=str(case.number))
    assert not app.exception
    return all_text(app).replace("\\", "")


def _give(case, **columns):
    values = {
        "id": new_id(),
        "version": 1,
        "case_id": case.id,
        "document": "plan",
        "subject_id": "plan",
        "recipient_role": "school",
        "recipient_name": "Sten Skole",
        "date": today(),
        "channel": "secure_mail",
        "basis": "consent",
        "by_id": "account",
        "by_name": "Skjult Sagsbehandler",
    }
    put(DistributionRow(**{**values, **columns}))


def _hold(case, *invitations):
    planned = actions.meetings.plan(
        case.id, plan_told(today(), purpose="NOTATX"), invitations, by=LEAD, on=today()
    )
    (meeting,) = queries.network.file_of(case.id, by=LEAD).meetings
    ids = [each.id for each in meeting.participants]
    held = held_told(*ids, day=today(), next_meeting_date=today() + timedelta(days=30))
    actions.meetings.hold(planned, held, seen_version=1, by=LEAD, on=today())


def test_it_says_who_works_on_the_case_and_since_when():
    me, case = _case()
    told = _told(me, case)
    assert "Karen Kold er din koordinator. Siden" in told
    assert "lederen af Samarbejdsmodellen" in told


def test_it_says_which_meetings_were_held_and_who_was_there():
    me, case = _case()
    put_consent(case.id, given_date=today())
    _hold(case, YOUNG, Invitation("school", "Sten Skole"), Invitation("chosen_adult", "Molly Mor"))
    told = _told(me, case)
    assert "Der var: dig, Molly Mor (din voksne), Sten Skole (skole)." in told
    assert "Du var ikke med" not in told


def test_a_meeting_without_the_young_person_says_so():
    me, case = _case()
    put_consent(case.id, given_date=today())
    _hold(case, Invitation("school", "Sten Skole"))
    assert "Du var ikke med." in _told(me, case)


def test_it_says_who_received_what_on_whose_yes_and_what_was_left_out():
    me, case = _case(birth_date=CHILD)
    consent_id = put_consent(case.id, party="Vestre Skole", given_by="guardian")
    _give(case, consent_ids=consent_id, information_types="housing", left_out="health;crime")
    told = _told(me, case)
    assert "Sten Skole (skole) fik „Mål- og aftaleskema“." in told
    assert "Det handlede om: hvor og hvordan du bor." in told
    assert "Det fik de ikke: dit helbred, både krop og sind · kriminalitet og straf." in told
    assert "Den, der har forældremyndigheden, sagde ja 1. april 2026 (Vestre Skole)." in told


@pytest.mark.parametrize(
    ("basis", "said"),
    [("team", "De arbejder på dit forløb."), ("custody", "De har forældremyndigheden over dig.")],
)
def test_who_needed_no_yes_is_told_why(basis, said):
    me, case = _case()
    _give(case, basis=basis)
    assert said in _told(me, case)


def test_what_the_young_person_got_is_told_as_theirs():
    me, case = _case()
    _give(case, recipient_role="young_person", recipient_name="Vilma Vildspor", channel="shown")
    assert "du så „Mål- og aftaleskema“ på skærmen." in _told(me, case)


def test_it_says_which_yes_stands_until_when_and_how_to_take_it_back():
    me, case = _case()
    put_consent(
        case.id, party="Vestre Skole", party_role="school", given_date=today(),
        information_types="substance_use;housing",
    )  # fmt: skip
    put_consent(case.id, party="Gammel Skole", withdrawn_date=today())
    told = _told(me, case)
    assert (
        "Vestre Skole (skole) må vide noget om: hvor og hvordan du bor · alkohol og stoffer."
        in told
    )
    assert "Det gælder, til du tager det tilbage." in told
    assert "Gammel Skole: taget tilbage" in told
    assert "Sig eller skriv det til din koordinator, Karen Kold." in told


def test_another_legal_basis_is_told_without_the_reason_that_staff_wrote():
    me, case = _case()
    put_consent(
        case.id, party="Politiet", party_role="other", legal_basis="section_11c",
        legal_basis_note="GRUNDX", given_date=today(),
    )  # fmt: skip
    told = _told(me, case)
    assert "Du har ikke sagt ja, men det må de: Retssikkerhedsloven § 11 c" in told
    assert "GRUNDX" not in told


def test_no_note_no_number_and_nothing_private_of_others_is_shown():
    me, case = _case()
    put_consent(case.id, given_date=today(), purpose="FORMÅLX")
    private = network_told("Molly Mor", phone="22 12 34 56", email="molly@example.org")
    actions.network.add_person(case.id, private, by=LEAD, on=today())
    _hold(case, YOUNG, Invitation("other", "Molly Mor"))
    _give(case)
    told = _told(me, case)
    for word in ("NOTATX", "FORMÅLX", "22 12 34 56", "molly@", "Skjult Sagsbehandler"):
        assert word not in told


def test_a_cpr_number_of_the_case_is_neither_on_the_screen_nor_on_the_paper():
    me, case = _case()
    with_cpr(case)
    app = open_as(me, "about_me", case=str(case.number))
    assert CPR not in all_text(app)
    assert app.get("download_button")


def with_cpr(case):
    with transaction() as session:
        session.get_one(YoungPersonRow, case.young_person_id).cpr = CPR
        session.info["changed"] = True


@pytest.mark.parametrize("role", [Role.PROJECT_LEAD, Role.COORDINATOR, Role.SUPPORT_WORKER])
def test_whoever_sees_the_case_can_show_it(role):
    case = put_started(coordinator_id=None)
    who = put_account(role, staff_id="bo", allocates=True)
    assert "Hvem har fået hvad" in _told(who, case)


@pytest.mark.parametrize("role", [Role.REFERRER, Role.STEERING_GROUP, Role.ADMINISTRATOR])
def test_who_sees_no_case_does_not_find_the_page(role):
    app = AppTest.from_file(str(PAGE), default_timeout=180)
    app.user = {"name": put_session(put_account(role))}
    app.query_params["case"] = str(put_started().number)
    app.run()
    assert "Det har du ikke adgang til." in all_text(app)
    assert "Vilma" not in all_text(app)


def test_a_coordinator_of_somebody_else_does_not_find_the_case():
    app = open_as(
        put_account(Role.COORDINATOR, staff_id="other"), "about_me", case=str(put_started().number)
    )
    assert "Vilma" not in all_text(app)


def test_a_referral_that_nobody_works_on_yet_can_be_shown_too():
    lead = put_account(Role.PROJECT_LEAD)
    told = _told(lead, put_case(step=Step.REFERRED))
    assert "Der er ikke valgt en koordinator endnu." in told
    assert "Der er ikke sagt ja til at dele noget lige nu." in told


def test_it_is_reached_from_the_consents_and_from_the_whole_way():
    me, case = _case()
    for page, label in (
        ("network_meeting", "Vis den unge: hvem ved hvad om dig?"),
        ("young_person", "Hvem ved hvad om dig?"),
    ):
        app = open_as(me, page, case=str(case.number), part="consent")
        assert label in [each.proto.label for each in app.get("page_link")]


def test_it_speaks_english_too():
    _, case = _case(birth_date=CHILD)
    put_consent(case.id, given_date=today())
    _give(case)
    lead = put_account(Role.PROJECT_LEAD, username="lead", language="en")
    told = _told(lead, case)
    assert "Who got what" in told
    assert "sagde ja" not in told
