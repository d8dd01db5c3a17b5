"""The page Hjælp, and the tour of a demo store."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.codes import Role
from core.glossary import terms
from db.models import StoreRow
from pages.shared.tour_offer import At, stops
from tests.factories import person, put, put_account, put_session
from tests.pages.app import ENTRY, all_text, open_as

pytestmark = pytest.mark.usefixtures("store")


def labels(app):
    return {one.label for one in app.button}


def test_everybody_sees_their_own_day_first_and_may_read_that_of_others():
    app = open_as(put_account(Role.STEERING_GROUP), "help")
    assert "Du ser tal, aldrig enkelte unge." in all_text(app)
    told = [each.proto.imgs[0].caption for each in app.get("image")]
    assert len(told) == 4  # two pictures, as on a desk and as on a phone
    assert told[:2] == told[2:]
    app = open_as(put_account(Role.STEERING_GROUP), "help", role="coordinator")
    assert not app.exception
    assert "Du er de unges faste kontakt" in all_text(app)


def test_the_administrator_is_told_where_the_guides_are_and_others_whom_to_ask():
    said = all_text(open_as(put_account(Role.ADMINISTRATOR), "help"))
    assert r"docs/drift" in said
    assert "Spørg jeres administrator" not in said
    said = all_text(open_as(put_account(Role.REFERRER, username="rie"), "help"))
    assert "Spørg jeres administrator" in said


def test_a_word_is_found_and_without_demo_data_there_is_no_tour():
    app = open_as(put_account(Role.REFERRER), "help", part="words")
    assert "**netværkskort**" in all_text(app)
    app.text_input[0].set_value("efterværn").run()
    assert "**ungestøtte**" in all_text(app)
    assert "**netværkskort**" not in all_text(app)
    app.text_input[0].set_value("findes slet ikke").run()
    assert "Ingen ord passer" in all_text(app)
    app.query_params["part"] = "tour"
    assert "kun i en database med demodata" in all_text(app.run())
    assert "Vis mig rundt" not in labels(app)


def test_a_demo_offers_the_tour_and_while_it_is_on_a_strip_says_what_to_look_at():
    put(StoreRow(id="demo", value="1"))
    lead = put_account(Role.PROJECT_LEAD)
    assert {"Vis mig rundt", "Nej tak"} <= labels(open_as(lead, ""))
    app = AppTest.from_file(str(ENTRY), default_timeout=180)
    app.user = {"name": put_session(lead)}
    app.session_state["tour.at"] = At(3, 1001)
    app.run()
    assert not app.exception
    said = all_text(app)
    assert "Rundvisning: 4 af 10 · Rolle: Koordinator" in said
    assert "Mål og aftaler skrives på netværksmødet" in said
    assert {"Videre", "Stop"} <= labels(app)


def test_a_tour_without_anybody_in_support_leaves_out_the_stops_about_one():
    stops_shown = [stop.page for stop in stops(person(Role.PROJECT_LEAD), None)]
    assert stops_shown == ["status", "referral", "results", "steering_group", "access_log", "help"]


def test_every_word_that_a_page_explains_is_in_the_glossary():
    files = Path(ENTRY).parent.joinpath("pages").rglob("*.py")
    said = {word for file in files for word in _explained(file.read_text(encoding="utf-8"))}
    assert said
    assert said <= {term.code for term in terms()}


def _explained(code):
    return re.findall(r"(?:explained\(|word=)[\"'](\w+)[\"']", code)
