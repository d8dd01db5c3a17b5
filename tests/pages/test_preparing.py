"""Preparing a meeting step by step, calling people to it, and the milestones, on the screen."""

from datetime import timedelta

import pytest

from core.calendar import add_months
from core.codes import MeetingState, Role, Step, Variant
from core.meetings import Invitation
from db import actions, queries
from pages.shared.frame import today
from tests.factories import person, put_account, put_staff
from tests.factories_network import (
    OFFICER,
    YOUNG,
    network_told,
    plan_told,
    put_consent,
    put_started,
)
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
LEAD = person()
SOON = today() + timedelta(days=10)
STAGES = ("purpose", "people", "when", "wishes", "review")


def _open(who, case, part="meetings", **opened):
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


def _coordinator(**columns):
    karen = put_staff()
    values = {"step": Step.COLLABORATION, "start_date": today() - timedelta(days=30), **columns}
    case = put_started(coordinator_id=karen, **values)
    put_consent(case.id)
    return put_account(Role.COORDINATOR, staff_id=karen), case


def _planned(case, *invited, **told):
    plan = plan_told(told.pop("day", SOON), **told)
    return actions.meetings.plan(case.id, plan, invited or (YOUNG, OFFICER), by=LEAD, on=today())


def _read(case):
    return queries.network.file_of(case.id, by=LEAD).meetings[0]


def _step(who, case, planned, step):
    return _open(who, case, meeting=planned, do="prepare", step=step)


def _files(app):
    return [each.proto.label for each in app.get("download_button")]


# ---------------------------------------------------------------- the steps


def test_a_meeting_is_prepared_step_by_step_and_each_step_leads_to_the_next():
    me, case = _coordinator()
    actions.network.add_person(
        case.id, network_told("Molly Mor", email="molly@example.org"), by=LEAD, on=today()
    )
    planned = _planned(case, YOUNG)

    app = _step(me, case, planned, "purpose")
    _press(app, "Hvor jeg skal bo")
    agenda = _field(app, "text_area", "prepare_purpose_form", "agenda")
    assert agenda.value == "Hvor jeg skal bo"
    agenda.set_value("Hvor jeg skal bo\nMin hund").run()
    _press(app, "Gem, og gå videre")
    assert _read(case).agenda == "Hvor jeg skal bo\nMin hund"

    assert app.query_params["step"] == "people"
    people = _field(app, "button_group", "prepare_people_form", "people")
    assert len(people.value) == 1
    molly = queries.network.file_of(case.id, by=LEAD).people[0]
    people.set_value([*people.value, molly.id])
    _field(app, "text_area", "prepare_people_form", "not_invited").set_value("Faren").run()
    assert "uden for samtykket" in all_text(app)
    _press(app, "Gem, og gå videre")
    assert [(each.name, each.email) for each in _read(case).participants][1] == (
        "Molly Mor",
        "molly@example.org",
    )

    assert app.query_params["step"] == "when"
    _field(app, "text_input", "prepare_when_form", "start_time").set_value("14:30")
    _field(app, "text_input", "prepare_when_form", "end_time").set_value("14.00")
    _field(app, "text_input", "prepare_when_form", "place").set_value("Biblioteket").run()
    _press(app, "Gem, og gå videre")
    assert "skal slutte senere" in app.error[0].value
    _field(app, "text_input", "prepare_when_form", "end_time").set_value("16.00").run()
    _press(app, "Gem, og gå videre")
    assert (_read(case).start_time, _read(case).end_time) == ("14.30", "16.00")

    _field(app, "text_area", "prepare_wishes_form", "wishes").set_value("Kage")
    _field(app, "button_group", "prepare_wishes_form", "considerations").set_value(["breaks"])
    _press(app.run(), "Gem, og gå videre")
    assert app.query_params["step"] == "review"
    told = all_text(app)
    for line in ("Kage", "Pauser undervejs", "Min hund", "Biblioteket", "Faren", "Molly Mor"):
        assert line in told
    assert "Alt er på plads." in told
    _press(app, "Mødet er gennemgået med den unge")
    assert _read(case).prepared_date == today()
    assert app.query_params["do"] == "send"


def test_without_a_step_in_the_address_the_first_that_has_nothing_is_drawn():
    me, case = _coordinator()
    planned = _planned(case, agenda="Bolig")
    app = _open(me, case, meeting=planned, do="prepare")
    assert "Trin 3 af 5" in str([each.proto.text for each in app.get("progress")])
    assert "Gem, og gå videre" in [button.label for button in app.button]


