"""What is held of one young person: corrected with a trace, told to them, merged where it is twice.

The address says which part is open, and with which case a merge is prepared (`with`).
"""

import streamlit as st

from core.codes import Step
from core.permissions import Act, may
from core.redaction import Detail, Place, knows
from pages.shared.case import open_case
from pages.shared.frame import open_page, person, t
from pages.shared.personal_correcting import draw_correcting
from pages.shared.personal_merging import draw_merging
from pages.shared.personal_told import draw_told
from pages.shared.support_parts import choose_part

open_page("personal_data")

PARTS = {
    "correct": (Act.CORRECT_PERSON, draw_correcting),
    "told": (Act.TELL_PERSON, draw_told),
    "merge": (Act.MERGE_PEOPLE, draw_merging),
}

case = open_case("personal_data", frozenset(Step))
if not knows(person(), case.reach, Detail.NAME, Place.OWN_PAGE, protected=case.protected_identity):
    st.info(t("refusal.protected_elsewhere"))
    st.stop()
mine = tuple(part for part, (act, _) in PARTS.items() if may(person(), act, case.reach))
PARTS[choose_part("personal_data", case, mine, "correct")][1](case)
