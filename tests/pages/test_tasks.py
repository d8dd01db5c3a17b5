"""Opgaver: the list of agreements, for each role, and what is done with one."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.codes import Role, Step
from core.masking import MASK
from core.reminders import AnswerTold
from db import actions, queries
from pages.shared.frame import today
from tests.factories import person, put_account, put_session, put_staff
from tests.factories_network import (
    START,
    agreement_told,
    goal_told,
    put_consent,
    put_started,
)
from tests.factories_support import put_course
from tests.pages.app import ENTRY, all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
LEAD = person()
PAGE = ENTRY.parent / "pages" / "tasks.py"


def _case(**columns):
    karen = put_staff()
    case = put_started(Step.COLLABORATION, coordinator_id=karen, **columns)
    return put_account(Role.COORDINATOR, staff_id=karen), case


def _agree(case, days, text="Ringe til FGU", responsible="Jens Job"):
    told = goal_told("Egen bolig", set_date=START, life_domain="education_employment")
    goal = actions.goals.set_goal(case.id, told, by=LEAD, on=today())
    agreed = agreement_told(
        text=text, responsible=responsible, follow_up_date=today() + timedelta(days=days)
    )
    return actions.goals.agree(goal, agreed, by=LEAD)


def _press(app, label):
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def _field(app, kind, name):
    return next(field for field in getattr(app, kind) if f".field.{name}." in (field.key or ""))


def _plain(app):
    return all_text(app).replace("\\", "")


def _tasks():
    return queries.tasks.of_agreements(by=LEAD, on=today())


def test_the_coordinator_sees_what_presses_and_can_see_the_rest():
    me, case = _case()
    _agree(case, -2, "Forsinket sag")
    _agree(case, 1, "Snart sag")
    _agree(case, 50, "Fjern sag")
    app = open_as(me, "tasks")
    assert "**1 overskredet · 2 at minde om**" in _plain(app)
    assert "Forsinket sag" in _plain(app)
    assert "Fjern sag" not in _plain(app)
    app.button_group(key="tasks.shown").set_value("all").run()
    assert "Fjern sag" in _plain(app)
    assert app.query_params["shown"] == "all"


def test_a_support_worker_sees_the_agreements_of_those_they_support():
    _, case = _case()
    other = put_started(Step.COLLABORATION)
    put_staff("Bo Støtte", "support_worker", staff_id="bo")
    put_course(case.id, worker_id="bo")
    _agree(case, -1, "Min sag")
    _agree(other, -1, "En andens sag")
    app = open_as(put_account(Role.SUPPORT_WORKER, username="bo", staff_id="bo"), "tasks")
    assert "Min sag" in _plain(app)
    assert "En andens sag" not in _plain(app)


def test_a_project_leader_sees_all_and_the_address_narrows_to_one_young_person():
    _, case = _case()
    other = put_started(Step.COLLABORATION)
    _agree(case, -1, "Den ene sag")
    _agree(other, -1, "Den anden sag")
    lead = put_account(Role.PROJECT_LEAD, username="lead")
    assert "Den anden sag" in _plain(open_as(lead, "tasks"))
    app = open_as(lead, "tasks", case=str(case.number))
    assert "Den ene sag" in _plain(app)
    assert "Den anden sag" not in _plain(app)
    assert "Den anden sag" in _plain(_press(app, "Se alle unges aftaler"))


@pytest.mark.parametrize("role", [Role.REFERRER, Role.STEERING_GROUP, Role.ADMINISTRATOR])
def test_who_may_not_see_cases_finds_no_tasks(role):
    _, case = _case()
    _agree(case, -1)
    app = AppTest.from_file(str(PAGE), default_timeout=180)
    app.user = {"name": put_session(put_account(role, username="other"))}
    app.run()
    assert "Det har du ikke adgang til." in all_text(app)
    assert "FGU" not in all_text(app)


@pytest.mark.parametrize("case", ["", "nr", "99999999999", "7", "-1"])
def test_an_address_about_nobody_shows_nothing_of_anybody(case):
    me, _ = _case()
    app = open_as(me, "tasks", case=case)
    assert not app.exception
    assert "Der er ingen åbne aftaler." in _plain(app)


def test_a_reminder_to_somebody_without_ground_does_not_say_what_was_agreed():
    me, case = _case()
    _agree(case, -1, "Tage Vilma med til misbrugscentret")
    app = _press(open_as(me, "tasks"), "Mind om")
    assert "misbrugscentret" not in app.code[0].value
    assert "Vilma" not in app.code[0].value
    assert "Intet grundlag lader Jens Job vide" in _plain(app)


def test_a_reminder_to_somebody_with_consent_says_it_without_the_young_persons_name():
    me, case = _case()
    put_consent(case.id, party="Jens Job", information_types="education_employment")
    _agree(case, -1, "Ringe til Vilma Vildspor (050306-4321) om FGU")
    app = _press(open_as(me, "tasks"), "Mind om")
    assert f"Ringe til den unge ({MASK}) om FGU" in app.code[0].value
    assert "Vilma" not in app.code[0].value
    assert me.name in app.code[0].value


def test_a_reminder_sent_is_kept_and_the_agreement_presses_no_more():
    me, case = _case()
    _agree(case, 2)
    app = _press(_press(open_as(me, "tasks"), "Mind om"), "Jeg har mindet om aftalen")
    (task,) = _tasks()
    assert [(each.kind, each.who) for each in task.agreement.answers] == [("reminded", "Jens Job")]
    assert "Det er gemt, at der er mindet om aftalen." in _plain(app)
    assert not task.presses


def test_an_answer_is_kept_and_one_that_is_stuck_must_say_with_what():
    me, case = _case()
    _agree(case, -1)
    app = _press(open_as(me, "tasks"), "Skriv svar")
    _field(app, "radio", "kind").set_value("stuck").run()
    _press(app, "Gem svaret")
    assert "Feltet skal udfyldes." in app.error[0].value
    _field(app, "text_area", "text").set_value("Ingen svarer").run()
    _press(app, "Gem svaret")
    assert "Jens Job: Er gået i stå. Ingen svarer" in _plain(app)
    assert "Gået i stå" in _plain(app)


def test_an_agreement_said_to_be_done_is_settled_and_leaves_the_list():
    me, case = _case()
    told = AnswerTold(kind="done", who="Jens Job", answered=today())
    actions.agreement_answers.answer(_agree(case, 9), told, by=LEAD, on=today())
    app = _press(open_as(me, "tasks"), "Gør op")
    _field(app, "radio", "status").set_value("done").run()
    _press(app, "Gem opfølgningen")
    assert _tasks() == ()
    assert "Der er ingen åbne aftaler." in _plain(app)


def test_the_plan_shows_the_answers_of_each_agreement():
    me, case = _case()
    told = AnswerTold(kind="on_the_way", who="Jens Job", answered=today(), text="Har ringet")
    actions.agreement_answers.answer(_agree(case, 9), told, by=LEAD, on=today())
    app = open_as(me, "network_meeting", case=str(case.number), part="plan")
    assert "Jens Job: Er i gang. Har ringet" in _plain(app)


def test_the_case_leads_from_its_late_agreements_to_the_tasks_and_counts_them():
    me, case = _case()
    _agree(case, -9)
    _agree(case, -9)
    app = open_as(me, "young_person", case=str(case.number))
    links = [link.proto for link in app.get("page_link")]
    found = next(link for link in links if "Følg op på 2 aftaler" in link.label)
    assert found.page == "tasks"
    assert f"case={case.number}" in found.query_string


def test_a_project_leader_sees_late_agreements_and_reminders_on_status():
    _, case = _case()
    _agree(case, -9)
    app = open_as(put_account(Role.PROJECT_LEAD, username="lead"), "status")
    labels = [link.proto.label for link in app.get("page_link")]
    assert any("Aftaler uden opfølgning" in label for label in labels)
    assert any("Aftaler at minde om" in label for label in labels)


def test_the_page_speaks_english_too():
    _, case = _case()
    _agree(case, -1)
    lead = put_account(Role.PROJECT_LEAD, username="lead", language="en")
    app = _press(open_as(lead, "tasks"), "Remind")
    assert "should have been followed up" in _plain(app)
    assert "Kind regards" in app.code[0].value