def test_what_is_always_to_be_considered_is_shown_beside_the_wishes():
    me, case = _coordinator()
    from db.engine import transaction  # noqa: PLC0415
    from db.models import YoungPersonRow  # noqa: PLC0415

    with transaction() as session:
        young = session.get_one(YoungPersonRow, case.young_person_id)
        young.special_considerations = "Kan ikke lide store rum"
        session.info["changed"] = True
    app = _step(me, case, _planned(case), "wishes")
    assert sum("store rum" in str(each.value) for each in app.info) == 2


def test_what_was_typed_in_a_step_is_kept_when_another_saved_first():
    me, case = _coordinator()
    planned = _planned(case)
    app = _step(me, case, planned, "wishes")
    _field(app, "text_area", "prepare_wishes_form", "wishes").set_value("Kage").run()
    actions.preparing.mark_prepared(planned, today(), seen_version=1, by=LEAD, on=today())
    _press(app, "Gem, og gå videre")
    assert _read(case).wishes is None
    assert _field(app, "text_area", "prepare_wishes_form", "wishes").value == "Kage"
    _press(app, "Gem, og gå videre")
    assert _read(case).wishes == "Kage"


def test_taking_somebody_off_who_was_called_offers_the_cancellation_first():
    me, case = _coordinator()
    planned = _planned(case)
    officer = _read(case).participants[1]
    actions.invitations.mark_sent(
        planned, [officer.id], channel="letter", sent_date=today(), by=LEAD, on=today()
    )
    app = _step(me, case, planned, "people")
    _field(app, "button_group", "prepare_people_form", "people").set_value(["young_person"]).run()
    assert "har fået en indkaldelse" in app.warning[0].value
    assert any("Aflysning til" in label for label in _files(app))
    _press(app, "Gem, og gå videre")
    assert [each.role for each in _read(case).participants] == ["young_person"]


def test_somebody_who_left_the_network_while_ticked_breaks_nothing():
    me, case = _coordinator()
    molly = actions.network.add_person(case.id, network_told(), by=LEAD, on=today())
    planned = _planned(case)
    app = _step(me, case, planned, "people")
    people = _field(app, "button_group", "prepare_people_form", "people")
    people.set_value([*people.value, molly]).run()
    actions.network.remove_person(molly, seen_version=1, by=LEAD)
    app.run()
    assert not app.exception
    assert "Molly" not in all_text(app)


# ---------------------------------------------------------------- R10


def test_a_pre_meeting_for_professionals_only_is_red_while_it_is_planned_and_afterwards():
    me, case = _coordinator()
    planned = _planned(case, OFFICER, kind="pre_meeting", day=today())
    assert "kun for fagfolk" in _open(me, case).error[0].value
    assert "kun for fagfolk" in _step(me, case, planned, "people").error[0].value
    from tests.factories_network import held_told  # noqa: PLC0415

    ids = [each.id for each in _read(case).participants]
    held = held_told(*ids, day=today(), no_next_meeting_reason=None)
    actions.meetings.hold(planned, held, seen_version=1, by=LEAD, on=today())
    assert "blev holdt uden den unge" in _open(me, case, meeting=planned).error[0].value
    network = _planned(case, day=today())
    app = _open(me, case, meeting=network, do="hold", at="3")
    assert "Der er holdt et formøde uden den unge" in all_text(app)


def test_a_pre_meeting_with_the_young_person_is_not_red():
    me, case = _coordinator()
    _planned(case, YOUNG, OFFICER, kind="pre_meeting")
    assert not _open(me, case).error


def test_a_network_meeting_without_the_young_person_is_red():
    me, case = _coordinator()
    _planned(case, OFFICER)
    assert "ikke på listen" in _open(me, case).error[0].value


@pytest.mark.parametrize("role", [Role.PROJECT_LEAD, Role.COORDINATOR])
def test_status_tells_leader_and_coordinator_of_it(role):
    me, case = _coordinator()
    _planned(case, OFFICER, kind="pre_meeting")
    who = me if role is Role.COORDINATOR else put_account(role, username="lead")
    app = open_as(who, "status")
    labels = [link.proto.label for link in app.get("page_link")]
    assert any("Formøde uden den unge" in label for label in labels)
    assert "Formøder uden den unge" in all_text(app)


# ---------------------------------------------------------------- invitations


def _send_page(who, case, planned):
    return _open(who, case, meeting=planned, do="send")


