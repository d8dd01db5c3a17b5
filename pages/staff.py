"""The staff list: who works with the young people, with which methods, and until when."""

from typing import Any

import streamlit as st

from core.accounts import STAFF_LIST_ROLES, STAFF_METHODS
from core.records.accounts import StaffLine
from db import actions, queries
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import open_page, person, saving, t, today, turn_to
from pages.shared.heads import draw_name
from pages.shared.links import leave_from, link, link_back
from pages.shared.paging import found, paged, unfold_turned

open_page("staff")

FULL_TIME = 100  # per cent

staff = queries.accounts.staff(by=person())


def open_one(staff_id: str, label: str) -> None:
    """A link to one person in the list; the person is in the address."""
    link("staff", label, staff=staff_id)


def draw_list() -> None:
    """Those who work today, those searched for; the others below."""
    st.button(
        t("staff.new"),
        key="staff.new",
        type="primary",
        on_click=turn_to,
        kwargs={"staff": "new"},
    )
    if not staff:
        st.info(t("staff.empty"))
    leave_from(search="staff.search")
    shown = found(staff, name_of, key="staff.search")
    for one in paged([one for one in shown if one.active(today())]):
        draw_line(one)
    away = [one for one in shown if not one.active(today())]
    if away:
        unfold_turned("staff.away", name="away")
        folded = st.expander(t("staff.away", n=len(away)), key="staff.away", on_change="rerun")
        if folded.open:
            with folded:
                for one in paged(away, name="away"):
                    draw_line(one)


def name_of(one: StaffLine) -> str:
    """What is searched in."""
    return one.name


def draw_line(one: StaffLine) -> None:
    """Name, role, methods and hours."""
    with st.container(border=True):
        open_one(one.id, literal(one.name))
        facts = [t(f"code.role.{one.role}"), *one.methods]
        if one.aftercare:
            facts.append(t("caseload.aftercare"))
        if one.fte is not None:
            facts.append(t("staff.percent", percent=round(one.fte * FULL_TIME)))
        if one.organisation:
            facts.append(literal(one.organisation))
        if one.active_to is not None:
            facts.append(t("staff.until", day=one.active_to))
        st.caption(" · ".join(facts))


def fields(form: Form) -> dict[str, Any]:
    """What the list says of a person, as arguments of the action."""
    name = form.text("name")
    role = form.one_of("role", STAFF_LIST_ROLES, words="role")
    methods = form.several("methods", STAFF_METHODS, words="method")
    percent = form.number("fte", least=1, most=FULL_TIME)
    return {
        "name": name,
        "role": role,
        "methods": methods,
        "fte": percent / FULL_TIME if percent else None,
        "organisation": form.text("organisation"),
        "active_from": form.day("active_from"),
        "aftercare": form.tick("aftercare"),
    }


def create() -> None:
    """A new person in the list."""
    draw_name(t("staff.new"))
    form = Form("staff_form", initial={"fte": FULL_TIME, "active_from": today()})
    values = fields(form)
    if form.save("staff_form.create"):
        with saving(form, t("staff_form.created")):
            actions.staff.add_staff(by=person(), on=today(), **values)


def change(one: StaffLine) -> None:
    """One person in the list, and the last day of work."""
    draw_name(literal(one.name))
    initial = {
        "name": one.name,
        "role": one.role,
        "methods": list(one.methods),
        "fte": round(one.fte * FULL_TIME) if one.fte else None,
        "organisation": one.organisation,
        "active_from": one.active_from,
        "active_to": one.active_to,
        "aftercare": one.aftercare,
    }
    form = Form("staff_form", one.id, one.version, initial)
    values = fields(form)
    last_day = form.day("active_to")
    if form.save():
        with saving(form, t("staff_form.saved")):
            actions.staff.change_staff(
                one.id,
                active_to=last_day,
                seen_version=form.seen_version,
                by=person(),
                on=today(),
                **values,
            )


asked = st.query_params.get("staff")
chosen = next((one for one in staff if one.id == asked), None)
if asked is None:
    draw_list()
else:
    link_back("staff", t("staff.back"))
    if asked == "new":
        create()
    elif chosen is None:
        st.error(t("staff.gone"))
    else:
        change(chosen)
