"""The page of results: for project leaders only, each figure with its n, and the way to people."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.calendar import add_months
from core.codes import Role, Variant
from core.results import Section, Span
from core.tallies import Period
from db import demo, queries
from db.engine import close_store, open_store
from db.models import MeasurementRow, StatusRow, new_id
from pages.shared.frame import today
from tests import databases
from tests.factories import put, put_account, put_case, put_session
from tests.pages.app import ENTRY, all_text, open_as

START = add_months(today(), -6)
EMPTY = "Der er ingen forløb i perioden."


@pytest.fixture(scope="module")
def demo_url(tmp_path_factory: pytest.TempPathFactory) -> str:
    store = open_store(databases.laid(tmp_path_factory.mktemp("results") / "demo.duckdb"))
    demo.fill(on=today())
    close_store()
    return store.url


@pytest.fixture
def filled(demo_url: str) -> Iterator[None]:
    open_store(demo_url)
    yield
    close_store()


def lead(**told):
    return put_account(Role.PROJECT_LEAD, username=f"lead-{new_id()}", **told)


def opened(**query: str):
    app = open_as(lead(), "results")
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def charts(app):
    return app.get("vega_lite_chart")


def put_served(name="Vilma Vildspor", **columns):
    return put_case(name, referral_date=START, start_date=START, **columns)


# ---------------------------------------------------------------- who, and which days


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROJECT_LEAD])
@pytest.mark.usefixtures("store")
def test_only_project_leaders_enter(role):
    put_served()
    app = AppTest.from_file(str(ENTRY.parent / "pages" / "results.py"), default_timeout=180)
    app.user = {"name": put_session(put_account(role))}
    app.run()
    assert "Det har du ikke adgang til." in all_text(app)
    assert not charts(app)


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("section", Section)
def test_an_empty_store_says_that_nobody_is_there(section):
    app = opened(section=section.value)
    assert EMPTY in all_text(app)
    assert not charts(app)


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("section", Section)
@pytest.mark.parametrize("span", ["twelve_months", "whole"])
def test_every_section_shows_figures_of_a_full_store(section, span):
    app = opened(section=section.value, period=span)
    assert charts(app)
    assert EMPTY not in all_text(app)


@pytest.mark.usefixtures("filled")
def test_only_the_section_that_is_looked_at_is_drawn():
    titles = {
        section: {each.value for each in opened(section=section).header} for section in Section
    }
    assert not titles[Section.COURSES] & titles[Section.DEVELOPMENT]
    assert "Udvikling på livsområder" in titles[Section.DEVELOPMENT]
    assert "Mødetjeklisten" in titles[Section.MEETINGS]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("span", [span for span in Span if span is not Span.OWN])
def test_the_days_of_a_quick_choice_are_told(span):
    assert "begge dage med" in all_text(opened(period=span.value))


GARBAGE = [
    ({"period": "'; drop"}, "Perioden i adressen kan ikke læses."),
    ({"variant": "X"}, "Varianten i adressen kan ikke læses."),
    ({"section": "../"}, "Afsnittet i adressen findes ikke."),
    ({"period": "own", "from": "2026-02-30"}, "Datoerne kan ikke læses."),
    ({"period": "own", "to": "99999-01-01"}, "Datoerne kan ikke læses."),
    ({"period": "own", "from": "2026-05-03", "to": "2026-05-02"}, "Rækkefølgen passer ikke"),
]


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(("query", "said"), GARBAGE)
def test_what_can_not_be_read_in_the_address_is_said_in_one_sentence(query, said):
    app = opened(**query)
    sentences = [each.value for each in (*app.warning, *app.error)]
    assert len(sentences) == 1
    assert said in sentences[0]


@pytest.mark.usefixtures("store")
def test_a_strange_figure_or_page_in_the_address_changes_nothing():
    put_served()
    app = opened(behind="cases.nonsense", page="-1")
    assert charts(app)
    assert not app.selectbox


@pytest.mark.usefixtures("store")
def test_both_days_of_own_dates_are_included():
    put_case("Vilma Vildspor", referral_date=date(2025, 3, 1))
    day = {"from": "2025-03-01", "to": "2025-03-01"}
    assert metric(opened(period="own", **day), "Henvist") == "1"
    before = {"from": "2025-02-01", "to": "2025-02-28"}
    assert EMPTY in all_text(opened(period="own", **before))


@pytest.mark.usefixtures("store")
def test_choosing_a_variant_puts_it_into_the_address_and_narrows_the_figures():
    put_served(variant=Variant.H)
    put_served("Anton Ager", variant=Variant.U)
    app = opened()
    assert metric(app, "I forløb") == "2"
    switch(app, "results.variant").set_value("U").run()
    assert app.query_params["variant"] == "U"
    assert metric(app, "I forløb") == "1"


@pytest.mark.usefixtures("store")
def test_choosing_own_dates_offers_the_days_just_looked_at():
    put_served()
    app = opened()
    switch(app, "results.period").set_value(Span.OWN).run()
    first, last = (each.value for each in app.date_input)
    assert (first, last) == (add_months(today(), -12) + timedelta(days=1), today())


def switch(app, key):
    return next(each for each in app.get("button_group") if each.key == key)


def metric(app, label):
    return next(each.value for each in app.metric if each.label == label)


# ---------------------------------------------------------------- what is said of a figure


@pytest.mark.usefixtures("filled")
def test_every_percentage_says_what_it_is_a_share_of_and_of_how_many():
    app = opened(section="outcomes", period="whole")
    period = queries.tallies.figures(_whole(), by=None)
    assert f"Andel af {period['cases']['served']} forløb." in all_text(app)


def _whole() -> Period:
    first = queries.results.first_day(by=lead())
    return Period(first or today(), today())


@pytest.mark.usefixtures("store")
def test_of_too_few_it_is_said_that_they_are_too_few():
    put_served(combination="SM")
    shown = all_text(opened())
    assert "For få til at sige noget sikkert: der skal være mindst 20 bag hvert tal." in shown
    assert "Over det offentliggjorte" not in shown


@pytest.mark.usefixtures("store")
def test_not_a_word_of_better_or_worse():
    for place in range(25):
        _put_change(f"Ung {place}", 1, 5)
    shown = all_text(opened(section="development"))
    assert "**Over det offentliggjorte:** Skole, uddannelse og job \\(fremgang\\)" in shown
    assert "bedre" not in shown.lower()
    assert "dårligere" not in shown.lower()


def _put_change(name, first, latest):
    case = put_served(name)
    put(
        *(
            MeasurementRow(id=new_id(), case_id=case.id, date=day, education_employment=score)
            for day, score in ((START, first), (START + timedelta(days=90), latest))
        )
    )
    return case


@pytest.mark.usefixtures("store")
def test_one_measurement_shows_no_change():
    case = put_served()
    put(MeasurementRow(id=new_id(), case_id=case.id, date=START, crime=3))
    app = opened(section="development")
    assert "Ingen i perioden er målt to gange endnu." in all_text(app)
    assert len(charts(app)) == 1


@pytest.mark.usefixtures("filled")
def test_known_faults_of_the_source_stand_where_its_figures_are_shown():
    shown = all_text(opened(section="development"))
    assert "Forbehold, Netværk og sociale kompetencer: Rækken giver 110 pct" in shown
    assert "variant U" in shown


@pytest.mark.usefixtures("store")
def test_asked_without_an_answer_is_not_the_same_as_never_asked():
    put_served("Aldrig Spurgt")
    for name, answer in (("Ja Sagt", True), ("Intet Svar", None)):
        case = put_served(name)
        put(StatusRow(id=new_id(), case_id=case.id, date=START, in_education=answer))
    shown = all_text(opened(section="outcomes")).replace("\\", "")
    assert "Spurgt, men ikke besvaret: 1, Aldrig spurgt: 1" in shown


@pytest.mark.usefixtures("filled")
def test_each_block_tells_how_its_figures_are_made():
    app = opened(section="meetings")
    asked = [
        each for each in app.get("popover") if each.proto.popover.label == "Sådan er tallet regnet"
    ]
    assert len(asked) == len(app.header)
    assert "Netværksmøder holdt i perioden." in all_text(app)


@pytest.mark.usefixtures("filled")
def test_every_chart_is_told_aloud():
    for section in Section:
        for chart in charts(opened(section=section.value)):
            assert chart.proto.alt


@pytest.mark.usefixtures("filled")
def test_the_page_speaks_english_to_who_reads_english():
    app = open_as(lead(language="en"), "results", section="outcomes")
    assert not app.exception
    assert "Share of" in all_text(app)
    assert "Andel af" not in all_text(app)


# ---------------------------------------------------------------- the young people behind


def links(app):
    return [each.proto.label for each in app.get("page_link")]


@pytest.mark.usefixtures("store")
def test_nobody_is_named_before_one_asks():
    _put_change("Vilma Vildspor", 1, 5)
    for section in Section:
        app = opened(section=section.value)
        assert "Vilma" not in all_text(app) + "".join(links(app))


@pytest.mark.usefixtures("store")
def test_a_figure_leads_to_the_young_people_behind_it():
    case = _put_change("Vilma Vildspor", 1, 5)
    _put_change("Anton Ager", 4, 2)
    app = opened(section="development", behind="domain_change.education_employment.improvement")
    assert [label for label in links(app) if "·" in label] == [f"Vilma Vildspor · {case.number}"]
    app.selectbox[0].set_value("domain_change.education_employment.decline").run()
    assert [label for label in links(app) if "·" in label] == [f"Anton Ager · {case.number + 1}"]
    assert app.query_params["behind"] == "domain_change.education_employment.decline"


@pytest.mark.usefixtures("store")
def test_a_long_list_is_cut_into_pages_and_loses_nobody():
    numbers = {put_served(f"Ung {place:02}").number for place in range(45)}
    found = set()
    for page in ("1", "2", "3"):
        app = opened(behind="cases.served", page=page)
        found |= {int(label.split(" · ")[1]) for label in links(app) if " · " in label}
    assert found == numbers


@pytest.mark.usefixtures("store")
def test_the_list_closes_again():
    put_served()
    app = opened(behind="cases.served")
    next(each for each in app.button if each.label == "Luk").click().run()
    assert "behind" not in app.query_params
    assert "Vilma" not in "".join(links(app))
