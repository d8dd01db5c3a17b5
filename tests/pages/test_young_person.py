"""One young person's whole way, for each role."""

from datetime import timedelta

import pytest

from core.codes import MeetingState, Role, Step
from pages.shared.frame import today
from tests.factories import put_account, put_case, put_staff
from tests.factories_overview import put_agreement, put_meeting, put_override
from tests.factories_support import put_course
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
ON = today()
REFUSED = "Forløbet findes ikke, eller du har ikke adgang til det."


def _case(**columns):
    return put_case(
        **{
            "name": "Vilma Vildspor",
            "step": Step.COLLABORATION,
            "coordinator_id": "karen",
            "referral_date": ON - timedelta(days=90),
            "referrer_name": "Rie Ring",
            "referral_reason": "Sover på *sofaer* hos venner",
            "taken_up_date": ON - timedelta(days=80),
            "decision": "accepted",
            "decision_date": ON - timedelta(days=70),
            "start_date": ON - timedelta(days=60),
            "combination": "SM",
            **columns,
        }
    )


def _open(case, by=None):
    return open_as(by or put_account(Role.PROJECT_LEAD), "young_person", case=str(case.number))


def _links(app):
    return [link.proto.label for link in app.get("page_link")]


def test_what_is_due_the_seven_steps_and_the_way_are_all_there():
    case = _case()
    put_agreement(case.id, ON - timedelta(days=1), goal="Egen *bolig*")
    app = _open(case)
    shown, links = all_text(app), _links(app)
    assert any(label.startswith("Følg op på en aftale") for label in links)
    assert "Trin 1 · Opsporing og henvisning: færdig" in links
    assert "Trin 3 · Opstart i Samarbejdsmodellen: i gang" in links
    assert "Trin 4 · Opstart af bostøtte: ikke relevant" in shown
    assert "Henvist af Rie Ring" in shown
    assert r"Sover på \*sofaer\* hos venner" in shown
    assert shown.index("Samarbejdsmodellen begyndte") < shown.index("Henvist af Rie Ring")


def test_each_step_leads_to_its_stage():
    case = _case()
    links = {link.proto.label: link.proto for link in _open(case).get("page_link")}
    step = links["Trin 2 · Udredning og visitation: færdig"]
    assert (step.page, step.query_string) == ("assessment", f"case={case.number}")


def test_a_meeting_ahead_is_told_as_planned():
    case = _case()
    put_meeting(case.id, ON + timedelta(days=20), state=MeetingState.PLANNED)
    assert ": Planlagt: Netværksmøde" in all_text(_open(case))


def test_support_that_begins_later_is_marked_as_coming():
    case = _case(step=Step.SUPPORT, combination="SM_CTI")
    put_course(case.id, start_date=ON + timedelta(days=5))
    assert "(kommende) CTI begyndte" in all_text(_open(case))


def test_a_rule_set_aside_is_visible_with_its_reason():
    put_staff("Bo Bro", "support_worker", staff_id="bo")
    case = _case(step=Step.SUPPORT)
    course = put_course(case.id, worker_id="bo")
    put_override(case.id, subject_id=course.id, staff_id="bo")
    shown = all_text(_open(case))
    assert "Fraveget regel: Medarbejderen har flere unge, end loftet tillader" in shown
    assert r"Ingen anden er ledig\." in shown


def test_a_closed_case_has_its_way_and_nothing_to_do():
    case = _case(step=Step.CLOSED, end_date=ON, closure_reason="planned")
    shown = all_text(_open(case))
    assert "Der er intet at gøre lige nu." in shown
    assert "Forløbet blev afsluttet: Afsluttet som planlagt" in shown


def test_a_long_text_is_cut_and_a_text_of_many_lines_stays_one_point():
    case = _case(referral_reason="linje\n# " + "x" * 900)
    shown = all_text(_open(case))
    assert "…" in shown
    assert "x" * 400 not in shown
    assert "\n# " not in shown


def test_without_a_case_in_the_address_there_is_one_to_choose():
    _case()
    app = open_as(put_account(Role.PROJECT_LEAD), "young_person")
    assert any("Vilma Vildspor" in button.label for button in app.button)


@pytest.mark.parametrize("number", ["9999", "x", "-1", "1001;"])
def test_a_case_that_is_not_there_is_refused_and_nothing_else_is_shown(number):
    _case()
    app = open_as(put_account(Role.COORDINATOR, staff_id="other"), "young_person", case=number)
    assert REFUSED in all_text(app)
    assert "Vilma" not in all_text(app) + str(_links(app))


@pytest.mark.parametrize(
    ("role", "staff_id", "sees"),
    [
        (Role.PROJECT_LEAD, None, True),
        (Role.COORDINATOR, "karen", True),
        (Role.SUPPORT_WORKER, "karen", True),
        (Role.COORDINATOR, "other", False),
        (Role.SUPPORT_WORKER, "other", False),
    ],
)
def test_the_case_opens_for_those_around_it_and_for_nobody_else(role, staff_id, sees):
    case = _case()
    shown = all_text(_open(case, put_account(role, staff_id=staff_id)))
    assert ("Vilma Vildspor" in shown) is sees
    assert ("De syv trin" in shown) is sees
    assert (REFUSED in shown) is not sees


@pytest.mark.parametrize("role", [Role.REFERRER, Role.STEERING_GROUP, Role.ADMINISTRATOR])
def test_other_roles_do_not_reach_the_page(role):
    case = _case()
    app = open_as(put_account(role, staff_id="karen"), page="")
    assert "young_person" not in {link.proto.page for link in app.get("page_link")}
    assert str(case.number) not in all_text(app)
