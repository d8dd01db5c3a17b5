"""What the browser asks while something is written waits until it is written whole and told."""

from collections.abc import Callable
from types import MethodType, SimpleNamespace
from typing import Any

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetStates
from streamlit.runtime.scriptrunner import RerunData, get_script_run_ctx
from streamlit.testing.v1 import AppTest

from core.codes import Role
from db import actions
from db.engine import reading
from db.models import CaseRow, DraftRow
from pages.shared import form_state
from pages.shared.unbroken import unbroken
from tests.factories import put_account
from tests.pages.app import all_text, open_as

pytestmark = pytest.mark.usefixtures("store")


def _asked_again() -> None:
    """The browser says the same once more, with all that stands in its fields and is pressed."""
    run = get_script_run_ctx()
    assert run is not None
    said = WidgetStates(widgets=run.session_state.get_widget_states())
    assert any(state.trigger_value for state in said.widgets)
    run.script_requests.request_rerun(
        RerunData(
            query_string=run.query_string, page_script_hash=run.page_script_hash, widget_states=said
        )
    )


def _asked_for_another_run() -> None:
    """The browser asks for the page once more, and presses nothing."""
    run = get_script_run_ctx()
    assert run is not None
    run.script_requests.request_rerun(
        RerunData(query_string=run.query_string, page_script_hash=run.page_script_hash)
    )


def _then(act: Callable[..., Any], happens: Callable[[], None]) -> Callable[..., Any]:
    """The same, and what happens in its last moment, the first time."""
    left = [happens]

    def told(*given: Any, **named: Any) -> Any:
        answer = act(*given, **named)
        if left:
            left.pop()()
        return answer

    return told


def _filled_in() -> Any:
    app = open_as(put_account(Role.PROJECT_LEAD), "referral", new="1")
    fields = {field.key.split(".field.")[1].split(".")[0]: field for field in app.text_input}
    fields["name"].set_value("Vilma Vildspor")
    fields["referrer_organisation"].set_value("Jobcentret")
    app.text_area[0].set_value("Sover hos venner.")
    app.date_input[0].set_value("2006-03-05")
    return app.run()


def _send(app: Any) -> Any:
    next(each for each in app.button if each.label == "Send henvisningen").click().run()
    assert not app.exception
    return app


def test_a_second_click_that_comes_while_the_first_is_saved_saves_nothing_more(monkeypatch):
    app = _filled_in()
    monkeypatch.setattr(actions.referrals, "refer", _then(actions.referrals.refer, _asked_again))
    _send(app)
    assert "Henvisningen er sendt." in all_text(app)
    assert "new" not in app.query_params
    with reading() as session:
        assert session.query(CaseRow).count() == 1
        assert session.query(DraftRow).count() == 0


def test_a_second_click_that_comes_while_the_first_is_refused_keeps_what_was_typed(monkeypatch):
    app = _filled_in()
    app.text_area[0].set_value("").run()

    def refused(*given: Any, **named: Any) -> None:
        try:
            refer(*given, **named)
        finally:
            again()

    refer, again = actions.referrals.refer, _then(lambda: None, _asked_again)
    monkeypatch.setattr(actions.referrals, "refer", refused)
    _send(app)
    assert [error.value for error in app.error] == ["Feltet skal udfyldes."]
    assert "Vilma Vildspor" in [field.value for field in app.text_input]
    with reading() as session:
        assert session.query(CaseRow).count() == 0


def test_a_draft_is_kept_though_more_is_asked_while_it_is_written(monkeypatch):
    app = _filled_in()

    def held(key: str, ending: str) -> dict[str, Any]:
        asked()
        return gathered(key, ending)

    gathered, asked = form_state.held, _then(lambda: None, _asked_for_another_run)
    monkeypatch.setattr(form_state, "held", held)
    app.text_area[0].set_value("Sover hos en moster.").run()
    assert not app.exception
    with reading() as session:
        assert "Sover hos en moster." in session.query(DraftRow).one().content


WORKING = """
import streamlit as st
from pages.shared.frame import saving
from pages.shared.long_work import under_way
from pages.shared.presenting import Pressed
from tests.pages.test_unbroken import _asked_for_another_run

if st.button("Begynd"):
    with saving(Pressed("trial"), "Gemt."), under_way("trial", on_stop=print) as told:
        told(0.2, "Læser")
        _asked_for_another_run()
        st.session_state["read"] = True
        told(0.4, "Skriver")
        st.session_state["written"] = True
"""


def test_long_work_is_stopped_though_what_comes_of_it_is_being_saved():
    app = AppTest.from_string(WORKING).run()
    app.button[0].click().run()
    assert not app.exception
    assert app.session_state["read"]
    assert "written" not in app.session_state
    assert "frame.flash" not in app.session_state


def test_one_within_another_ends_with_the_outer_and_a_fault_ends_both(monkeypatch):
    runner = SimpleNamespace(_execing=True)
    runner.look = MethodType(bool, runner)
    run = SimpleNamespace(yield_check=runner.look)
    monkeypatch.setattr("pages.shared.unbroken.get_script_run_ctx", lambda: run)
    with pytest.raises(ZeroDivisionError), unbroken():
        with unbroken():
            assert not runner._execing
        assert not runner._execing
        raise ZeroDivisionError
    assert runner._execing


def test_where_no_page_runs_nothing_is_held_up(monkeypatch):
    monkeypatch.setattr("pages.shared.unbroken.get_script_run_ctx", lambda: None)
    with unbroken():
        pass
