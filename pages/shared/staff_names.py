"""Staff to choose from, and a first password until it has been passed on."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from core.records.accounts import StaffLine
from pages.shared.formats import literal, namesakes_apart
from pages.shared.frame import forget, keep, recall, t


def staff_options(staff: Sequence[StaffLine], on: date) -> dict[str, str]:
    """Those who work on the day, by id, with role and methods."""
    return namesakes_apart({one.id: _label(one) for one in staff if one.active(on)})


def _label(one: StaffLine) -> str:
    return " · ".join((one.name, t(f"code.role.{one.role}"), *one.methods))


def show_first_password(username: str, password: str) -> None:
    """Remember a first password in this tab, until it has been passed on."""
    keep("first_password.username", username)
    keep("first_password.password", password)


def draw_first_password() -> None:
    """The first password, shown once: to be passed on, then it is gone."""
    password = recall("first_password.password")
    if not password:
        return
    with st.container(border=True):
        name = literal(str(recall("first_password.username")))
        st.markdown(t("accounts.first_password", username=name))
        st.code(password, language=None)
        st.button(t("accounts.passed_on"), key="accounts.passed_on", on_click=_forget)


def _forget() -> None:
    forget("first_password.")
