"""Contacts on a telephone: three taps for the usual ones, the week at a glance, and the gaps.

The address says which week is shown, and which contact is being corrected.
"""

import streamlit as st

from core.permissions import Act, Scope, scopes
from db import queries
from pages.shared.contact_gaps import draw_gaps
from pages.shared.contact_quick import draw_quick
from pages.shared.contact_week import draw_week
from pages.shared.frame import open_page, person, t

open_page("contacts")

young_people = queries.contacts.own_young_people(by=person())
if young_people:
    draw_quick(young_people)
if young_people or queries.contacts.latest(by=person()):
    draw_week()
if Scope.ALL in scopes(person(), Act.SEE_CASE):
    draw_gaps()
elif not young_people:
    st.info(t("contacts.nobody"))
