"""One member of staff: how they stand, their education and courses, and their supervision."""

from collections.abc import Sequence

import streamlit as st

from core.competences import CompetenceTold
from core.records.competences import Competence, Standing
from db import actions, queries
from pages.shared.competence_supervision import draw_supervisions
from pages.shared.competence_words import competence_line, standing_lines
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import open_section, person, saving, t, today
from pages.shared.heads import draw_name
from pages.shared.links import link

SUPERVISIONS = 5
"""So many of the newest are shown."""


def draw_member(standing: Standing) -> None:
    """Everything about one person, and the forms to add to it."""
    member = standing.member
    draw_name(literal(member.name))
    st.markdown("  \n".join(standing_lines(standing)))
    known = queries.competences.competences_of(member.id, by=person())
    with open_section("competences.education_and_courses"):
        if not known:
            st.caption(t("competences.nothing"))
        st.markdown("\n".join(f"- {competence_line(each)}" for each in known))
        _draw_forms(member.id, known)
    with open_section("competences.supervisions"):
        held = queries.competences.supervisions_of(member.id, by=person())
        draw_supervisions(held[:SUPERVISIONS])
        link("competences", t("competences.new_supervision"), do="supervision")


def _draw_forms(staff_id: str, known: Sequence[Competence]) -> None:
    folded = st.expander(t("competences.add"), key="competences.add", on_change="rerun")
    if folded.open:
        with folded:
            _draw_add(staff_id)
    if not known:
        return
    mistake = st.expander(t("competences.mistake"), key="competences.mistake", on_change="rerun")
    if mistake.open:
        with mistake:
            _draw_take_back(known)


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


def _draw_take_back(known: Sequence[Competence]) -> None:
    form = Form("competence_take_back", known[0].staff_id)
    options = {each.id: competence_line(each, plainly=True) for each in known}
    chosen = form.pick("which", options)
    if form.save(primary=False):
        one = next((each for each in known if each.id == chosen), None)
        with saving(form, t("competence_take_back.saved")):
            actions.competences.take_back(
                chosen, seen_version=one.version if one else 0, by=person()
            )
