"""The words of the meeting checklist: a project leader puts the items in others; codes stay."""

import streamlit as st

from core.checklist import groups
from db import queries
from pages.shared.checklist_items_view import draw_group
from pages.shared.frame import open_page, person, t

open_page("checklist_items")

st.write(t("checklist_items.explanation"))
changes = queries.checklist.changes(by=person())
for group in groups():
    draw_group(group, changes)
