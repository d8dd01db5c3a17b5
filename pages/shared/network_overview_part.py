"""The network overview: the team and the rest of the network with how they are reached."""

from collections.abc import Iterator

import streamlit as st

from core.codes import Coded
from core.network_overview import OverviewRow, overview_rows, staff_row
from core.words import code_key
from db import queries
from pages.shared.frame import t, t_plain, today
from pages.shared.links import link
from pages.shared.network_around import Around
from pages.shared.network_map_view import sphere_word
from pages.shared.network_papers import draw_overview_paper

W = "network_map.overview"
SUPPORT_WORKER = "support_worker"


def draw_overview(around: Around) -> None:
    """The table, its paper, and the way to where a line is changed."""
    rows = (*_staff(around), *overview_rows(around.people))
    if not rows:
        st.info(t("network_map.none"))
        return
    st.caption(t(f"{W}.not_for_the_wall"))
    st.table([line_of(row) for row in rows], hide_index=True)
    draw_overview_paper(around, [line_of(row) for row in rows])
    if around.writes:
        case = str(around.case.number)
        link("network_meeting", t(f"{W}.change"), case=case, part="network")


def _staff(around: Around) -> Iterator[OverviewRow]:
    """The coordinator, and who gives the support."""
    names, reach = dict(queries.network.chairs(today())), around.case.reach
    support = t_plain(code_key(Coded("participant_role", SUPPORT_WORKER)))
    for each in reach.staff_ids:
        if each not in names:
            continue
        if each == reach.coordinator_id:
            yield staff_row(each, names[each], t_plain(f"{W}.coordinator"))
        else:
            yield staff_row(each, names[each], support, SUPPORT_WORKER)


def line_of(row: OverviewRow) -> dict[str, str]:
    """One line by the names of its columns."""
    about = (
        row.relation,
        t_plain("network_map.chosen") if row.chosen_adult else None,
        t_plain(f"{W}.draws_on", text=row.draw_on) if row.draw_on else None,
    )
    return {
        t_plain(f"{W}.name"): row.name or t_plain("network_map.nameless"),
        t_plain(f"{W}.reach"): ", ".join(filter(None, (row.phone, row.email))),
        t_plain(f"{W}.relation"): ", ".join(filter(None, about)),
        t_plain(f"{W}.sphere"): sphere_word(row.sphere),
        t_plain(f"{W}.role"): _role(row.role),
        t_plain(f"{W}.organisation"): row.organisation or "",
    }


def _role(role: str | None) -> str:
    return t_plain(code_key(Coded("participant_role", role))) if role else ""
