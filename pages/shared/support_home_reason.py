"""R04 in a form that begins CTI: what stands in the way, and a reason to begin all the same."""

from datetime import date

import streamlit as st

from core.codes import Method
from core.permissions import Act, may
from core.records.cases import CaseHeader
from core.support import home_is_needed
from db import queries
from pages.shared.form import Form
from pages.shared.frame import person, t, today
from pages.shared.support_parts import part_link


def home_reason_field(
    form: Form, case: CaseHeader, method: Method, start: date | None
) -> str | None:
    """What stands in the way of CTI, and a project leader's reason to begin all the same (R04)."""
    lines = queries.housing.history(case.id, by=person())
    if not home_is_needed(method, lines, start or today()):
        return None
    st.warning(t("support_phase.home.missing"))
    part_link("support_phase", case, "home", t("support_phase.home.to_home"))
    if not may(person(), Act.OVERRIDE_HOME_RULE, case.reach):
        return None
    return form.text("home_reason", area=True)
