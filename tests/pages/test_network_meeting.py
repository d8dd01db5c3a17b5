"""Stage 3 on the screen: from the assignment to a held meeting with a goal and an agreement."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.codes import Role, Step
from core.meetings import Invitation
from core.start_up import Part
from db import actions, queries
from db.models import CaseRow, new_id
from pages.shared.frame import today
from tests.factories import person, put, put_account, put_case, put_session, put_staff
from tests.factories_network import (
    OFFICER,
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
PAGE = ENTRY.parent / "pages" / "network_meeting.py"
PARTS = ("coordinator", "consent", "network", "meetings", "plan", "documents")
WHO, CHECKLIST, LAST = 1, 3, 8
CHILD = date(today().year - 16, 1, 1)


def _open(who, case, part, **opened):
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


def _saves(app):
    return [button.label for button in app.button if ".save." in (button.key or "")]


def _coordinator(**columns):
    karen = put_staff()
    case = put_started(coordinator_id=karen, **columns)
    return put_account(Role.COORDINATOR, staff_id=karen), case


def _file(case):
    return queries.network.file_of(case.id, by=LEAD)


def _planned(case, day=None, *invited):
    plan = plan_told(day or today())
    return actions.meetings.plan(case.id, plan, invited or (YOUNG, OFFICER), by=LEAD, on=today())


def _hold_form(who, case, meeting):
    return _open(who, case, "meetings", meeting=meeting, do="hold")


def _screen(app, at):
    app.query_params["at"] = str(at)
    return app.run()


def _attend(app, case):
    _screen(app, WHO)
    for nth, each in enumerate(_file(case).meetings[0].participants):
        mark = "attended" if nth else "active"
        _field(app, "button_group", "hold_form", f"presence.{each.id}").set_value(mark)
    return app.run()


def _plan_with_an_officer(me, case):
    app = _open(me, case, "meetings", meeting="new")
    _field(app, "date_input", "meeting_form", "date").set_value(today())
    _field(app, "text_input", "meeting_form", "start_time").set_value("14:30")
    _field(app, "text_area", "meeting_form", "purpose").set_value("En plan for foråret")
    _press(app.run(), "Gem mødet")
    (meeting,) = _file(case).meetings
    assert [each.role for each in meeting.participants] == ["young_person", "chosen_adult"]
    assert app.query_params["do"] == "prepare"
    app = _open(me, case, "meetings", meeting=meeting.id, do="prepare", step="people")
    _field(app, "selectbox", "invite_form", "role").select("employment_officer")
    _field(app, "text_input", "invite_form", "name").set_value("Jens Job")
    _press(app.run(), "Tilføj")
    return meeting


def test_from_the_assignment_to_a_held_meeting_with_a_goal_an_agreement_and_a_next_date():
    karen = put_staff()
    case = put_case(step=Step.START_UP, decision_date=today(), referral_date=today())
    me = put_account(Role.COORDINATOR, staff_id=karen, allocates=True)

    app = _open(me, case, "coordinator")
    assert "Forløbet har ingen koordinator endnu." in all_text(app)
    assert list(app.table[0].value["Ledige pladser"]) == [20]
    _field(app, "selectbox", "coordinator_form", "coordinator_id").select(karen).run()
    _press(app, "Giv forløbet en koordinator")
    assert "Koordinator: i orden" in all_text(app)

    app = _open(me, case, "consent")
    _field(app, "radio", "consent_form", "given_by").set_value("young_person")
    _field(app, "selectbox", "consent_form", "party_role").select("employment_officer")
    _field(app, "text_input", "consent_form", "party").set_value("Jobcenteret")
    _field(app, "button_group", "consent_form", "information_types").set_value(["housing"])
    _field(app, "text_area", "consent_form", "purpose").set_value("En fælles plan")
    _press(app.run(), "Gem samtykket")
    assert "Samtykke: i orden" in all_text(app)

    app = _open(me, case, "network")
    _field(app, "text_input", "network_person_form", "name").set_value("Molly Mor")
    _field(app, "radio", "network_person_form", "sphere").set_value("private")
    _field(app, "checkbox", "network_person_form", "chosen_adult").check()
    _press(app.run(), "Gem")

    meeting = _plan_with_an_officer(me, case)

    app = _screen(_attend(_hold_form(me, case, meeting.id), case), CHECKLIST)
    _field(app, "button_group", "hold_form", "young_person_attended").set_value("yes")
    _screen(app.run(), LAST)
    _field(app, "date_input", "hold_form", "next_meeting_date").set_value(
        today() + timedelta(days=60)
    )
    _press(app.run(), "Gem, at mødet er holdt")
    booked, held = _file(case).meetings
    assert booked.day == today() + timedelta(days=60)
    assert (held.checklist["young_person_attended"], held.checklist["well_run"]) == (True, None)
    assert queries.cases.header(case.number, by=LEAD).step is Step.COLLABORATION

    app = _open(me, case, "plan", meeting=meeting.id)
    _field(app, "text_area", "plan_goal_form", "text").set_value("Egen bolig")
    _press(app.run(), "Gem målet")
    _field(app, "text_area", "plan_agreement_form", "text").set_value("Søge ungdomsbolig")
    _field(app, "text_input", "plan_agreement_form", "responsible").set_value("Karen Kold")
    _field(app, "date_input", "plan_agreement_form", "follow_up_date").set_value(
        today() + timedelta(days=30)
    )
    _press(app.run(), "Gem aftalen")
    (goal,) = _file(case).goals
    assert goal.agreements[0].meeting_id == meeting.id
    assert "Trin 3 er på plads." in all_text(_open(me, case, "plan"))


@pytest.mark.parametrize("part", PARTS)
def test_a_support_worker_reads_every_part_and_finds_nothing_to_write(part):
    worker = put_account(Role.SUPPORT_WORKER, staff_id="bo", allocates=True)
    case = put_started(coordinator_id=None)
    put_consent(case.id)
    app = _open(worker, case, part)
    assert not app.exception
    assert "Koordinatoren skriver" in all_text(app)
    assert not _saves(app)
    assert not app.text_input


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("opened", ["new", "nothing-of-the-kind"])
def test_every_part_opens_for_a_coordinator_whatever_the_address_says(part, opened):
    me, case = _coordinator()
    put_consent(case.id)
    asked = dict.fromkeys(("meeting", "consent", "known", "goal", "agreement", "do"), opened)
    app = _open(me, case, part, **asked)
    assert not app.exception
    assert "Vilma Vildspor" in all_text(app)


@pytest.mark.parametrize("role", [Role.REFERRER, Role.STEERING_GROUP, Role.ADMINISTRATOR])
def test_who_may_not_see_cases_sees_nothing_here(role):
    case = put_started()
    app = AppTest.from_file(str(PAGE), default_timeout=180)
    app.user = {"name": put_session(put_account(role))}
    app.query_params["case"] = str(case.number)
    app.run()
    assert "Det har du ikke adgang til." in all_text(app)
    assert "Vilma" not in all_text(app)


def test_a_coordinator_of_somebody_else_does_not_find_the_case():
    app = _open(put_account(Role.COORDINATOR, staff_id="other"), put_started(), "consent")
    assert "Vilma" not in all_text(app)


def test_a_case_not_yet_decided_leads_to_the_assessment():
    lead = put_account(Role.PROJECT_LEAD)
    app = _open(lead, put_case(step=Step.ASSESSMENT), "consent")
    assert "når den unge er optaget" in all_text(app)
    assert not app.button_group


def test_a_closed_case_can_be_read_but_not_written():
    case = put_started(Step.CLOSED)
    app = _open(put_account(Role.PROJECT_LEAD), case, "plan")
    assert "Forløbet er afsluttet" in all_text(app)
    assert not _saves(app)


def test_choosing_a_part_changes_the_address():
    me, case = _coordinator()
    app = _open(me, case, "consent")
    app.button_group(key="network_meeting.part").set_value(Part.PLAN).run()
    assert app.query_params["part"] == "plan"
    assert "Der er ingen mål endnu" in all_text(app)


def test_opening_a_meeting_and_what_is_done_with_it_stands_in_the_address():
    me, case = _coordinator()
    put_consent(case.id)
    meeting = _planned(case)
    app = _open(me, case, "meetings")
    next(button for button in app.button if "Planlagt" in button.label).click().run()
    assert app.query_params["meeting"] == meeting
    _press(app, "Afslut mødet")
    assert app.query_params["do"] == "hold"
    assert "Hvem var med, og hvem deltog aktivt?" in all_text(app)


def test_without_a_part_in_the_address_the_first_that_lacks_something_is_drawn():
    me, case = _coordinator()
    app = open_as(me, "network_meeting", case=str(case.number))
    assert "Der er intet samtykke i forløbet endnu" in all_text(app)


def test_the_twenty_first_is_asked_a_reason_for_on_the_spot():
    lead, karen = put_account(Role.PROJECT_LEAD), put_staff()
    case = put_case(step=Step.START_UP, decision_date=today())
    others = {"variant": "H", "referral_date": today(), "coordinator_id": karen}
    put(
        *(
            CaseRow(id=new_id(), version=1, number=n, step="support", young_person_id="x", **others)
            for n in range(20)
        )
    )
    app = _open(lead, case, "coordinator")
    _field(app, "selectbox", "coordinator_form", "coordinator_id").select(karen).run()
    assert "Det anbefalede er højst 20" in all_text(app)
    _press(app, "Giv forløbet en koordinator")
    assert "Skriv en begrundelse" in all_text(app)
    _field(app, "text_area", "coordinator_form", "override_reason").set_value("Kender ham").run()
    _press(app, "Giv forløbet en koordinator")
    assert "Over det anbefalede antal" in all_text(app)


def test_a_coordinator_who_gives_the_case_away_stands_before_the_list():
    me, case = _coordinator()
    lis = put_staff("Lis Lund")
    app = _open(me, case, "coordinator")
    _field(app, "selectbox", "coordinator_change_form", "coordinator_id").select(lis)
    _field(app, "text_area", "coordinator_change_form", "reason").set_value("Barsel")
    _press(app.run(), "Skift koordinator")
    assert "Forløbet har fået en ny koordinator." in all_text(app)
    assert "Vilma" not in all_text(app)
    assert not app.error


def test_planning_without_consent_names_who_cannot_be_invited_and_is_refused():
    me, case = _coordinator()
    app = _open(me, case, "meetings", meeting="new")
    _field(app, "date_input", "meeting_form", "date").set_value(today())
    _field(app, "text_area", "meeting_form", "purpose").set_value("En plan").run()
    assert "Den unge" in app.warning[0].value
    _press(app, "Gem mødet")
    assert "Du kan ikke gå videre:" in app.error[0].value.replace("\\", "")
    assert _field(app, "text_area", "meeting_form", "purpose").value == "En plan"
    assert _file(case).meetings == ()


def test_a_withdrawn_consent_warns_by_role_of_who_is_already_invited():
    me, case = _coordinator()
    consent_id = put_consent(case.id)
    _planned(case)
    app = _open(me, case, "consent", consent=consent_id)
    _press(app, "Træk samtykket tilbage")
    assert "Trukket tilbage" in all_text(app)
    assert "Jobkonsulent" in app.error[0].value
    assert "Jobkonsulent" in _open(me, case, "meetings").warning[0].value


def test_under_18_the_guardian_and_the_duty_to_notify_are_shown():
    me, case = _coordinator(birth_date=CHILD)
    put_consent(case.id)
    text = all_text(_open(me, case, "consent"))
    assert "pligt til at underrette" in text
    assert "Forældremyndighedsindehaver" in text
    assert "Indhent også samtykke" in text


def test_of_age_neither_guardian_nor_duty_to_notify_is_shown():
    me, case = _coordinator()
    put_consent(case.id)
    text = all_text(_open(me, case, "consent"))
    assert "underrette" not in text
    assert "Forældremyndighedsindehaver" not in text


def test_a_second_chosen_adult_is_refused_at_the_mark_and_moving_it_works():
    me, case = _coordinator()
    add = actions.network.add_person
    add(case.id, network_told(chosen_adult=True), by=LEAD, on=today())
    ove = add(case.id, network_told("Ove Onkel"), by=LEAD, on=today())
    app = _open(me, case, "network", known=ove)
    _field(app, "checkbox", "network_person_form", "chosen_adult").check().run()
    _press(app, "Gem")
    assert "Molly Mor er allerede den unges voksne" in app.error[0].value
    app = _press(_open(me, case, "network", known=ove), "Gør til den unges voksne")
    chosen = [known.name for known in _file(case).people if known.chosen_adult]
    assert chosen == ["Ove Onkel"]


def test_a_person_taken_out_of_the_network_is_gone_from_the_page():
    me, case = _coordinator()
    molly = actions.network.add_person(case.id, network_told(), by=LEAD, on=today())
    _press(_open(me, case, "network", known=molly), "Fjern fra netværket")
    assert _file(case).people == ()


def test_a_meeting_ahead_cannot_be_held_yet():
    me, case = _coordinator()
    put_consent(case.id)
    meeting = _planned(case, today() + timedelta(days=3))
    app = _hold_form(me, case, meeting)
    assert "Når det er holdt" in all_text(app)
    assert "Gem, at mødet er holdt" not in [button.label for button in app.button]


def test_a_meeting_closed_without_people_or_next_date_is_refused_at_the_end_and_at_each_field():
    me, case = _coordinator()
    put_consent(case.id)
    app = _hold_form(me, case, _planned(case))
    assert _field(app, "date_input", "hold_form", "date").max == today()
    _press(_screen(app, LAST), "Gem, at mødet er holdt")
    assert "Vælg, hvem der var med" in app.error[0].value
    assert "Vælg, hvem der var med" in _screen(app, WHO).error[0].value
    _press(_screen(_attend(app, case), LAST), "Gem, at mødet er holdt")
    assert "næste netværksmøde" in app.error[0].value
    _field(app, "text_area", "hold_form", "no_next_meeting_reason").set_value("Flytter").run()
    _press(app, "Gem, at mødet er holdt")
    assert _file(case).meetings[0].no_next_meeting_reason == "Flytter"


def test_professionals_meeting_beforehand_is_flagged_red():
    me, case = _coordinator()
    put_consent(case.id)
    meeting = _planned(case)
    present = [each.id for each in _file(case).meetings[0].participants]
    held = held_told(
        *present,
        day=today(),
        no_next_meeting_reason="Flytter",
        checklist={"professionals_only_pre_meeting": True},
    )
    actions.meetings.hold(meeting, held, seen_version=1, by=LEAD, on=today())
    app = _open(me, case, "meetings", meeting=meeting)
    assert "uden den unge" in app.error[0].value
    assert "1 af 18 er besvaret" in all_text(app).replace("\\", "")


def test_a_correction_begins_with_what_was_written_and_can_take_an_answer_back():
    me, case = _coordinator()
    put_consent(case.id)
    meeting = _planned(case)
    present = [each.id for each in _file(case).meetings[0].participants]
    told = {"day": today(), "next_meeting_date": today() + timedelta(days=9)}
    held = held_told(*present, checklist={"well_run": True}, **told)
    actions.meetings.hold(meeting, held, seen_version=1, by=LEAD, on=today())
    app = _open(me, case, "meetings", meeting=meeting, do="correct")
    answer = _field(app, "button_group", "correct_meeting_form", "well_run")
    assert answer.value == "yes"
    answer.set_value(None).run()
    _press(app, "Gem rettelsen")
    assert _file(case).meetings[0].checklist["well_run"] is None


def test_a_cancelled_meeting_says_why():
    me, case = _coordinator()
    put_consent(case.id)
    app = _open(me, case, "meetings", meeting=_planned(case), do="cancel")
    _press(app, "Aflys mødet")
    assert "Feltet skal udfyldes." in app.error[0].value
    _field(app, "text_area", "cancel_meeting_form", "reason").set_value("Sygdom").run()
    _press(app, "Aflys mødet")
    assert "Sygdom" in all_text(app)


def test_an_agreement_without_responsible_and_follow_up_is_refused_at_the_field():
    me, case = _coordinator()
    app = _open(me, case, "plan")
    _field(app, "text_area", "plan_goal_form", "text").set_value("Egen bolig").run()
    _press(app, "Gem målet")
    _field(app, "text_area", "plan_agreement_form", "text").set_value("Søge").run()
    _press(app, "Gem aftalen")
    assert "hvem der er ansvarlig" in app.error[0].value
    _field(app, "text_input", "plan_agreement_form", "responsible").set_value("Karen").run()
    _press(app, "Gem aftalen")
    assert "dato for opfølgning" in app.error[0].value
    assert _file(case).goals[0].agreements == ()


def test_a_plan_changed_by_somebody_else_is_not_overwritten():
    me, case = _coordinator()
    put_consent(case.id)
    meeting = _planned(case)
    app = _open(me, case, "meetings", meeting=meeting, do="prepare", step="when")
    _field(app, "text_input", "prepare_when_form", "place").set_value("Kælderen").run()
    told = plan_told(today(), place="Biblioteket")
    actions.meetings.change_plan(meeting, told, seen_version=1, by=LEAD, on=today())
    _press(app, "Gem, og gå videre")
    assert "Biblioteket" in all_text(app)
    assert _field(app, "text_input", "prepare_when_form", "place").value == "Kælderen"
    assert _file(case).meetings[0].place == "Biblioteket"


def test_what_a_person_wrote_is_never_shown_as_markup():
    me, case = _coordinator()
    wild = "**Molly** <b>Mor</b> :red[x]"
    actions.network.add_person(case.id, network_told(wild), by=LEAD, on=today())
    worker = put_account(Role.PROJECT_LEAD, username="lis")
    for who in (me, worker):
        app = _open(who, case, "network")
        assert not any("**Molly**" in str(element.value) for element in app.markdown)


def test_two_participants_of_one_role_and_name_are_told_apart():
    me, case = _coordinator()
    put_consent(case.id)
    twin = Invitation("school", "Sten Skole")
    meeting = _planned(case, today(), YOUNG, twin, twin)
    app = _hold_form(me, case, meeting)
    marks = [group for group in app.button_group if ".field.presence." in (group.key or "")]
    assert len({group.label for group in marks}) == len(marks) == 3
    last = _file(case).meetings[0].participants[-1]
    _field(app, "button_group", "hold_form", f"presence.{last.id}").set_value("attended").run()
    _screen(app, LAST)
    _field(app, "text_area", "hold_form", "no_next_meeting_reason").set_value("Flytter").run()
    _press(app, "Gem, at mødet er holdt")
    there = [each.id for each in _file(case).meetings[0].participants if each.attended]
    assert there == [last.id]


@pytest.mark.parametrize("part", PARTS)
def test_every_part_speaks_english_too(part):
    _, case = _coordinator(birth_date=CHILD)
    lead = put_account(Role.PROJECT_LEAD, username="lead", language="en")
    put_consent(case.id)
    _planned(case)
    app = _open(lead, case, part)
    assert not app.exception
    assert "Consent: lacks the guardian's consent" in all_text(app).replace("\\", "")
