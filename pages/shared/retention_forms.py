"""Approve what is due, and hold a case back. The address opens a hold (`hold=<id>` or `new`)."""

import streamlit as st

from core.records.retention import Hold, RetentionPreview
from core.retention import HoldTold, mark_of
from db import actions
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import open_section, person, saving, t, today, turn_to
from pages.shared.links import link
from pages.shared.paging import page_in_address, paged

HOLDS_AT_ONCE = 10


def draw_approval(preview: RetentionPreview) -> None:
    """What is about to happen, a tick, and the button."""
    due = preview.due(today())
    others = sum(kind.now for kind in preview.kinds if kind.decided) - len(due)
    with open_section("retention.approve"):
        if not due and not others:
            st.caption(t("retention.nothing"))
            return
        st.markdown(t("retention.cases_due", n=len(due)))
        st.markdown(t("retention.rows_due", n=others))
        form = Form("retention_form", version=mark_of(case.case_id for case in due))
        looked = form.tick("looked")
        if form.save():
            with saving(form, t("retention_form.saved")):
                actions.retention.carry_out(
                    looked=looked, seen_version=form.seen_version, by=person(), on=today()
                )


def draw_holds(preview: RetentionPreview) -> None:
    """The cases held back; one of them open for ending it, or the form for a new one."""
    opened = st.query_params.get("hold")
    with open_section("retention.holds"):
        if not preview.holds:
            st.caption(t("retention.no_holds"))
        for hold in paged(preview.holds, HOLDS_AT_ONCE, name="holds"):
            _draw_hold(hold, opened=opened == hold.id)
        if opened == "new":
            _draw_new()
        else:
            link("retention", t("retention.hold"), hold="new")


def _draw_hold(hold: Hold, *, opened: bool) -> None:
    until = {"until": hold.until} if hold.until else {}
    words = t(
        f"retention.held.{'until' if hold.until else 'open'}",
        number=str(hold.case_number),
        date=hold.from_date,
        name=hold.by_name,
        **until,
    )
    st.markdown(words)
    st.caption(literal(hold.reason))
    if not opened:
        said = t("retention.end_hold", number=str(hold.case_number))
        link("retention", said, hold=hold.id, holds=str(page_in_address("holds")))
        return
    form = Form("keep_longer_end_form", hold.id, hold.version)
    if form.save():
        with saving(form, t("keep_longer_end_form.saved"), leaves="hold"):
            actions.retention.end_hold(
                hold.id, seen_version=form.seen_version, by=person(), on=today()
            )


def _draw_new() -> None:
    form = Form("keep_longer_form")
    number = form.number("number", least=1, most=99_999_999)
    told = HoldTold(form.text("reason", area=True), form.day("until", earliest=today()))
    if form.save():
        with saving(form, t("keep_longer_form.saved")):
            actions.retention.hold(number, told, by=person(), on=today())
            turn_to()
