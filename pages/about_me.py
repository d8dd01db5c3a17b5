"""Who knows what about me: shown to the young person, and printed for them."""

from functools import partial

import streamlit as st

from core.codes import Step
from core.start_up import Part
from db import queries
from pages.shared.about_me_told import About, about_sheet
from pages.shared.about_me_view import draw_sheet
from pages.shared.case import open_case
from pages.shared.documents.sheet import sheet_pdf
from pages.shared.frame import open_page, person, t, t_plain, today
from pages.shared.handing_over import handed_over
from pages.shared.links import link
from pages.shared.presenting import draw_present, draw_presented

open_page("about_me")

case = open_case("about_me", frozenset(Step), quiet=True)
file = queries.network.file_of(case.id, by=person())
if file is None:
    st.stop()
about = About(
    case,
    file,
    queries.support.courses(case.id, by=person()),
    queries.sharing.received(case.id, by=person()),
    queries.absences.around(case.reach, on=today()),
)
sheet = about_sheet(about, today())
if draw_presented(partial(draw_sheet, sheet), leave=t("about_me.leave")):
    st.stop()
draw_present("about_me", case=str(case.number))
draw_sheet(sheet)
if case.protected_identity:
    st.warning(t("about_me.protected"))
st.download_button(
    t("about_me.pdf"),
    handed_over("about_me", partial(sheet_pdf, sheet), case_id=case.id),
    file_name=t_plain("about_me.file", number=str(case.number)),
    mime="application/pdf",
    key="about_me.pdf",
)
link("network_meeting", t("about_me.back"), case=str(case.number), part=Part.CONSENT.value)
