"""Long work on a page: a bar and a button while it works, nothing of both afterwards."""

from streamlit.testing.v1 import AppTest

SLOW = """
import time
import streamlit as st
from core.headway import headway
from pages.shared import long_work

long_work.MOMENT = {moment}
drawn = []
bar = st.progress


def work():
    for share in (0.25, 0.5):
        headway(share)
    st.session_state["made"] = st.session_state.get("made", 0) + 1
    return "svaret"


long_work.st.progress = lambda *args, **more: drawn.append(args) or bar(*args, **more)
try:
    found = long_work.worked("prøve", "Regner", work)
finally:
    long_work.st.progress = bar
st.session_state["drawn"] = len(drawn)
st.markdown(f"Her står {{found}}")
"""


def test_a_short_one_is_not_told_of():
    app = AppTest.from_string(SLOW.format(moment=60)).run()
    assert not app.exception
    assert app.session_state["drawn"] == 0
    assert [each.value for each in app.markdown] == ["Her står svaret"]


def test_a_long_one_has_a_bar_and_a_button_until_it_is_done():
    app = AppTest.from_string(SLOW.format(moment=0)).run()
    assert not app.exception
    assert app.session_state["drawn"] == 1
    assert [each.value for each in app.markdown] == ["Her står svaret"]
    assert not app.button


def test_one_that_was_stopped_says_so_and_begins_again_when_asked():
    app = AppTest.from_string(SLOW.format(moment=0))
    app.session_state["long_work.stopped.prøve"] = True
    app.run()
    assert [each.value for each in app.info] == ["Arbejdet blev stoppet."]
    assert "made" not in app.session_state
    app.button(key="prøve.again").click().run()
    assert not app.info
    assert app.session_state["made"] == 1
