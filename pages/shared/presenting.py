"""Put a page on the large screen, and leave it with the password. See `core.presenting`."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from core.errors import RuleBroken
from core.presenting import PRESENTABLE
from core.records.people import Presented
from db import actions
from pages.shared.form import Form
from pages.shared.frame import (
    current_page,
    keep,
    own_session,
    person,
    recall,
    saving,
    sentence,
    t,
    today,
)
from pages.shared.heads import draw_heading
from pages.shared.places import opens, page_file

LEAVING = "leave"
"""The part of the address that says that somebody is about to leave."""


def draw_present(page: str, *, primary: bool = True, **address: str) -> None:
    """The button that puts a page about something on the large screen."""
    if not opens(page, person()):
        return
    form = Form("present_form", ".".join((page, *address.values())))
    if form.save(primary=primary):
        with saving(form, ""):
            actions.presenting.begin(own_session(), page, address, by=person(), on=today())


def presented() -> Presented:
    """What this browser shows. Where it shows nothing: on to the page that this one came from."""
    here = person().presenting
    if here is None:
        shown = PRESENTABLE[current_page()]
        about = {name: st.query_params[name] for name in shown.about if name in st.query_params}
        st.switch_page(page_file(shown.back), query_params=about | dict(shown.back_address))
    return here


def draw_presented(draw: Callable[[], None], *, leave: str) -> bool:
    """What a presented page shows in place of all else, with the way out; False where it is not."""
    if person().presenting is None:
        return False
    if leaving():
        draw_password()
    else:
        draw()
        draw_leave(leave)
    return True


def leaving() -> bool:
    """Whether somebody has asked to leave the screen."""
    return LEAVING in st.query_params


def draw_leave(label: str) -> None:
    """The button that asks to leave."""
    st.button(label, key="presenting.leave", on_click=_ask, type="tertiary")


def draw_password() -> None:
    """The password of who signed in; until it is typed, the page stays on the screen.

    A form of Streamlit's own: in it Enter sends what stands in the field, and so does the button
    when it is reached by Tab past the eye that shows the password.
    """
    draw_heading(t("leave_form.heading"))
    st.write(t("leave_form.explanation"))
    told = Pressed("leave_form")
    with st.form("leave_form", border=False):
        password = st.text_input(t("leave_form.password"), type="password", key="leave_form.typed")
        told.draw()
        left = st.form_submit_button(t("leave_form.save"), type="primary")
    st.button(t("leave_form.stay"), key="presenting.stay", on_click=_stay)
    if left:
        with saving(told, "", leaves=LEAVING):
            actions.presenting.end(own_session(), password, by=person())


@dataclass(frozen=True, slots=True)
class Pressed:
    """Around what one press does: a refusal is shown on the next run, and until the next press."""

    name: str

    def done(self) -> None:
        """Nothing is left to say."""
        keep(self._key, None)

    def refuse(self, refusal: RuleBroken) -> None:
        """Say it on the next run."""
        keep(self._key, sentence(refusal))

    def draw(self) -> None:
        """What was refused."""
        if recall(self._key):
            st.error(recall(self._key))

    @property
    def _key(self) -> str:
        return f"{self.name}.refused"


def _ask() -> None:
    st.query_params[LEAVING] = "1"


def _stay() -> None:
    Pressed("leave_form").done()
    st.query_params.pop(LEAVING, None)
