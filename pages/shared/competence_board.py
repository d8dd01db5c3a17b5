"""The overview: who lacks a course or an education, and who has waited long for supervision."""

from collections.abc import Sequence

import streamlit as st

from core.competences import weeks_between
from core.records.competences import Standing, Supervision
from pages.shared.competence_supervision import draw_supervisions
from pages.shared.competence_words import standing_lines
from pages.shared.formats import literal, namesakes_apart
from pages.shared.frame import open_section, t, today
from pages.shared.links import leave_from, link
from pages.shared.paging import paged

PAGE_SIZE = 20
SUPERVISIONS = 5
"""So many of the newest are shown."""


def draw_board(standings: Sequence[Standing], held: Sequence[Supervision]) -> None:
    """One sentence, everybody's line with those who lack something first, supervision."""
    leave_from()
    st.markdown(f"**{_sentence(standings)}**")
    link("competences", t("competences.new_supervision"), do="supervision")
    with open_section("competences.staff"):
        _draw_lines(sorted(standings, key=_urgency))
        st.caption(t("competences.told", weeks=weeks_between(today())))
    with open_section("competences.supervisions"):
        draw_supervisions(held[:SUPERVISIONS])


def _sentence(standings: Sequence[Standing]) -> str:
    lacking = sum(bool(each.lacking) for each in standings)
    late = sum(each.late(today()) for each in standings)
    said = [t("competences.lacking", n=lacking)] if lacking else [t("competences.none_lacking")]
    said += [t("competences.late", n=late)] if late else []
    return " ".join(said)


def _urgency(each: Standing) -> bool:
    return not (each.lacking or each.late(today()) or not each.educated)


def _draw_lines(standings: Sequence[Standing]) -> None:
    labels = namesakes_apart({each.member.id: each.member.name for each in standings})
    for each in paged(standings, PAGE_SIZE):
        link("competences", literal(labels[each.member.id]), staff=each.member.id)
        st.caption("  \n".join(standing_lines(each)))
