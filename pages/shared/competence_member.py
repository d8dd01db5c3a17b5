"""One member of staff: how they stand, their education and courses, and their supervision."""

import streamlit as st

from core.competences import CompetenceTold
from core.records.competences import Competence, Standing
from db import actions, queries
from pages.shared.competence_supervision import draw_supervisions
from pages.shared.competence_words import competence_line, standing_lines
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import open_section, person, saving, t, today
from pages.shared.links import link

SUPERVISIONS = 10
"""So many of the newest are shown."""


def draw_member(standing: Standing) -> None:
    """Everything about one person, and the forms to add to it."""
    member = standing.member
    st.header(literal(member.name), anchor=False)
    st.markdown("  \n".join(standing_lines(standing)))
    known = queries.competences.competences_of(member.id, by=person())
    with open_section("competences.education_and_courses"):
        if not known:
            st.caption(t("competences.nothing"))
        for each in known:
            _draw_competence(each)
        folded = st.expander(t("competences.add"), on_change="rerun")
        if folded.open:
            with folded:
                _draw_add(member.id)
    with open_section("competences.supervisions"):
        held = queries.competences.supervisions_of(member.id, by=person())
        draw_supervisions(held[:SUPERVISIONS])
        link("competences", t("competences.new_supervision"), do="supervision")


def _draw_competence(each: Competence) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(competence_line(each), width="stretch")
        form = Form("competence_take_back", each.id, each.version)
        if form.save(primary=False):
            with saving(form, t("competence_take_back.saved")):
                actions.competences.take_back(each.id, seen_version=form.seen_version, by=person())


def _draw_add(staff_id: str) -> None:
    form = Form("competence_form", staff_id)
    told = CompetenceTold(
        competence=form.choice("competence", "competence"),
        from_date=form.day("from_date", latest=today()),
        valid_to=form.day("valid_to"),
        note=form.text("note"),
    )
    if form.save():
        with saving(form, t("competence_form.saved")):
            actions.competences.record(staff_id, told, by=person(), on=today())
