"""A sheet on the screen: the same words as on the paper."""

from collections.abc import Iterable

import streamlit as st

from pages.shared.documents.sheet import Part, Points, Sheet, Words
from pages.shared.formats import literal
from pages.shared.heads import draw_heading

_STYLE = """<style>
.st-key-about-me :is(p, li) { font-size: 1.15rem; line-height: 1.5; }
.st-key-about-me li { margin-bottom: 0.7rem; }
.st-key-about-me li p small, .st-key-about-me li small { font-size: 1rem; }
</style>"""


def draw_sheet(sheet: Sheet) -> None:
    """The intro, and each part under its heading, in large type."""
    with st.container(key="about-me"):
        st.html(_STYLE)
        st.markdown(literal(sheet.intro))
        for section in sheet.sections:
            draw_heading(literal(section.heading))
            st.markdown("\n\n".join(_markdown(section.parts)))


def _markdown(parts: Iterable[Part]) -> Iterable[str]:
    for part in parts:
        if isinstance(part, Words):
            yield literal(part.text)
        if isinstance(part, Points):
            yield "\n".join(_point(point.text, point.more) for point in part.points)


def _point(text: str, more: tuple[str, ...]) -> str:
    lines = "".join(f"  \n  :small[{_flat(each)}]" for each in more)
    return f"- {_flat(text)}{lines}"


def _flat(text: str) -> str:
    return literal(" ".join(text.split()))
