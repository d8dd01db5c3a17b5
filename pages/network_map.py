"""The network map with the young person at the table, and the overviews that belong to it."""

from functools import partial

import streamlit as st

from core.codes import Step
from core.pathway import ACCEPTED_STEPS
from db import queries
from pages.shared.case import case_link, open_case
from pages.shared.frame import open_page, person, t
from pages.shared.interventions_part import draw_interventions
from pages.shared.links import link
from pages.shared.network_around import Around
from pages.shared.network_map_earlier import draw_earlier
from pages.shared.network_map_part import draw_map_part
from pages.shared.network_overview_part import draw_overview
from pages.shared.presented import draw_stage
from pages.shared.presenting import draw_present, draw_presented
from pages.shared.support_parts import choose_part

open_page("network_map")

PARTS = {
    "map": draw_map_part,
    "earlier": draw_earlier,
    "overview": draw_overview,
    "interventions": draw_interventions,
}

case = open_case("network_map", ACCEPTED_STEPS, quiet=True)
file = queries.network.file_of(case.id, by=person())
if file is None or case.step not in ACCEPTED_STEPS | {Step.CLOSED}:
    st.info(t("network_map.too_early"))
    case_link("young_person", case.number, t("case.whole_way"))
    st.stop()

around = Around(case, file.people)
if around.big or person().presenting is not None:
    draw_stage()
if draw_presented(partial(draw_map_part, around), leave=t("network_map.leave")):
    st.stop()
if around.big:
    draw_map_part(around)
    st.stop()
draw_present("network_map", primary=False, case=str(case.number))
part = choose_part("network_map", case, tuple(PARTS), "map")
PARTS[part](around)
link("network_meeting", t("network_map.back"), case=str(case.number), part="network")
