"""Stage 5 as each role sees it, and its refusals."""

from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.calendar import add_months
from core.codes import Combination, Method, Role, Step
from db import queries
from db.engine import reading
from db.models import CaseRow
from pages.shared.frame import today
from tests.factories import person, put_account, put_session, put_staff
from tests.factories_support import (
    COORDINATOR,
    WORKER,
    put_course,
    put_courses,
    put_home,
    put_supported_case,
)
from tests.pages.app import ENTRY, all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
TODAY = today()
BEFORE = TODAY - timedelta(days=400)
LEAD = person(Role.PROJECT_LEAD)


@pytest.fixture(autouse=True)
def _staff(store):
    put_staff("Karen Kold", "coordinator", staff_id=COORDINATOR)
    put_staff("Ida Iversen", "support_worker", staff_id=WORKER, methods="CTI;ICM")


def _case(step=Step.COLLABORATION, method=Method.CTI, **columns):
    return put_supported_case(
        combination=Combination(f"SM_{method.value}"),
        step=step,
        referral_date=BEFORE,
        start_date=BEFORE,
        **columns,
    )


def _running(method=Method.CTI, *, start=None, **columns):
    case = _case(Step.SUPPORT, method)
    put_course(case.id, method=method, start_date=start or add_months(TODAY, -10), **columns)
    return case


def _ended(method=Method.ICM):
    case = _case(Step.SUPPORT_ENDED, method)
    put_course(
        case.id,
        method=method,
        start_date=add_months(TODAY, -10),
        end_date=TODAY - timedelta(days=5),
        end_reason="planned",
        follow_on_support="section_85",
    )
    return case


def _lead():
    return put_account(Role.PROJECT_LEAD, username="lead", name="Lone Lund")


def _coordinator():
    return put_account(Role.COORDINATOR, username="karen", staff_id=COORDINATOR)


def _worker():
    return put_account(Role.SUPPORT_WORKER, username="ida", staff_id=WORKER)


def _open(case, by, **more):
    return open_as(by, "closure", case=str(case.number), **more)


def _field(app, kind, form, name):
    return next(
        field
        for field in getattr(app, kind)
        if (field.key or "").startswith(f"{form}.") and f".field.{name}." in field.key
    )


def _press(app, label):
    next(button for button in app.button if button.label == label).click()
    return app.run()


def _stored(case):
    with reading() as session:
        return session.get(CaseRow, case.id)


def _fill_support(app):
    _field(app, "selectbox", "close_support_form", "end_reason").set_value("planned")
    _field(app, "selectbox", "close_support_form", "follow_on_support").set_value("mentor_167")
    return app.run()


def _fill_case(app, *, team="yes"):
    _field(app, "selectbox", "close_case_form", "closure_reason").set_value("planned")
    _field(app, "radio", "close_case_form", "young_person_involved").set_value("yes")
    if team:
        _field(app, "radio", "close_case_form", "team_involved").set_value(team)
    _field(app, "selectbox", "close_case_form", "housing_situation").set_value("own_home")
    _field(app, "radio", "close_case_form", "in_education").set_value("no")
    _field(app, "selectbox", "close_case_form", "employment").set_value("part_time")
    return app.run()


@pytest.mark.parametrize("role", [Role.REFERRER, Role.ADMINISTRATOR, Role.STEERING_GROUP])
def test_roles_without_cases_are_refused(role):
    case = _running()
    app = AppTest.from_file(str(ENTRY.parent / "pages" / "closure.py"), default_timeout=180)
    app.user = {"name": put_session(put_account(role))}
    app.query_params["case"] = str(case.number)
    app.run()
    assert "Det har du ikke adgang til." in all_text(app)
    assert "Vilma" not in all_text(app)


def test_a_case_that_is_not_admitted_has_nothing_to_close():
    assert "ikke noget at afslutte" in all_text(_open(_case(Step.ASSESSMENT), _lead()))


def test_a_support_worker_ends_the_support_and_goes_back_to_the_list():
    case = _running()
    app = _fill_support(_open(case, _worker()))
    _press(app, "Afslut støtteforløbet")
    assert not app.exception
    assert "Støtteforløbet er afsluttet." in all_text(app)
    assert "Forløbet findes ikke" not in all_text(app)
    assert _stored(case).step == Step.SUPPORT_ENDED


def test_support_without_a_decision_on_what_follows_is_refused():
    case = _running()
    app = _open(case, _worker())
    _field(app, "selectbox", "close_support_form", "end_reason").set_value("planned").run()
    _press(app, "Afslut støtteforløbet")
    assert "Tag stilling til, hvilken støtte den unge får derefter" in all_text(app)
    assert _field(app, "selectbox", "close_support_form", "end_reason").value == "planned"
    assert _stored(case).step == Step.SUPPORT


