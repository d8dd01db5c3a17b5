"""Links between pages, with what they are about in the address."""

import streamlit as st

from pages.shared.frame import current_page, keep, person, recall, turn_to
from pages.shared.navigation import page_of
from pages.shared.places import opens


def link(page: str, label: str, /, **address: str) -> None:
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
        st.page_link(page_of(page), label=label, query_params=address)


def link_back(page: str, label: str, /, **otherwise: str) -> None:
    """A link to where the reader left the lists of a page, within what `otherwise` says of them.

    Where they left nothing there, it leads to `otherwise`.
    """
    left: dict[str, str] = recall(f"links.left.{page}", {})
    link(page, label, **(left if otherwise.items() <= left.items() else otherwise))


def leave_from(*, search: str = "", of: str = "page") -> None:
    """Rows of this page are opened from this address: which page of a list, and which filters.

    `search` is the key of a field to search in. What was searched for may be a name and is not
    kept; where something was, neither is the page `of` that list.
    """
    left = st.query_params.to_dict()
    if search and recall(search):
        left.pop(of, None)
    keep(f"links.left.{current_page()}", left)