def test_each_participant_has_a_file_and_a_text_that_fits_what_they_may_know():
    me, case = _coordinator()
    put_consent(case.id, party="Lone Lærer", information_types="housing")
    planned = _planned(
        case,
        YOUNG,
        Invitation("psychiatric_adviser", "Per Pil"),
        Invitation("school", "Lone Lærer"),
        purpose="Gæld",
        agenda="Bøder",
    )
    app = _send_page(me, case, planned)
    texts = [str(each.value) for each in app.code if str(each.value).startswith("Hej")]
    assert ["Gæld" in text for text in texts] == [True, False, False]
    assert ["Vilma" in text for text in texts] == [True, False, True]
    assert "Uden for samtykket" in all_text(app)
    assert _files(app).count("Kalenderfil") == 3


def test_an_answer_is_written_down_with_one_press_and_counted():
    me, case = _coordinator()
    planned = _planned(case)
    app = _send_page(me, case, planned)
    officer = _read(case).participants[1]
    press = next(
        button
        for button in app.button
        if button.label == "Kommer ikke" and officer.id in (button.key or "")
    )
    press.click().run()
    assert _read(case).participants[1].answer == "declined"
    assert "1 kommer ikke" in all_text(app)
    assert "Kommer ikke" in all_text(_open(me, case, meeting=planned))


def test_sent_is_written_down_and_a_change_names_who_has_an_old_one():
    me, case = _coordinator()
    planned = _planned(case)
    app = _send_page(me, case, planned)
    chosen = _field(app, "button_group", "sent_form", "recipients")
    everybody = chosen.value
    assert len(everybody) == 2
    chosen.set_value([]).run()
    _press(app, "Skriv op som sendt")
    assert "Vælg mindst én." in app.error[0].value
    _field(app, "button_group", "sent_form", "recipients").set_value(everybody).run()
    _press(app, "Skriv op som sendt")
    assert [each.sent_date for each in _read(case).participants] == [today(), today()]

    app = _step(me, case, planned, "when")
    _field(app, "date_input", "prepare_when_form", "date").set_value(SOON + timedelta(days=1))
    _press(app.run(), "Gem, og gå videre")
    for shown in (_open(me, case), _send_page(me, case, planned)):
        assert "Jens Job" in shown.warning[0].value
        assert "Send den nye" in shown.warning[0].value


def test_a_cancelled_meeting_offers_the_cancellation_to_those_who_were_called():
    me, case = _coordinator()
    planned = _planned(case)
    officer = _read(case).participants[1]
    actions.invitations.mark_sent(
        planned, [officer.id], channel="letter", sent_date=today(), by=LEAD, on=today()
    )
    actions.meetings.cancel(planned, reason="Syg", seen_version=1, by=LEAD, on=today())
    app = _send_page(me, case, planned)
    assert _read(case).state is MeetingState.CANCELLED
    assert "Aflysning til kalenderen" in _files(app)
    assert "ikke aflysningen" in app.warning[0].value
    assert _field(app, "button_group", "sent_form", "recipients").value == [officer.id]
    assert any("er aflyst" in str(each.value) for each in app.code)


def test_a_place_that_names_the_young_person_is_pointed_out():
    me, case = _coordinator()
    app = _send_page(me, case, _planned(case, place="Hjemme hos Vilma"))
    assert "nævner den unge ved navn" in app.warning[0].value


def test_the_text_is_danish_for_a_worker_who_reads_english():
    _, case = _coordinator()
    lead = put_account(Role.PROJECT_LEAD, username="lead", language="en")
    app = _send_page(lead, case, _planned(case))
    assert any(str(each.value).startswith("Hej Vilma") for each in app.code)
    assert "Write down who has got it" in all_text(app)


@pytest.mark.parametrize("do", ["prepare", "send"])
def test_a_support_worker_reads_the_meeting_and_prepares_nothing(do):
    put_account(Role.COORDINATOR, username="other")
    worker = put_account(Role.SUPPORT_WORKER, username="bo", staff_id="bo", allocates=True)
    case = put_started(Step.COLLABORATION, coordinator_id=None)
    put_consent(case.id)
    planned = _planned(case, start_time="14.00")
    app = _open(worker, case, meeting=planned, do=do)
    assert "Koordinatoren skriver" in all_text(app)
    assert not _files(app)
    assert not [button for button in app.button if ".save." in (button.key or "")]


