"""The documents on the screen: who may have what, the preview, the record, and the versions."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from streamlit.testing.v1 import AppTest

from core.codes import Role, Step
from core.documents import document
from core.handing_out import HandingOut
from core.meetings import Invitation
from core.plan_versions import edition
from core.recipients import key_of, recipients
from core.records.documents import Source
from core.sharing import Recipient
from db import actions, queries
from db.engine import reading, transaction
from db.models import AuditRow, CaseRow, SupportCourseRow, new_id
from pages.shared.frame import today
from pages.shared.network_documents_give import make
from tests.documents.test_shared_papers import head
from tests.factories import person, put, put_account, put_session, put_staff
from tests.factories_network import (
    OFFICER,
    START,
    YOUNG,
    agreement_told,
    goal_told,
    held_told,
    plan_told,
    put_consent,
    put_started,
)
from tests.pages.app import ENTRY, all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
LEAD = person()
PAGE = ENTRY.parent / "pages" / "network_meeting.py"
LATER = today() + timedelta(days=30)
VILMA = Recipient("young_person", "Vilma Vildspor")


def _coordinated(**columns):
    karen = put_staff()
    case = put_started(coordinator_id=karen, **columns)
    return put_account(Role.COORDINATOR, staff_id=karen), case


def _goal(case, text, domain):
    told = goal_told(text, set_date=START, life_domain=domain)
    goal_id = actions.goals.set_goal(case.id, told, by=LEAD, on=today())
    told = agreement_told(text=f"Aftale om {text}", follow_up_date=LATER)
    actions.goals.agree(goal_id, told, by=LEAD)


def _planned(case, **told):
    put_consent(case.id, information_types="education_employment", party_role="employment_officer")
    plan = plan_told(today(), **told)
    return actions.meetings.plan(case.id, plan, (YOUNG, OFFICER), by=LEAD, on=today())


def _ready(**columns):
    """Who coordinates, and a case with two goals of which the officer may know one."""
    me, case = _coordinated(**columns)
    _planned(case)
    _goal(case, "Begynde på FGU", "education_employment")
    _goal(case, "Sove om natten", "mental_health")
    return me, case


def _open(who, case, **address):
    return open_as(who, "network_meeting", case=str(case.number), part="documents", **address)


def _press(app, label, nth=0):
    [button for button in app.button if button.label == label][nth].click().run()
    assert not app.exception
    return app


def _field(app, kind, name):
    return next(
        field
        for field in getattr(app, kind)
        if "hand_out_form." in (field.key or "") and f".field.{name}." in field.key
    )


def _give(case, *recipients):
    told = HandingOut(
        document="plan",
        subject_id=None,
        recipients=recipients or (VILMA,),
        channel="letter",
        day=today(),
    )
    seen = edition(queries.network.file_of(case.id, by=LEAD).goals)
    actions.distributions.hand_out(case.id, told, seen_plan=seen, by=LEAD, on=today())


def _kept(case):
    return queries.documents.documents_of(case.id, by=LEAD)


def test_each_recipient_is_told_with_ground_and_with_what_is_left_out_and_why():
    me, case = _ready()
    said = all_text(_open(me, case, document="plan"))
    assert r"Den unge · Vilma Vildspor" in said
    assert "Får alt." in said
    assert "Dokumentet må fortælle om: uddannelse og job" in said
    assert "fordi samtykket ikke omfatter det" in said
    assert r"1 mål med aftaler \(helbred\)" in said


def test_who_has_no_ground_is_named_with_the_reason_and_a_way_to_the_consents():
    me, case = _ready()
    meeting = queries.network.file_of(case.id, by=LEAD).meetings[0]
    invited = Invitation("school", "Sanne Skole")
    actions.meetings.invite(meeting.id, invited, seen_version=1, by=LEAD, on=today())
    app = _open(me, case, document="plan")
    assert "Skole · Sanne Skole" in all_text(app)
    assert "De må kun få tid og sted" in all_text(app)
    assert not any(
        "Sanne" in option for option in _field(app, "button_group", "recipients").options
    )
    _press(app, "Gå til samtykke")
    assert app.query_params["part"] == "consent"


def test_the_preview_shows_the_officer_what_is_covered_and_the_young_person_all():
    me, case = _ready()
    app = _press(_open(me, case, document="plan"), "Se", nth=2)
    said = all_text(app)
    assert "Begynde på FGU" in said
    assert "Sove om natten" not in said
    assert "Vilma" not in str(dict(app.query_params))
    _press(app, "Luk forhåndsvisningen")
    said = all_text(_press(app, "Se", nth=1))
    assert "Sove om natten" in said


def test_giving_to_two_at_once_leaves_a_version_and_a_record():
    me, case = _ready()
    app = _open(me, case, document="plan")
    assert "Den bliver version 1" in app.selectbox[1].options[0]
    group = _field(app, "button_group", "recipients")
    group.set_value(_keys(case))
    _field(app, "radio", "channel").set_value("secure_mail")
    _press(app.run(), "Registrér, at det er givet")
    said = all_text(app)
    assert "Det er registreret" in said
    assert "version 1 til Jobkonsulent · Jens Job" in said
    assert "Ikke med: helbred" in said
    assert {each.role for each in _kept(case).given} == {"young_person", "employment_officer"}
    assert _kept(case).given[0].channel == "secure_mail"


def _keys(case):
    file = queries.network.file_of(case.id, by=LEAD)
    return [key_of(each) for each in recipients(file, name="Vilma Vildspor", on=today())]


def test_nobody_chosen_and_no_channel_are_refused_at_the_fields():
    me, case = _ready()
    app = _press(_open(me, case, document="plan"), "Registrér, at det er givet")
    assert "Vælg mindst én" in all_text(app)
    _field(app, "button_group", "recipients").set_value(_keys(case)[:1])
    _press(app.run(), "Registrér, at det er givet")
    assert "Feltet skal udfyldes" in all_text(app)
    assert _kept(case).given == ()


def test_a_copy_that_the_plan_has_moved_past_is_marked_until_a_new_one_is_given():
    me, case = _ready()
    _give(case)
    assert "Har fået version 1" in all_text(_open(me, case, document="plan"))
    _goal(case, "Få et sted at bo", None)
    assert "Har version 1, og planen er ændret siden" in all_text(_open(me, case, view="record"))
    _give(case, Recipient("employment_officer", "Jens Job"))
    said = all_text(_open(me, case, view="record"))
    assert "Har version 1, nu er version 2" in said
    _give(case)
    assert "Ældre udgaver, som er afløst" in all_text(_open(me, case, view="record"))


def test_the_versions_say_in_words_what_changed():
    me, case = _ready()
    assert "Planen er ikke låst" in all_text(_open(me, case, view="versions"))
    _give(case)
    goal = queries.network.file_of(case.id, by=LEAD).goals[0]
    agreement = goal.agreements[0]
    moved = agreement_told(text=agreement.text, follow_up_date=date(2027, 5, 17))
    actions.goals.change_agreement(agreement.id, moved, seen_version=1, by=LEAD)
    said = all_text(_open(me, case, view="versions"))
    assert "til 17\\.\u00a0maj 2027" in said
    assert "Nyt mål: Begynde på FGU" in said
    assert "Den første version" in said


def test_the_minutes_can_be_made_once_a_meeting_is_held():
    me, case = _ready()
    assert "når et møde er holdt" in all_text(_open(me, case, document="minutes"))
    meeting = queries.network.file_of(case.id, by=LEAD).meetings[0]
    present = [each.id for each in meeting.participants]
    held = held_told(*present, day=today(), next_meeting_date=LATER)
    actions.meetings.hold(meeting.id, held, seen_version=meeting.version, by=LEAD, on=today())
    app = _open(me, case, document="minutes")
    assert "Jobkonsulent · Jens Job" in all_text(app)
    assert "Låst ved mødet" in all_text(_open(me, case, view="versions"))


def test_the_script_is_for_the_young_person_and_the_adult_they_chose():
    me, case = _ready()
    app = _open(me, case, document="meeting_script")
    said = all_text(app)
    assert "Den unge · Vilma" in said
    assert "Jens Job" not in said


def test_a_case_without_goals_leads_to_the_plan():
    me, case = _coordinated()
    app = _open(me, case)
    assert "Der er ingen mål endnu" in all_text(app)
    _press(app, "Gå til mål og aftaler")
    assert app.query_params["part"] == "plan"


def test_a_support_worker_reads_the_record_and_can_make_nothing():
    worker = put_staff("Sofus Støtte", "support_worker")
    _, case = _ready(step=Step.SUPPORT)
    put(
        SupportCourseRow(
            id=new_id(),
            version=1,
            case_id=case.id,
            method="CTI",
            worker_id=worker,
            start_date=START,
        )
    )
    _give(case)
    who = put_account(Role.SUPPORT_WORKER, username="sofus", staff_id=worker)
    app = _open(who, case)
    assert "Koordinatoren giver dokumenterne videre" in all_text(app)
    assert not app.get("download_button")
    assert "version 1 til Den unge" in all_text(app)
    views = app.get("button_group")[-1]
    assert [each.content for each in views.proto.options] == ["Hvem har fået hvad", "Versioner"]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.STEERING_GROUP, Role.REFERRER])
def test_who_may_not_see_cases_finds_no_document(role):
    _, case = _ready()
    app = AppTest.from_file(str(PAGE), default_timeout=180)
    app.user = {"name": put_session(put_account(role, username="other"))}
    app.query_params.update({"case": str(case.number), "part": "documents", "document": "plan"})
    app.run()
    assert "Det har du ikke adgang til." in all_text(app)
    assert "Vilma" not in all_text(app)
    assert not app.get("download_button")


def test_after_the_closure_documents_can_still_be_given():
    me, case = _ready()
    with transaction() as session:
        row = session.get_one(CaseRow, case.id)
        row.step, row.end_date = Step.CLOSED.value, today()
        session.info["changed"] = True
    app = _open(me, case, document="plan")
    assert "Registrér, at det er givet" in [button.label for button in app.button]


def test_a_made_file_leaves_a_line_in_the_log():
    me, case = _ready()
    file = queries.network.file_of(case.id, by=LEAD)
    source = Source(
        name="Vilma Vildspor", born=None, coordinator=None, file=file, goals=file.goals, on=today()
    )
    told = document("plan", source, VILMA)
    assert make(case.id, told, head(), "pdf", me).startswith(b"%PDF")
    assert make(case.id, told, head(), "docx", me).startswith(b"PK")
    with reading() as session:
        lines = session.scalars(select(AuditRow).where(AuditRow.act == "share_documents")).all()
    assert [(each.table_name, each.account_id) for each in lines] == [
        ("documents", me.account_id)
    ] * 2


def test_what_a_person_wrote_is_shown_as_it_stands_in_preview_and_versions():
    me, case = _ready()
    _goal(case, "**fed** <b>$x$", "education_employment")
    app = _press(_open(me, case, document="plan"), "Se", nth=0)
    assert r"\*\*fed\*\* \<b\>\$x\$" in all_text(app)
    _give(case)
    assert r"\*\*fed\*\*" in all_text(_open(me, case, view="versions"))


@pytest.mark.parametrize("view", ["give", "record", "versions"])
def test_every_view_speaks_english(view):
    _, case = _ready()
    _give(case)
    who = put_account(Role.PROJECT_LEAD, username="lise", language="en")
    app = _open(who, case, view=view, document="plan")
    assert not app.exception
    said = all_text(app)
    assert not any(danish in said for danish in ("Planen nu", "Modtagere", "Fortalte om", "Låst"))
