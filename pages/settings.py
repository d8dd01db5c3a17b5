"""What the municipality sets for itself, from a day on, and what it has set before."""

import streamlit as st

from core.records.settings import SettingChange
from core.settings import SETTINGS, Kind
from db import actions, queries
from pages.shared.form import Form
from pages.shared.form_fields import YES_NO
from pages.shared.formats import day
from pages.shared.frame import language, open_page, person, saving, t, today
from pages.shared.heads import draw_heading

open_page("settings")

GROUPS = {
    "icm_for_at_risk": "places",
    "measurement_months_h": "measuring",
    "suppression_k": "figures",
    "hourly_rate": "rates",
    "retention_months": "keeping",
}
"""Before which setting a heading stands: eighteen fields in a row are read by nobody."""

changes = queries.settings.changes()
in_force = queries.settings.in_force(today())


def begin_with() -> dict[str, object]:
    """What holds today."""
    values: dict[str, object] = {"valid_from": today()}
    for name, setting in SETTINGS.items():
        value = getattr(in_force, name)
        values[name] = YES_NO[value] if setting.kind is Kind.SWITCH else value
    return values


def draw_form() -> None:
    """All settings and the day they hold from."""
    form = Form("settings_form", version=len(changes), initial=begin_with())
    values: dict[str, int | str | None] = {}
    for name, setting in SETTINGS.items():
        if name in GROUPS:
            draw_heading(t(f"settings.group.{GROUPS[name]}"))
        if setting.kind is Kind.SWITCH:
            values[name] = form.yes_no(name)
        elif setting.kind is Kind.TEXT:
            values[name] = form.text(name)
        else:
            values[name] = form.number(name, least=setting.least, most=setting.most)
    draw_heading(t("settings.group.since"))
    since = form.day("valid_from", earliest=today())
    if form.save():
        with saving(form, t("settings_form.saved")):
            actions.settings.set_from(
                values, valid_from=since, seen_version=form.seen_version, by=person(), on=today()
            )


def draw_history() -> None:
    """Every change: what, from when, by whom."""
    draw_heading(t("settings.history"))
    if not changes:
        st.info(t("settings.empty"))
        return
    st.table([line(change) for change in changes], hide_index=True)


def line(change: SettingChange) -> dict[str, str]:
    """One change as a row of the table."""
    switch = SETTINGS[change.name].kind is Kind.SWITCH
    said = t("form.yes" if change.value else "form.no") if switch else str(change.value or "")
    said = said or t("form.not_recorded")
    return {
        t("settings.column.name"): t(f"settings_form.{change.name}"),
        t("settings.column.value"): said,
        t("settings.column.valid_from"): day(language(), change.valid_from),
        t("settings.column.by"): change.by_name or "",
    }


st.write(t("settings.explanation"))
draw_form()
draw_history()
