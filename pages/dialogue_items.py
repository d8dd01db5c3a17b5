"""The questions of the conversation: a project leader adds, rewords and retires them."""

import streamlit as st

from core.codes import all_codes
from db import queries
from pages.shared.dialogue_items_view import draw_domain, draw_new
from pages.shared.frame import open_page, person, t, today

open_page("dialogue_items")

st.write(t("dialogue_items.explanation"))
changes = queries.dialogue.item_changes(by=person())
held = queries.dialogue.standing_items(today(), by=person())
for domain in all_codes("life_domain"):
    draw_domain(domain, held, changes)
draw_new(changes)
