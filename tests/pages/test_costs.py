"""The page of costs: boxes beside the published, prices, sums, and what is missing."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.calendar import add_months
from core.codes import Combination, Role, Step
from core.costs import Basis
from db import demo
from db.engine import close_store, open_store
from db.models import ContactRow, new_id
from pages.shared.formats import month
from pages.shared.frame import today
from tests import databases
from tests.factories import put, put_account, put_case, put_session, put_staff
from tests.pages.app import ENTRY, all_text, open_as


@pytest.fixture(scope="module")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    store = open_store(databases.laid(tmp_path_factory.mktemp("costs") / "demo.duckdb"))
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
    app = open_as(here, "costs", **query)
    assert not app.exception
    return app


def shown(app):
    return all_text(app).replace("\\", "")


def charts(app):
    return app.get("vega_lite_chart")


def put_started(days_ago=200):
    day = today() - timedelta(days=days_ago)
    put_staff("Kit Kruse", staff_id="kit")
    return put_case(
        step=Step.COLLABORATION,
        combination=Combination.SM.value,
        decision="accepted",
        coordinator_id="kit",
        referral_date=day,
        start_date=day,
    )


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROJECT_LEAD])
@pytest.mark.usefixtures("store")
def test_only_project_leaders_enter(role):
    put_started()
    app = AppTest.from_file(str(ENTRY.parent / "pages" / "costs.py"), default_timeout=30)
    app.user = {"name": put_session(put_account(role))}
    app.run()
    assert "Det har du ikke adgang til." in all_text(app)
    assert not charts(app)


@pytest.mark.usefixtures("store")
def test_an_empty_store_says_that_nobody_is_there():
    assert "Der er ingen forløb i perioden." in shown(opened())


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("basis", Basis)
def test_every_way_of_telling_shows_kroner_and_hours(basis):
    app = opened(over=basis.value)
    assert len(charts(app)) == 2
    assert all(chart.proto.alt for chart in charts(app))


@pytest.mark.usefixtures("filled")
def test_the_published_stand_beside_with_their_source_and_their_reservations():
    said = shown(opened())
    assert "Guiden 2018, s. 25, 26" in said
    assert "De offentliggjorte timer for Samarbejdsmodellen er alle medarbejderes." in said
    assert "priser fra 2015–2017" in said
    assert "Timeprisen passer, når det gælder hele forløbet." in shown(opened(over="per_course"))


@pytest.mark.usefixtures("filled")
def test_another_price_year_is_said_with_what_is_uncertain():
    said = shown(opened(prices="2025"))
    assert "regnet om fra 2016 til 2025 med forbrugerprisindekset" in said
    assert "Prisindekset for 2025 er ikke slået op" in said
    assert "Prisindekset for 2024" not in shown(opened(prices="2024"))


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("period", ["twelve_months", "this_year", "last_year", "whole"])
def test_every_period_opens(period):
    opened(period=period, over="per_young_person")


@pytest.mark.usefixtures("store")
def test_who_wrote_nothing_is_told_by_month_before_any_figure():
    put_started()
    app = opened()
    said = shown(app)
    last = today().replace(day=1) - timedelta(days=1)
    sentence = f"1 medarbejder med unge har ingen registreringer i {month('da', last)}: Kit Kruse."
    assert sentence in said
    assert [each.value for each in app.header][:2] == [
        "Det mangler i registreringen",
        "Kroner pr. ung på et år",
    ]
    assert "1 af 1 unge i forløb har ingen timer i perioden." in said


@pytest.mark.usefixtures("store")
def test_of_many_who_wrote_nothing_some_are_named_and_the_others_counted():
    day = today() - timedelta(days=200)
    for number in range(11):
        put_staff(f"Medarbejder {number:02}", staff_id=f"staff{number}")
        put_case(
            step=Step.COLLABORATION,
            combination=Combination.SM.value,
            decision="accepted",
            coordinator_id=f"staff{number}",
            referral_date=day,
            start_date=day,
        )
    said = shown(opened())
    assert "Medarbejder 06, Medarbejder 07 og 3 mere." in said
    assert "Medarbejder 08" not in said


@pytest.mark.usefixtures("store")
def test_where_everything_is_written_it_is_said():
    case = put_started(100)
    for activity in (
        "direct_contact",
        "coordination",
        "meeting_preparation",
        "meeting",
        "meeting_follow_up",
        "driving",
    ):
        for months in range(4):
            put(
                ContactRow(
                    id=new_id(),
                    case_id=case.id,
                    worker_id="kit",
                    date=max(add_months(today(), -months), case.start_date),
                    method="SM",
                    activity=activity,
                    minutes=60,
                )
            )
    app = opened()
    assert app.success
    assert "9.360" in shown(app)


@pytest.mark.usefixtures("store")
def test_hours_are_summed_by_activity_and_method():
    case = put_started()
    for activity, minutes in (("meeting", 90), ("driving", 30)):
        put(
            ContactRow(
                id=new_id(),
                case_id=case.id,
                worker_id="kit",
                date=today(),
                method="SM",
                activity=activity,
                minutes=minutes,
            )
        )
    said = shown(opened())
    assert "| Samarbejdsmodellen: Møde | 1,5 | 585 |" in said
    assert "| Samarbejdsmodellen i alt | 2,0 | 780 |" in said
    assert "| I alt | 2,0 | 780 |" in said


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("query", [{"prices": "1066"}, {"over": "x"}, {"period": "own"}])
def test_what_can_not_be_read_in_the_address_changes_nothing(query):
    assert len(charts(opened(**query))) == 2


@pytest.mark.usefixtures("filled")
def test_the_page_speaks_english_to_who_reads_english():
    said = shown(opened("en"))
    assert "What is missing in the registration" in said
    assert "mangler" not in said
