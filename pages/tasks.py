"""Opgaver: the open agreements of one's young people, to remind of, answer and settle."""

import streamlit as st

from db import queries
from pages.shared.frame import open_page, person, t, today
from pages.shared.tasks_view import asked_number, choose_shown, draw_tasks, draw_top

open_page("tasks")

number = asked_number()
with st.spinner(t("tasks.working")):
    tasks = queries.tasks.of_agreements(by=person(), on=today(), number=number)
draw_top(tasks, number)
if not tasks:
    st.info(t("tasks.empty"))
else:
    draw_tasks(choose_shown(tasks))
