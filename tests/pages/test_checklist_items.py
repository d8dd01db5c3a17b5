"""The words of the checklist on the screen of a project leader, and in the results."""

from datetime import date, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.codes import MeetingState, Role
from core.feedback import FeedbackTold
from db import actions, queries
from db.models import MeetingRow, new_id
from pages.shared.frame import today
from tests.factories import person, put, put_account, put_session
from tests.factories_network import put_started
from tests.pages.app import ENTRY, all_text, open_as

pytestmark = pytest.mark.usefixtures("store")
LEAD = person()
PAGE = ENTRY.parent / "pages" / "checklist_items.py"


def _lead():
    return put_account(Role.PROJECT_LEAD, username="lead")


def _press(app, label, nth=0):
    [button for button in app.button if button.label == label][nth].click().run()
    assert not app.exception
    return app


def _field(app, kind, name):
    return next(field for field in getattr(app, kind) if f".field.{name}." in (field.key or ""))


def _words(on=None):
    return dict(queries.checklist.wordings(on or today()))


def test_all_18_items_stand_in_their_groups_each_with_its_way_to_a_change():
    app = open_as(_lead(), "checklist_items")
    assert [button.label for button in app.button].count("Ret") == 18
    assert "Den unge på mødet" in all_text(app)


def test_a_project_leader_puts_an_item_in_other_words_and_back():
    app = _press(open_as(_lead(), "checklist_items"), "Ret", 1)
    field = _field(app, "text_input", "wording")
    assert field.value == "Var den unge med til mødet?"
    field.set_value("Kom du til mødet?").run()
    _press(app, "Gem ordene")
    assert _words() == {"young_person_attended": "Kom du til mødet?"}
    text = all_text(app).replace("\\", "")
    assert "Kom du til mødet?" in text
    assert "Oprindelige ord: Var den unge med til mødet?" in text
    _press(_press(app, "Ret", 1), "Brug de oprindelige ord igen")
    assert _words() == {}


def test_words_for_later_are_told_and_do_not_hold_yet():
    day = today() + timedelta(days=30)
    actions.checklist_items.reword(
        "well_run", "Gik det godt?", valid_from=day, seen_version=0, by=LEAD, on=today()
    )
    text = all_text(open_as(_lead(), "checklist_items")).replace("\\", "")
    assert "Gik det godt?" in text
    assert "Forløb mødet godt?" in text
    assert _words() == {}


def test_the_same_words_are_refused_at_the_field():
    actions.checklist_items.reword(
        "professionals_only_pre_meeting",
        "Mødtes I uden den unge?",
        valid_from=today(),
        seen_version=0,
        by=LEAD,
        on=today(),
    )
    app = _press(_press(open_as(_lead(), "checklist_items"), "Ret"), "Gem ordene")
    assert "allerede de ord" in app.error[0].value


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PROJECT_LEAD])
def test_nobody_else_changes_the_checklist(role):
    app = AppTest.from_file(str(PAGE), default_timeout=180)
    app.user = {"name": put_session(put_account(role, staff_id="me"))}
    app.run()
    assert "Det har du ikke adgang til." in all_text(app)
    assert not app.button


# ------------------------------------------------------------ in the results


def _held():
    case = put_started(referral_date=today() - timedelta(days=90))
    row = MeetingRow(
        id=new_id(),
        case_id=case.id,
        date=today() - timedelta(days=1),
        kind="network",
        state=MeetingState.HELD.value,
        well_run=True,
    )
    put(row)
    return queries.network.file_of(case.id, by=LEAD).meetings[0]


def test_results_put_the_items_in_the_words_in_force_and_count_the_same_codes():
    _held()
    actions.checklist_items.reword(
        "well_run", "Gik det godt?", valid_from=today(), seen_version=0, by=LEAD, on=today()
    )
    app = open_as(_lead(), "results", section="meetings")
    drawn = "".join(str(chart.proto) for chart in app.get("vega_lite_chart"))
    assert "Gik det godt?" in drawn
    assert "Var forberedelsen god?" in drawn
    assert "mødet godt?" not in drawn


def test_results_show_feedback_by_role_once_there_is_enough_of_it():
    meeting = _held()
    for score in (3, 4, 4, 5, 5):
        told = FeedbackTold(role="young_person", score=score)
        actions.feedback.give(meeting.id, told, by=LEAD, on=today())
    actions.feedback.give(meeting.id, FeedbackTold(role="school", score=1), by=LEAD, on=today())
    text = all_text(open_as(_lead(), "results", section="meetings")).replace("\\", "")
    assert "| Den unge | 5 | 4,2 |" in text
    assert "| for få | for få |" in text


def test_results_say_so_where_nobody_gave_feedback():
    _held()
    text = all_text(open_as(_lead(), "results", section="meetings"))
    assert "Ingen har givet en tilbagemelding" in text


def test_a_date_without_changes_has_the_programs_words():
    assert _words(date(2020, 1, 1)) == {}
