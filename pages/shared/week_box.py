"""„Din uge“: what the week holds, at the top of one's home page, until it is seen.

There and nowhere else: whoever opens another page has an errand, and does not pay for it. Where
there is nothing to say it is not asked again before the next sign-in.
"""

import streamlit as st

from core.digest import PAGE, line
from core.records.people import Person
from db import actions, queries
from pages.shared.frame import keep, language, recall, t, today
from pages.shared.navigation import page_of

_SEEN = "week.seen"


def draw_week(here: Person) -> None:
    """The box, where there is something to say and the week was not seen yet."""
    if here.must_change_password or recall(_SEEN):
        return
    counted = queries.digests.to_show(by=here, on=today())
    if not counted:
        keep(_SEEN, True)
        return
    with st.container(border=True, key="week"):
        said = " · ".join(line(each, language()) for each in counted)
        st.markdown(f"**{t('digest.box.heading')}** · {said}")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(page_of(PAGE), label=t("digest.box.link"))
            st.button(t("digest.box.seen"), key="week.see", on_click=_see, args=(here,))


def _see(here: Person) -> None:
    actions.digests.see(by=here, on=today())
    keep(_SEEN, True)
