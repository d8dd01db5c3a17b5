"""The page of the caseloads: who sees what, an absence with its deputy, and moving young people."""

from datetime import timedelta

import pytest

from core.absences import AbsenceTold
from core.codes import Role, Step
from db import actions, queries
from db.models import OverrideRow, new_id
from pages.shared.frame import today
from tests.factories import person, put, put_account, put_staff
from tests.factories_support import WORKER, put_course, put_courses, put_supported_case
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
LEAD = person(Role.PROJECT_LEAD)
REASON = "Hvorfor flyttes de?"


def field(app, kind, label):
    return next(one for one in getattr(app, kind) if one.label == label)


def press(app, label):
    return field(app, "button", label).click().run()


def put_team(*names):
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI")
    put_staff("Per Præst", "support_worker", staff_id="per", methods="CTI")
    for name in names:
        put_course(put_supported_case(name, step=Step.SUPPORT).id)


def test_a_project_leader_reads_each_caseload_and_how_they_stand_together():
    put_team("Alma Ask")
    put_courses(10, worker_id="per")
    beyond = put_course(new_id(), worker_id="per")
    yesterday = today() - timedelta(days=1)
    put(
        OverrideRow(
            case_id=beyond.case_id,
            rule="R07",
            subject_id=beyond.id,
            staff_id="per",
            reason="Ferie",
            date=yesterday,
            valid_to=yesterday,
            by_id="lead",
            by_name="Lone Lund",
        )
    )
    app = open_as(put_account(Role.PROJECT_LEAD), "caseload")
    assert not app.exception
    said = all_text(app)
    assert "1 medarbejder har flere unge end loftet." in said
    assert "Ledige pladser i dag: Samarbejdsmodellen 0, CTI 9, ICM 0." in said.replace("\\", "")
    assert any("har stadig for mange unge" in warning.value for warning in app.warning)
    links = [one.label for one in app.button]
    assert links.index("Per Præst") < links.index("Ida Iversen")


def test_a_worker_plans_an_absence_and_the_deputy_is_told_where_it_matters():
    put_team("Alma Ask")
    ida = put_account(Role.SUPPORT_WORKER, staff_id=WORKER)
    per = put_account(Role.SUPPORT_WORKER, username="per", name="Per Præst", staff_id="per")
    assert "Alma" not in all_text(open_as(per, "status"))
    app = open_as(ida, "caseload", worker=WORKER)
    field(app, "date_input", "Sidste fraværsdag").set_value(today() + timedelta(days=3))
    field(app, "selectbox", "Hvad er det?").set_value("holiday")
    field(app, "selectbox", "Vikar").set_value("per")
    press(app, "Gem fraværet")
    assert not app.exception
    assert "Vikar: Per Præst." in all_text(app)
    app = open_as(per, "status")
    assert "Du er vikar for Ida Iversen til og med" in all_text(app)
    [case] = queries.caseloads.charges(WORKER, by=LEAD)
    app = open_as(per, "support_phase", case=str(case.number), part="contacts")
    assert "Vikar for Ida Iversen: Per Præst" in all_text(app)
    app = open_as(per, "about_me", case=str(case.number))
    assert "Per Præst passer dit forløb, mens Ida Iversen er væk" in all_text(app)


def test_the_home_page_warns_of_an_absence_that_nobody_stands_in_for():
    put_team("Alma Ask")
    told = AbsenceTold(from_date=today(), to_date=today(), kind="other", deputy_id=None)
    actions.absences.plan_absence(WORKER, told, by=LEAD, on=today())
    app = open_as(put_account(Role.PROJECT_LEAD), "status")
    assert any("Ingen vikar" in warning.value for warning in app.warning)


def test_all_are_moved_by_the_proposal_and_a_missing_reason_moves_nobody():
    put_team("Alma Ask", "Bo Birk")
    app = open_as(put_account(Role.PROJECT_LEAD), "caseload", worker=WORKER, do="move")
    press(app, "Foreslå efter ledige pladser")
    assert "2 unge flyttes, 0 bliver." in all_text(app)
    assert "CTI: fra 0 til 2 af 10" in all_text(app)
    press(app, "Flyt de valgte unge")
    assert any("skal udfyldes" in error.value for error in app.error)
    field(app, "text_area", REASON).set_value("Ida holder op")
    press(app, "Flyt de valgte unge")
    assert not app.exception
    assert "2 unge er flyttet." in all_text(app)
    assert queries.caseloads.charges(WORKER, by=LEAD) == ()
    assert len(queries.caseloads.charges("per", by=LEAD)) == 2


def test_over_the_cap_takes_a_reason_and_a_last_day():
    put_team("Alma Ask")
    put_courses(10, worker_id="per")
    app = open_as(put_account(Role.PROJECT_LEAD), "caseload", worker=WORKER, do="move")
    field(app, "selectbox", "Flyt alle til").set_value("per").run()
    press(app, "Sæt alle til den valgte")
    field(app, "text_area", REASON).set_value("Orlov").run()
    press(app, "Flyt de valgte unge")
    assert any("allerede 10 af 10" in error.value for error in app.error)
    field(app, "text_area", "Hvorfor må loftet fraviges?").set_value("Indtil den nye kommer")
    field(app, "date_input", "Til og med hvilken dag?").set_value(today() + timedelta(days=9))
    press(app, "Flyt de valgte unge")
    assert not app.exception
    app = open_as(put_account(Role.PROJECT_LEAD, username="to"), "caseload", worker="per")
    assert "Indtil den nye kommer" in all_text(app)
    assert any("over loftet" in str(one.proto) for one in app.main if "progress" in str(one.type))


def test_others_neither_move_nor_see_a_caseload_that_is_not_theirs():
    put_team("Alma Ask")
    per = put_account(Role.SUPPORT_WORKER, username="per", staff_id="per")
    app = open_as(per, "caseload", worker=WORKER, do="move")
    assert "Medarbejderen findes ikke" in all_text(app)
    app = open_as(per, "caseload", worker="per", do="move")
    assert not [one for one in app.button if one.label == "Flyt de valgte unge"]