def test_cti_that_ends_early_needs_a_reason():
    case = _running(start=add_months(TODAY, -3))
    app = _fill_support(_open(case, _worker()))
    _press(app, "Afslut støtteforløbet")
    assert "Skriv, hvorfor det slutter før" in all_text(app)
    _field(app, "text_area", "close_support_form", "early_reason").set_value("Klarer sig").run()
    _press(app, "Afslut støtteforløbet")
    assert _stored(case).step == Step.SUPPORT_ENDED


def test_a_support_worker_cannot_close_the_case():
    told = all_text(_open(_running(), _worker(), part="case"))
    assert "Afslut støtteforløbet (CTI)" in told


def test_a_case_with_open_support_leads_to_the_support_first():
    app = _open(_running(), _coordinator(), part="case")
    assert "Afslut støtteforløbet (CTI)" in all_text(app)
    assert not [button for button in app.button if button.label == "Afslut forløbet"]


def test_a_coordinator_closes_the_case_with_home_education_and_employment():
    case = _ended()
    app = _fill_case(_open(case, _coordinator()))
    _press(app, "Afslut forløbet")
    assert not app.exception
    told = all_text(app)
    assert "Forløbet blev afsluttet" in told
    assert "Deltidsjob" in told
    assert _stored(case).step == Step.CLOSED


def test_a_case_cannot_be_closed_without_saying_whether_the_team_was_involved():
    case = _ended()
    app = _fill_case(_open(case, _coordinator()), team=None)
    _press(app, "Afslut forløbet")
    assert "Svar ja eller nej." in all_text(app)
    assert _stored(case).step == Step.SUPPORT_ENDED


def test_a_team_left_out_must_be_explained():
    case = _ended()
    app = _fill_case(_open(case, _coordinator()), team="no")
    _press(app, "Afslut forløbet")
    assert "hvorfor den unge eller teamet ikke har været med" in all_text(app)
    assert _stored(case).step == Step.SUPPORT_ENDED


def test_the_home_that_is_known_is_already_chosen():
    case = _ended()
    put_home(case.id, situation="lives_with_parents", from_date=BEFORE)
    app = _open(case, _coordinator())
    home = _field(app, "selectbox", "close_case_form", "housing_situation")
    assert home.value == "lives_with_parents"


def test_a_goal_for_the_time_after_names_somebody_responsible():
    case = _ended()
    app = _open(case, _coordinator(), part="goals")
    _field(app, "text_area", "further_goal_form", "text").set_value("Blive boende")
    _field(app, "text_area", "further_goal_form", "action").set_value("Ringe hver måned")
    app.run()
    _press(app, "Gem målet")
    assert queries.closing.closure(case.id, by=LEAD).further_goals == ()
    _field(app, "text_input", "further_goal_form", "responsible").set_value("Mentor Mona")
    day = TODAY + timedelta(days=30)
    _field(app, "date_input", "further_goal_form", "follow_up_date").set_value(day).run()
    _press(app, "Gem målet")
    assert not app.exception
    assert "Mentor Mona følger op" in all_text(app)


def test_a_coordinator_reopens_the_case_and_then_the_support():
    case = _ended()
    karen = _coordinator()
    app = _fill_case(_open(case, karen))
    _press(app, "Afslut forløbet")
    assert "Genåbn forløbet" in [button.label for button in app.button]
    _field(app, "text_area", "reopen_case_form", "reason").set_value("Mistede boligen").run()
    _press(app, "Genåbn forløbet")
    assert not app.exception
    assert "genåbnede forløbet. Mistede boligen" in all_text(app).replace("\\", "")
    app = _open(case, karen, part="support")
    _field(app, "text_area", "reopen_support_form", "reason").set_value("Har brug for det").run()
    _press(app, "Genåbn støtteforløbet")
    assert not app.exception
    assert "ICM med Ida Iversen" in all_text(app)


def test_a_reopening_without_a_reason_or_a_free_place_is_refused():
    case = _ended()
    put_courses(8, method=Method.ICM)
    app = _open(case, _coordinator(), part="support")
    _press(app, "Genåbn støtteforløbet")
    assert "Feltet skal udfyldes." in all_text(app)
    _field(app, "text_area", "reopen_support_form", "reason").set_value("Igen").run()
    _press(app, "Genåbn støtteforløbet")
    assert "Ida Iversen har allerede 8 af 8" in all_text(app)
    assert _stored(case).step == Step.SUPPORT_ENDED


def test_the_page_is_whole_in_english():
    lead = put_account(Role.PROJECT_LEAD, username="lead", language="en")
    for part in ("support", "goals", "case"):
        app = _open(_ended(), lead, part=part)
        assert not app.exception
        assert "Closure" in app.title[0].value
