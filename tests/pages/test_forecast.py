"""The forecast page: plain sentences, the months, what if, and how it is worked out."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.calendar import add_months
from core.codes import Method, Role
from core.support import planned_end
from db import demo
from db.engine import close_store, open_store
from db.models import StaffRow, new_id
from pages.shared.formats import day
from pages.shared.frame import today
from tests import databases
from tests.factories import put, put_account, put_case, put_session, put_staff
from tests.factories_support import put_course, put_courses
from tests.pages.app import ENTRY, all_text, open_as


@pytest.fixture(scope="module")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    store = open_store(databases.laid(tmp_path_factory.mktemp("forecast") / "demo.duckdb"))
    demo.fill(on=today())
    close_store()
    return store.url


@pytest.fixture
def filled(demo_url: str) -> Iterator[None]:
    open_store(demo_url)
    yield
    close_store()


def opened(language="da", **query):
    here = put_account(Role.PROJECT_LEAD, username=f"lead-{new_id()}", language=language)
    app = open_as(here, "forecast", **query)
    assert not app.exception
    return app


def shown(app):
    return all_text(app).replace("\\", "")


def charts(app):
    return app.get("vega_lite_chart")


def put_ida(number=10, **columns):
    put_staff("Ida Iversen", "support_worker", staff_id="worker", methods="CTI")
    for _ in range(number):
        put_course(new_id(), start_date=add_months(today(), -6), **columns)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROJECT_LEAD])
@pytest.mark.usefixtures("store")
def test_only_project_leaders_enter(role):
    put_case()
    app = AppTest.from_file(str(ENTRY.parent / "pages" / "forecast.py"), default_timeout=30)
    app.user = {"name": put_session(put_account(role))}
    app.run()
    assert "Det har du ikke adgang til." in all_text(app)
    assert not charts(app)


@pytest.mark.usefixtures("store")
def test_the_next_place_is_told_with_its_day():
    put_ida()
    free = planned_end(add_months(today(), -6)) + timedelta(days=1)
    said = shown(opened())
    assert f"Den næste plads i CTI er ledig {day('da', free)}." in said
    assert f"kan begynde om {(free - today()).days} dage" in said
    assert "I dag er 0 af 10 pladser ledige; 10 unge er i gang." in said


@pytest.mark.usefixtures("store")
def test_a_method_nobody_gives_has_no_places_to_work_with():
    put_ida(0)
    said = shown(opened())
    assert said.count("Ingen medarbejder har metoden i dag") == 2
    assert "Der er ledige pladser i CTI i dag." in said


@pytest.mark.usefixtures("store")
def test_where_nobody_has_a_method_that_is_said_once_and_a_change_can_still_be_tried():
    app = opened()
    assert not app.exception
    assert shown(app).count("Ingen medarbejder har") == 1
    assert [each.value for each in app.header] == ["Hvad nu, hvis …"]
    assert not charts(app)


@pytest.mark.usefixtures("store")
def test_one_free_place_is_one_place():
    put_ida(9)
    assert "Der er en ledig plads i CTI i dag." in shown(opened())


@pytest.mark.usefixtures("store")
def test_the_months_are_of_a_method_that_somebody_gives_and_no_chart_of_zeros_is_drawn():
    put_staff("Ida Iversen", "support_worker", staff_id="worker", methods="ICM")
    app = opened()
    assert "Ledige pladser måned for måned: ICM" in [each.value for each in app.header]
    assert len(charts(app)) == 1
    app = opened(method="CTI")
    assert "Ledige pladser måned for måned: CTI" in [each.value for each in app.header]
    assert not charts(app)
    assert any("Ingen medarbejder har metoden" in each.value for each in app.info)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("method", Method)
def test_each_method_shows_its_months_and_how_they_are_made(method):
    app = opened(method=method.value)
    assert len(charts(app)) == 1
    assert charts(app)[0].proto.alt
    said = shown(app)
    assert "Mange fremtider." in said
    assert "Hvor længe et forløb varer." in said
    assert {"SM": "11,7 måneder", "ICM": "13 måneder", "CTI": "ni måneder"}[method] in said


@pytest.mark.usefixtures("store")
def test_one_worker_more_is_set_beside_how_it_is_now():
    put_ida()
    soon = today() + timedelta(days=20)
    app = opened(change="joins.CTI", **{"from": soon.isoformat()})
    said = shown(app)
    assert "Med ændringen" in said
    assert "| CTI: næste ledige plads |" in said
    assert day("da", soon) in said
    assert app.date_input[0].value == soon


@pytest.mark.usefixtures("store")
def test_who_leaves_is_chosen_by_name_and_their_young_people_wait():
    put_ida()
    app = opened(change="leaves.worker")
    assert "Stopper: Ida Iversen (CTI)" in app.selectbox[0].options
    assert "CTI: fra henvisning i dag til start" in shown(app)
    assert "Mere end et år" in shown(app)


@pytest.mark.usefixtures("store")
def test_a_change_that_moves_nothing_is_said():
    put_ida(0)
    tomorrow = today() + timedelta(days=1)
    put(StaffRow(id="per", name="Per", role="support_worker", methods="ICM", active_to=tomorrow))
    assert "Ændringen flytter ingen af tallene." in shown(opened(change="leaves.per"))


@pytest.mark.usefixtures("store")
def test_choosing_puts_the_choice_into_the_address():
    put_ida()
    app = opened()
    app.selectbox[0].set_value("joins.ICM").run()
    assert not app.exception
    assert app.query_params["change"] == "joins.ICM"
    app.selectbox[0].set_value("").run()
    assert "change" not in app.query_params


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    "query",
    [
        {"method": "XYZ"},
        {"change": "joins.XYZ"},
        {"change": "leaves.'; drop"},
        {"change": "joins.CTI", "from": "yesterday"},
        {"change": "joins.CTI", "from": "1999-01-01"},
        {"change": "joins.CTI", "from": "2099-01-01"},
    ],
)
def test_what_can_not_be_read_in_the_address_changes_nothing(query):
    put_ida(2)
    assert "CTI" in shown(opened(**query))


@pytest.mark.usefixtures("filled")
def test_the_page_speaks_english_to_who_reads_english():
    said = shown(opened("en", change="joins.CTI"))
    assert "free" in said
    assert "ledig" not in said


@pytest.mark.usefixtures("store")
def test_namesakes_who_might_leave_are_told_apart():
    for key in ("worker-aaaaaa", "worker-bbbbbb"):
        put_staff("Ida Iversen", "support_worker", staff_id=key, methods="CTI")
    put_courses(1, worker_id="worker-aaaaaa")
    options = opened().selectbox[0].options
    assert len(set(options)) == len(options)


@pytest.mark.usefixtures("store")
def test_where_nobody_waits_no_wait_of_no_days_is_told():
    put_staff("Ida Iversen", "support_worker", staff_id="worker", methods="CTI")
    said = shown(opened())
    assert "skal ikke vente på en plads" in said
    assert "om 0 dage" not in said
