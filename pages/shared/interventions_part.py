"""The intervention overview: what the young person already receives, now and earlier."""

import streamlit as st

from core.codes import Coded
from core.interventions import USUAL_TYPE, InterventionTold, Standing, by_standing
from core.records.interventions import Intervention
from core.words import code_key
from db import actions, queries
from pages.shared.documents.network import Section
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import person, saving, t, t_plain, today, turn_to
from pages.shared.heads import draw_heading
from pages.shared.network_around import Around
from pages.shared.network_papers import draw_interventions_paper

W = "network_map.interventions"


def draw_interventions(around: Around) -> None:
    """All of them, or the one opened in the address."""
    listed = queries.interventions.interventions_of(around.case.id, by=person())
    asked = around.asked("intervention")
    one = next((each for each in listed if each.id == asked), None)
    if around.writes and (one is not None or asked == "new" or not listed):
        _draw_opened(around, one, alone=not listed)
        return
    if not listed:
        st.info(t(f"{W}.none"))
        return
    groups = by_standing(listed, today())
    for standing, group in groups.items():
        _draw_group(around, standing, group)
    if around.writes:
        st.button(
            t(f"{W}.new"),
            key=f"{W}.new",
            on_click=turn_to,
            kwargs=around.address("interventions", intervention="new"),
        )
    sections = [
        Section(t_plain(f"{W}.{standing}"), [line_of(one) for one in group])
        for standing, group in groups.items()
    ]
    draw_interventions_paper(around, sections)


def _draw_group(around: Around, standing: Standing, group: tuple[Intervention, ...]) -> None:
    if not group:
        return
    draw_heading(t(f"{W}.{standing}"))
    for one in group:
        with st.container(border=True):
            if around.writes:
                label = literal(one.name)
                around.link(label, "interventions", intervention=one.id)
            else:
                st.markdown(f"**{literal(one.name)}**")
            st.caption(literal(facts(one)))
            if one.note:
                st.markdown(literal(one.note))


def line_of(one: Intervention) -> dict[str, str]:
    """One line by the names of its columns."""
    return {
        t_plain(f"{W}.name"): one.name,
        t_plain(f"{W}.provider"): ", ".join(filter(None, (one.provider, one.contact))),
        t_plain(f"{W}.period"): period(one),
        t_plain(f"{W}.about"): t_plain(code_key(Coded("information_type", one.information_type))),
        t_plain(f"{W}.note"): one.note or "",
    }


def facts(one: Intervention) -> str:
    """From whom, from when to when, and what it is about, as plain text."""
    kind = t_plain(code_key(Coded("information_type", one.information_type)))
    return " · ".join(filter(None, (one.provider, one.contact, period(one), kind)))


def period(one: Intervention) -> str:
    """From when to when, as far as it is known."""
    if one.from_date and one.to_date:
        return t_plain(f"{W}.from_to", first=one.from_date, last=one.to_date)
    if one.from_date:
        return t_plain(f"{W}.from", first=one.from_date)
    return t_plain(f"{W}.to", last=one.to_date) if one.to_date else ""


def _draw_opened(around: Around, one: Intervention | None, *, alone: bool) -> None:
    if alone:
        st.info(t(f"{W}.none"))
    else:
        around.link(t(f"{W}.all"), "interventions")
    _tell(around, one)
    if one is None:
        return
    if one.to_date is None:
        with st.container(border=True):
            _end(around, one)
    _remove(around, one)


def _tell(around: Around, one: Intervention | None) -> None:
    form = Form(
        "intervention_form",
        one.id if one else around.case.id,
        one.version if one else 0,
        initial=_initial(one),
    )
    told = InterventionTold(
        name=form.text("name"),
        provider=form.text("provider"),
        contact=form.text("contact"),
        information_type=form.choice("information_type", "information_type"),
        from_date=form.day("from_date"),
        to_date=form.day("to_date"),
        note=form.text("note", area=True),
    )
    if form.save():
        with saving(form, t("intervention_form.saved")):
            _save(around, one, told, form.seen_version)


def _save(
    around: Around, one: Intervention | None, told: InterventionTold, seen_version: int
) -> None:
    here, on = person(), today()
    if one is None:
        actions.interventions.add_intervention(around.case.id, told, by=here, on=on)
    else:
        actions.interventions.change_intervention(
            one.id, told, seen_version=seen_version, by=here, on=on
        )
    turn_to(**around.address("interventions"))


def _initial(one: Intervention | None) -> dict[str, object]:
    if one is None:
        return {"information_type": USUAL_TYPE}
    return {
        "name": one.name,
        "provider": one.provider,
        "contact": one.contact,
        "information_type": one.information_type,
        "from_date": one.from_date,
        "to_date": one.to_date,
        "note": one.note,
    }


def _end(around: Around, one: Intervention) -> None:
    form = Form("intervention_end_form", one.id, one.version, initial={"to_date": today()})
    end = form.day("to_date")
    if form.save(primary=False):
        with saving(form, t("intervention_end_form.saved")):
            actions.interventions.end_intervention(
                one.id, end, seen_version=form.seen_version, by=person()
            )
            turn_to(**around.address("interventions"))


def _remove(around: Around, one: Intervention) -> None:
    form = Form("intervention_remove_form", one.id, one.version)
    if form.save(primary=False):
        with saving(form, t("intervention_remove_form.saved")):
            actions.interventions.remove_intervention(
                one.id, seen_version=form.seen_version, by=person()
            )
            turn_to(**around.address("interventions"))
