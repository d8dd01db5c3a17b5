"""The home page, for each role: what is late, what comes next, and how full everybody is."""

from datetime import timedelta

import pytest

from core.codes import Role, Step
from core.records.reports import ReportKind
from db.models import AbsenceRow, StaffRow, new_id
from pages.shared.frame import today
from pages.shared.overview_status import FULLEST
from tests.factories import put, put_account, put_case, put_staff
from tests.factories_dialogue import put_report
from tests.factories_overview import put_agreement, put_meeting, put_override
from tests.factories_support import put_course, put_courses
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
ON = today()


def _links(app):
    return [link.proto.label for link in app.get("page_link")]


def _following(app, label):
    """The list that a link of the status page leads to."""
    link = next(link.proto for link in app.get("page_link") if link.proto.label == label)
    for pair in filter(None, link.query_string.split("&")):
        key, value = pair.split("=")
        app.query_params[key] = value
    app.switch_page("pages/young_people.py").run()
    return app


def _lead():
    return put_account(Role.PROJECT_LEAD, username="lead")


def test_an_empty_store_says_so_and_that_nothing_is_late():
    app = open_as(_lead(), "status")
    assert "Intet er forsinket i dag." in all_text(app)
    assert "Et forløb begynder med en henvisning." in all_text(app)
    assert not any("Se alle påmindelser" in label for label in _links(app))


def test_an_empty_store_leads_to_the_first_referral():
    app = open_as(_lead(), "status")
    ways = {(link.proto.page, link.proto.query_string) for link in app.get("page_link")}
    assert ("referral", "new=1") in ways


def test_a_project_leader_sees_what_is_late_and_each_figure_leads_to_as_many():
    for place in range(3):
        put_case(f"Ung {place}", step=Step.REFERRED, referral_date=ON - timedelta(days=60))
    put_case("Ny", step=Step.REFERRED, referral_date=ON)
    app = open_as(_lead(), "status")
    label = "**3** · Henvisninger, der ikke er taget op"
    assert label in _links(app)
    following = all_text(_following(app, label))
    assert "3 unge" in following
    assert "Forsinket: Henvisninger, der ikke er taget op" in following


def test_each_step_leads_to_the_young_people_on_it():
    put_case("Asta", step=Step.SUPPORT)
    put_case("Bertil", step=Step.COLLABORATION)
    put_case("Carla", step=Step.CLOSED)
    app = open_as(_lead(), "status")
    assert "**2** · Åbne forløb i alt" in _links(app)
    assert "1 ung" in all_text(_following(app, "**1** · Støtteforløb"))
    assert any("Asta" in label for label in _links(app))


def test_every_link_of_figures_leads_to_a_list_of_that_length():
    for place, step in enumerate((Step.REFERRED, Step.ASSESSMENT, Step.COLLABORATION) * 2):
        put_case(f"Ung {place}", step=step, referral_date=ON - timedelta(days=90 * place))
    lead = _lead()
    figures = [label for label in _links(open_as(lead, "status")) if label.startswith("**")]
    assert len(figures) >= 6
    for label in figures:
        number = label.split("**")[1]
        app = _following(open_as(lead, "status"), label)
        assert f"{number} ung" in all_text(app), label


def test_a_caseload_over_its_cap_and_a_cap_set_aside_are_said():
    put_staff("Bo Bro", "support_worker", staff_id="bo", methods="CTI")
    put_courses(10, worker_id="bo")
    case = put_case("Vilma", step=Step.SUPPORT)
    course = put_course(case.id, worker_id="bo")
    put_override(case.id, subject_id=course.id, staff_id="bo", valid_to=ON + timedelta(days=9))
    app = open_as(_lead(), "status")
    (line,) = [label for label in _links(app) if "Bo Bro" in label]
    assert line.startswith("**Bo Bro** · CTI · 11 af 10 · **over loftet** · loftet er fraveget til")


def test_a_coordinator_in_aftercare_is_called_so_here_as_with_the_caseloads():
    put(StaffRow(id="ea", name="Ea Eng", role="coordinator", aftercare=True))
    put_case("Vilma", step=Step.COLLABORATION, coordinator_id="ea")
    for where in ("status", "caseload"):
        app = open_as(_lead(), where)
        bars = [bar.proto.text for bar in app.get("progress")]
        said = " ".join([*_links(app), *bars])
        assert "Ungestøtte · 1 af" in said, where
        assert "Samarbejdsmodellen · 1 af" not in said, where


def test_a_caseload_leads_to_the_young_people_it_counts():
    put_staff("Bo Bro", "support_worker", staff_id="bo", methods="CTI")
    for place in range(3):
        case = put_case(f"Ung {place}", step=Step.SUPPORT, combination="SM_CTI")
        put_course(case.id, worker_id="bo")
    put_case("En anden", step=Step.SUPPORT, combination="SM_CTI")
    assert "3 unge" in all_text(
        _following(open_as(_lead(), "status"), "**Bo Bro** · CTI · 3 af 10")
    )


