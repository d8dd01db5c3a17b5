"""The implementation: the seven steps, agreements with partners, how the work is organised, tests.

The address says which part is in sight and what is open in it: `step` and `question`, `agreement`,
`aspect`, `test`.
"""

import streamlit as st

from db import queries
from pages.shared.frame import open_page, person, t
from pages.shared.implementation_agreements import draw_agreements
from pages.shared.implementation_organisation import draw_organisation
from pages.shared.implementation_print import draw_print
from pages.shared.implementation_steps import draw_steps
from pages.shared.implementation_tests import draw_tests
from pages.shared.switches import switch

open_page("implementation")

PARTS = {
    "steps": (draw_steps, "question"),
    "agreements": (draw_agreements, "agreement"),
    "organisation": (draw_organisation, "aspect"),
    "tests": (draw_tests, "test"),
}
"""What draws each part, and what the address calls the thing that is open in it."""

known = queries.implementation.everything(by=person())
if known is None:
    st.stop()
words = {part: t(f"implementation.part.{part}") for part in PARTS}
draw, opened = PARTS[switch("implementation", "part", t("implementation.parts"), words)]
draw(known)
if opened not in st.query_params:
    draw_print(known)
