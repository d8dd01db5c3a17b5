"""A document on the screen, as it stands on paper."""

import streamlit as st

from pages.shared.documents.paper import Block, Paper
from pages.shared.formats import literal


def draw_paper(paper: Paper) -> None:
    """Title, lines and parts, each text as it stands."""
    with st.container(border=True):
        st.markdown(f"**{literal(paper.title)}**")
        for line in paper.lines:
            st.caption(literal(line))
        for part in paper.parts:
            st.markdown(f"**{literal(part.heading)}**")
            for block in part.blocks:
                st.markdown(_block(block))


def _block(block: Block) -> str:
    if block.kind == "table":
        return _table(block)
    text = literal(block.text)
    marked = {
        "small": f":small[{text}]",
        "quote": f"> {text}",
        "goal": f"**{text}**",
        "fact": f"**{literal(block.label)}:** {text}",
        "point": f"- {text}",
    }
    return marked.get(block.kind, text)


def _table(block: Block) -> str:
    lines = [block.columns, ("---",) * len(block.columns), *block.rows]
    return "\n".join(f"| {' | '.join(_cell(cell) for cell in line)} |" for line in lines)


def _cell(text: str) -> str:
    return text if text == "---" else literal(text).replace("\n", " ")