def test_a_coordinator_is_told_what_comes_next_soonest_first_and_only_of_their_own():
    put_staff("Karen Kold", staff_id="karen")
    put_staff("Åge Ager", staff_id="aage")
    karen = put_account(Role.COORDINATOR, staff_id="karen")
    later = put_case("Asta", step=Step.COLLABORATION, coordinator_id="karen", start_date=ON)
    first = put_case("Bertil", step=Step.COLLABORATION, coordinator_id="karen", start_date=ON)
    put_case("Carla", step=Step.REFERRED, referral_date=ON - timedelta(days=90))
    put_meeting(later.id, ON)
    put_agreement(later.id, ON + timedelta(days=5))
    put_agreement(first.id, ON - timedelta(days=1))
    app = open_as(karen, "status")
    shown = all_text(app)
    links = [label for label in _links(app) if "aftale" in label]
    assert [label.split("**")[1] for label in links] == ["Bertil", "Asta"]
    assert "forsinket siden" in links[0]
    assert "senest" in links[1]
    assert "Carla" not in shown + str(_links(app))
    assert "**Karen Kold** · Samarbejdsmodellen · 2 af 20" in _links(app)
    assert "Åge" not in shown + str(_links(app))


def test_a_support_worker_leads_on_from_what_comes_next_to_the_page_where_it_is_done():
    put_staff("Bo Bro", "support_worker", staff_id="bo", methods="CTI")
    case = put_case("Vilma", step=Step.SUPPORT, coordinator_id="other", start_date=ON)
    put_course(case.id, worker_id="bo", start_date=ON - timedelta(days=400))
    put_report(case.id, kind=ReportKind.SUPPORT, to_date=ON)
    app = open_as(put_account(Role.SUPPORT_WORKER, staff_id="bo"), "status")
    links = [each.proto for each in app.get("page_link")]
    link = next(each for each in links if each.label.startswith("**Vilma**"))
    assert link.label.startswith("**Vilma** · Læg en plan for fasen i CTI")
    assert link.page == "support_phase"
    assert link.query_string == f"case={case.number}&part=support"


def test_more_than_ten_things_to_do_lead_on_to_all_of_them():
    put_staff("Karen Kold", staff_id="karen")
    for place in range(12):
        put_case(f"Ung {place}", step=Step.COLLABORATION, coordinator_id="karen", start_date=ON)
    app = open_as(put_account(Role.COORDINATOR, staff_id="karen"), "status")
    tasks = [label for label in _links(app) if label.startswith("**Ung")]
    assert len(tasks) == 10
    assert "12 unge" in all_text(_following(app, "Se det næste for alle 12 unge"))


def test_a_name_with_markup_is_shown_as_it_stands():
    put_staff("Karen Kold", staff_id="karen")
    put_case("[Vil](http://x) <b>", step=Step.COLLABORATION, coordinator_id="karen", start_date=ON)
    app = open_as(put_account(Role.COORDINATOR, staff_id="karen"), "status")
    shown = [label.replace("\u2060", "") for label in _links(app)]
    assert any(r"\[Vil\]\(http\:\/\/x\) \<b\>" in label for label in shown)


def test_the_page_speaks_english_to_who_reads_english():
    app = open_as(put_account(Role.PROJECT_LEAD, language="en"), "status")
    assert "Nothing is overdue today." in all_text(app)


@pytest.mark.parametrize("role", [Role.REFERRER, Role.STEERING_GROUP, Role.ADMINISTRATOR])
def test_roles_without_young_people_have_no_status_page(role):
    put_case("Vilma Vildspor", referral_date=ON - timedelta(days=90))
    app = open_as(put_account(role), page="")
    assert "status" not in {link.proto.page for link in app.get("page_link")}
    assert "Vilma" not in all_text(app)
    assert "Forsinket" not in all_text(app)


def test_the_caseloads_beyond_the_fullest_are_told_once_they_are_unfolded():
    for place in range(FULLEST + 2):
        put_staff(f"Bo Bro {place:02}", "support_worker", methods="CTI")
    app = open_as(_lead(), "status")
    assert sum("Bo Bro" in label for label in _links(app)) == FULLEST
    assert "Bo Bro" not in all_text(app)
    app.session_state["status.other_caseloads"] = True
    shown = all_text(app.run())
    assert "Bo Bro 15" in shown
    assert "Bo Bro 16" in shown


def test_of_many_who_are_away_those_without_a_deputy_are_told_first():
    lead = put_account(Role.PROJECT_LEAD)
    put_staff("Vera Vikar", staff_id="vera")
    put_account(Role.COORDINATOR, username="vera", staff_id="vera")
    for number in range(12):
        staff_id = put_staff(f"Medarbejder {number:02}")
        put_case(step=Step.COLLABORATION, coordinator_id=staff_id, referral_date=ON, start_date=ON)
        put(
            AbsenceRow(
                id=new_id(),
                version=1,
                staff_id=staff_id,
                from_date=ON + timedelta(days=number - 12),
                to_date=ON + timedelta(days=30),
                kind="leave",
                deputy_id=None if number == 11 else "vera",
            )
        )
    app = open_as(lead, "status")
    said = all_text(app)
    assert "Og 2 fravær mere." in said
    (warning,) = app.warning
    assert "Medarbejder 11" in warning.value