@pytest.mark.parametrize("step", STAGES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_step_opens_in_both_languages(step, language):
    _, case = _coordinator(variant=Variant.U, birth_date=add_months(today(), -212))
    lead = put_account(Role.PROJECT_LEAD, username="lead", language=language)
    app = _step(lead, case, _planned(case), step)
    assert not app.exception
    assert ("Step" if language == "en" else "Trin") in str(
        [each.proto.text for each in app.get("progress")]
    )


# ---------------------------------------------------------------- the next day


def test_planning_says_the_last_day_and_why_and_suggests_one():
    me, case = _coordinator()
    app = _open(me, case, meeting="new")
    last = add_months(case.start_date, 3)
    assert "der må højst gå tre måneder" in app.info[0].value
    suggested = _field(app, "date_input", "meeting_form", "date").value
    assert last - timedelta(days=2) <= suggested <= last
    assert suggested.weekday() < 5


def test_where_it_is_late_already_it_says_so():
    me, case = _coordinator(start_date=today() - timedelta(days=200))
    app = _open(me, case)
    assert "Skulle være holdt senest" in all_text(app)


# ---------------------------------------------------------------- milestones


def _turning(months, **columns):
    return _coordinator(
        variant=Variant.U,
        birth_date=add_months(today() - timedelta(days=3), -months),
        start_date=today() - timedelta(days=90),
        **columns,
    )


def test_at_seventeen_and_a_half_it_says_what_to_do_suggests_whom_to_invite_and_is_answered():
    me, case = _turning(210)
    planned = _planned(case)
    app = _open(me, case)
    line = next(button for button in app.button if "17½ år" in button.label)
    line.click().run()
    told = all_text(app)
    assert "Tag stilling til ungestøtte" in told
    assert "barnets lov" in told
    assert "Ingen fra voksenforvaltningen er inviteret" in told
    _press(app, "Gjort")
    assert "Feltet skal udfyldes." in app.error[0].value
    _field(app, "text_area", "milestone_form", "note").set_value("De var med.").run()
    _press(app, "Gjort")
    assert "Det er skrevet op som gjort." in all_text(app)
    assert "17½ år" not in str([button.label for button in app.button])
    story = all_text(open_as(me, "young_person", case=str(case.number)))
    assert "Støtten efter 18 år er afklaret" in story
    assert "De var med" in story
    next(button for button in app.button if button.label == "Fortryd").click().run()
    _field(app, "text_area", "milestone_undo_form", "reason").set_value("Forkert ung.").run()
    next(each for each in app.button if "milestone_undo_form" in (each.key or "")).click().run()
    assert "Milepælen er åben igen." in all_text(app)
    assert "17½ år" in str([button.label for button in app.button])
    assert _read(case).id == planned


def test_somebody_from_the_adult_services_on_the_list_is_enough():
    me, case = _turning(210)
    _planned(case, YOUNG, Invitation("adult_caseworker", "Vera Voksen"))
    app = _open(me, case, milestone="adult_support")
    assert "Ingen fra voksenforvaltningen" not in all_text(app)


@pytest.mark.parametrize(
    ("months", "milestone"),
    [(180, "15 år"), (192, "16 år"), (210, "17½ år"), (222, "18½ år"), (275, "Før 23 år")],
)
def test_each_age_has_its_milestone_on_the_three_pages(months, milestone):
    me, case = _turning(months)
    assert milestone in str([button.label for button in _open(me, case).button])
    for page, address in (("status", {}), ("young_person", {"case": str(case.number)})):
        links = open_as(me, page, **address).get("page_link")
        assert any("milestone=" in link.proto.query_string for link in links), page


def test_a_support_worker_reads_a_milestone_and_answers_none():
    worker = put_account(Role.SUPPORT_WORKER, username="bo", staff_id="bo", allocates=True)
    case = put_started(
        Step.COLLABORATION,
        coordinator_id=None,
        variant=Variant.U,
        birth_date=add_months(today(), -210),
    )
    app = _open(worker, case, milestone="adult_support")
    assert "Tag stilling til ungestøtte" in all_text(app)
    assert "Gjort" not in [button.label for button in app.button]


# ---------------------------------------------------------------- after 23


def test_from_twenty_two_and_a_half_the_plan_has_a_part_for_the_time_after():
    me, case = _turning(275)
    app = _open(me, case, "plan")
    assert "Tiden efter 23" in [each.value for each in app.subheader]
    _field(app, "text_area", "further_goal_form", "text").set_value("Beholde min bolig")
    _field(app, "text_area", "further_goal_form", "action").set_value("Støtte efter § 85")
    _field(app, "text_input", "further_goal_form", "responsible").set_value("Vera Voksen")
    _field(app, "date_input", "further_goal_form", "follow_up_date").set_value(SOON)
    app.run()
    save = next(each for each in app.button if (each.key or "").startswith("further_goal_form"))
    save.click().run()
    told = all_text(app)
    assert "Beholde min bolig" in told
    assert "Vera Voksen" in told
    (goal,) = queries.network.file_of(case.id, by=LEAD).goals
    assert goal.further
    assert told.count("Beholde min bolig") == 1


def test_the_part_is_not_there_for_others():
    me, case = _turning(230)
    assert "Tiden efter 23" not in [each.value for each in _open(me, case, "plan").subheader]
