"""Links between pages, with what they are about in the address."""

import streamlit as st

from pages.shared.frame import current_page, person, turn_to
from pages.shared.places import opens, page_file


def link(page: str, label: str, **address: str) -> None:
    """A link to a page; plain words where the page is not in the person's menu.

    Streamlit leaves the browser's address alone when a page links to itself, so that a reload would
    lose the way: such a link is a button that sets the address. A page that is presented leads
    nowhere else.
    """
    if person().presenting is not None and page != current_page():
        return
    if not opens(page, person()):
        st.markdown(label)
    elif page == current_page():
        key = f"link.{label}.{'.'.join(f'{name}={value}' for name, value in address.items())}"
        st.button(label, key=key, type="tertiary", on_click=turn_to, kwargs=address)
    else:
        st.page_link(page_file(page), label=label, query_params=address)
