"""„Din uge“: what the week holds, on the first page after signing in, until it is seen.

Only on that page: who goes on to another is not followed, and no other page pays for it. The page
of the notices itself says it all.
"""

import streamlit as st

from core.digest import PAGE, line
from core.presenting import PRESENTABLE
from core.records.people import Person
from db import actions, queries
from pages.shared.frame import keep, language, recall, t, today
from pages.shared.places import page_file

FIRST = "week.first"
_SEEN = "week.seen"
WITHOUT = frozenset({PAGE, "presentation", *PRESENTABLE})
"""The page that says it all, and those that others look at too."""


def draw_week(here: Person, page: str) -> None:
    """The box at the top of the page, where there is something to say. `page`: its address."""
    if here.presenting is not None or here.must_change_password or not page:
        return
    if recall(FIRST) is None:
        keep(FIRST, page)
    if recall(FIRST) != page or recall(_SEEN) or page in WITHOUT:
        return
    counted = queries.digests.to_show(by=here, on=today())
    if not counted:
        return
    with st.container(border=True, key="week"):
        st.markdown(f"**{t('digest.box.heading')}**")
        st.markdown("\n".join(f"- {line(each, language())}" for each in counted))
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(page_file(PAGE), label=t("digest.box.link"))
            st.button(t("digest.box.seen"), key="week.see", on_click=_see, args=(here,))


def _see(here: Person) -> None:
    actions.digests.see(by=here, on=today())
    keep(_SEEN, True)
