"""Facts told in lines: what it is, and what is known of it."""

from collections.abc import Iterable
from datetime import date

import streamlit as st

from core.codes import Coded
from core.words import code_key
from pages.shared.formats import literal, shown
from pages.shared.frame import language, t


def fact_table(rows: Iterable[tuple[str, object]]) -> None:
    """Rows of (key of the label, value). An empty value is said to be not recorded."""
    st.markdown("  \n".join(f"**{t(label)}:** {_told(value)}" for label, value in rows))


def _told(value: object) -> str:
    if value is None or value in ("", ()):
        return t("form.not_recorded")
    if isinstance(value, bool):
        return t("code.answer.yes" if value else "code.answer.no")
    if isinstance(value, str):
        return literal(value)
    return shown(language(), value) if isinstance(value, date | int | float | Coded) else str(value)


def code_word(list_name: str, code: str) -> str:
    """The word of a code, safe to put into Markdown."""
    return literal(t(code_key(Coded(list_name, code))))


def code_words(list_name: str, codes: Iterable[str]) -> str:
    """The words of several codes, joined by commas; for plain text."""
    return ", ".join(t(code_key(Coded(list_name, code))) for code in codes)


def coded(list_name: str, code: str | None) -> Coded | None:
    """A code as a fact; None where there is none."""
    return Coded(list_name, code) if code else None


def all_coded(list_name: str, codes: Iterable[str]) -> tuple[Coded, ...]:
    """Several codes as one fact."""
    return tuple(Coded(list_name, code) for code in codes)
