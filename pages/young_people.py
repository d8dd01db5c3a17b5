"""All young people one sees: searched, filtered, sorted, 25 at a time."""

import streamlit as st

from db import queries
from pages.shared.frame import open_page, person, t, today
from pages.shared.links import leave_from, link
from pages.shared.overview_filters import ask
from pages.shared.overview_list import draw_lines
from pages.shared.paging import draw_pager
from pages.shared.way_in import draw_way_in

open_page("young_people")

wanted = ask(queries.lists.workers(by=person(), on=today()))
found = queries.lists.page(wanted, by=person(), on=today())
if found.lines:
    st.caption(t("young_people.count", n=found.total))
    draw_lines(found.lines, today())
elif wanted.narrows:
    st.info(t("young_people.empty"))
else:
    st.info(t("young_people.none_yet"))
    link("referral", t("referral.new"), new="1")
draw_pager(found.page, found.pages)
leave_from(search="young_people.search")
draw_way_in()
