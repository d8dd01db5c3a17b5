"""Who is away and who stands in, as sentences on the home page, a worker's and a case's."""

import streamlit as st

from core.records.absences import Absence
from core.records.people import Reach
from db import queries
from pages.shared.frame import person, t, today
from pages.shared.heads import draw_heading
from pages.shared.links import link

MOST = 10
"""How many absences the home page tells; the others stand with the caseloads."""


def draw_absence(absence: Absence) -> None:
    """Since when and until when, and who stands in; a warning where nobody does."""
    facts = {"name": absence.name, "first": absence.from_date, "last": absence.to_date}
    said = [t("absence.now" if absence.runs(today()) else "absence.soon", **facts)]
    if absence.deputy_name is not None:
        said.append(t("absence.deputy", deputy=absence.deputy_name))
    if absence.id not in queries.absences.without_deputy(today()):
        st.markdown(" ".join(said))
        return
    said.append(t("absence.no_deputy" if absence.deputy_id is None else "absence.no_deputy_works"))
    st.warning(" ".join(said))


def draw_on_status() -> None:
    """On the home page: what a project leader, a deputy and who is away should know."""
    absences = queries.absences.to_tell(by=person(), on=today())
    if not absences:
        return
    with st.container(border=True):
        draw_heading(t("absence.status"))
        for each in sorted(absences, key=_pressing)[:MOST]:
            if _covered_by_reader(each):
                key = "absence.you_cover" if each.runs(today()) else "absence.you_will_cover"
                st.markdown(t(key, name=each.name, first=each.from_date, last=each.to_date))
            else:
                draw_absence(each)
                if each.id in queries.absences.without_deputy(today()):
                    label = t("absence.find_deputy", name=each.name)
                    link("caseload", label, worker=each.staff_id)
        if len(absences) > MOST:
            st.caption(t("absence.more", n=len(absences) - MOST))
        link("caseload", t("caseload.menu"))


def _covered_by_reader(absence: Absence) -> bool:
    return absence.deputy_id is not None and absence.deputy_id == person().staff_id


def _pressing(absence: Absence) -> int:
    """What the reader does comes first, then where nobody stands in."""
    if _covered_by_reader(absence):
        return 0
    return 1 if absence.id in queries.absences.without_deputy(today()) else 2


def deputies_of(reach: Reach) -> list[str]:
    """Who stands in for the people around a case today, a sentence for each."""
    return [
        t("absence.case", name=each.name, deputy=each.deputy_name)
        for each in queries.absences.around(reach, on=today())
        if each.deputy_name is not None
    ]
