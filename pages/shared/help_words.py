"""The method's words in plain ones. Where a word stands on a page, `frame.explained` has it."""

import streamlit as st

from core.glossary import Explained, explained_in, search
from pages.shared.frame import language, t
from pages.shared.paging import ask_search


def draw_words() -> None:
    """All words by the alphabet, or those searched for."""
    st.markdown(t("glossary.about"))
    wanted = ask_search("help.words", said=t("glossary.search"))
    found = search(explained_in(language()), wanted)
    if not found:
        st.info(t("glossary.none_found"))
    st.markdown("\n".join(map(_line, found)))


def _line(word: Explained) -> str:
    older = f" *{t('glossary.older', older=word.older)}.*" if word.older else ""
    return f"- **{word.name}**: {word.told}{older}"
