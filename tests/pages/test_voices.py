"""The pages of the survey, the voices, and courses and supervision."""

from datetime import timedelta

import pytest

from core.codes import Role
from core.survey_statements import asked_on
from core.surveys import SurveyAnswer
from db import actions, queries
from db.engine import reading
from db.models import DraftRow
from pages.shared.frame import today
from tests.factories import person, put_account, put_staff
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
DAY = timedelta(days=1)
LEAD = person(Role.PROJECT_LEAD)


def field(app, kind, label):
    return next(one for one in getattr(app, kind) if one.label == label)


def press(app, label):
    return field(app, "button", label).click().run()


def drafts():
    with reading() as session:
        return session.query(DraftRow).count()


def begin(days=10):
    return actions.surveys.open_round("start", today(), today() + days * DAY, by=LEAD, on=today())


def test_the_survey_is_answered_once_without_a_draft_and_a_missing_answer_keeps_the_rest():
    begin()
    worker = put_account(Role.SUPPORT_WORKER, staff_id=put_staff())
    app = open_as(worker, "survey")
    assert "Ingen kan se, hvad du svarer." in all_text(app)
    for one in app.radio[:-1]:
        one.set_value(SurveyAnswer.AGREE.value)
    press(app, "Send mit svar")
    assert any("skal udfyldes" in error.value for error in app.error)
    assert [one.value for one in app.radio[:-1]] == ["agree"] * (len(asked_on(today())) - 1)
    assert drafts() == 0
    app.radio[-1].set_value(SurveyAnswer.NEITHER.value)
    press(app, "Send mit svar")
    assert not app.exception
    assert "Tak for dit svar" in all_text(app)
    assert not app.radio
    assert drafts() == 0
    assert [each.answered for each in queries.surveys.every_round(by=LEAD)] == [1]


def test_a_project_leader_plans_a_round_and_sees_results_only_when_it_is_closed():
    lead = put_account(Role.PROJECT_LEAD, username="lead")
    app = open_as(lead, "voices", part="survey", do="round")
    field(app, "radio", "Hvilken runde?").set_value("middle")
    field(app, "date_input", "Sidste dag").set_value(today() + 5 * DAY)
    press(app, "Planlæg runden")
    (asked,) = queries.surveys.every_round(by=LEAD)
    for number in range(6):
        who = put_account(Role.COORDINATOR, username=f"u{number}")
        given = dict.fromkeys(asked.statements, "agree" if number < 3 else "disagree")
        actions.surveys.answer(asked.id, given, by=who, on=today())
    app = open_as(lead, "voices")
    assert "6 har svaret" in all_text(app)
    assert "Ingen runde er slut endnu." in all_text(app)
    actions.surveys.close(asked.id, seen_version=1, by=LEAD, on=today())
    app.run()
    assert not app.exception
    assert "Resultat" in all_text(app)
    assert "For få til at sige noget sikkert" in all_text(app)


def test_advice_of_the_panel_is_recorded_and_refused_where_something_is_missing():
    app = open_as(put_account(Role.PROJECT_LEAD), "voices", part="panel", advice="new")
    field(app, "text_input", "Emne").set_value("Et brev")
    press(app, "Gem")
    assert field(app, "text_input", "Emne").value == "Et brev"
    assert any("skal udfyldes" in error.value for error in app.error)
    field(app, "text_area", "Panelets råd").set_value("Skriv kortere")
    field(app, "text_input", "Hvem følger op?").set_value("Karen Kold")
    press(app, "Gem")
    assert not app.exception
    assert "1 råd venter på, at panelet får svar." in all_text(app)


def test_feedback_says_when_there_are_too_few_answers():
    app = open_as(put_account(Role.PROJECT_LEAD), "voices", part="feedback")
    assert not app.exception
    assert "Der er for få svar endnu." in all_text(app)


def test_a_worker_records_supervision_of_their_own_and_finds_nobody_elses():
    put_staff("Otto Odde")
    worker = put_account(
        Role.SUPPORT_WORKER, staff_id=put_staff("Karen Kold", "support_worker", methods="CTI")
    )
    app = open_as(worker, "competences", do="supervision")
    assert not app.multiselect
    field(app, "radio", "Form").set_value("individual")
    field(app, "text_input", "Supervisor").set_value("Ebba Tangskov")
    press(app, "Gem supervisionen")
    assert not app.exception
    said = all_text(app)
    assert "Karen Kold" in said
    assert "Mangler kursus: CTI" in said
    assert "Otto" not in said
    assert len(queries.competences.supervisions(by=LEAD)) == 1
