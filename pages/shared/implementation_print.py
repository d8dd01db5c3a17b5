"""The button that makes the page for the steering group."""

from datetime import date
from functools import partial

import streamlit as st

from core.records.implementation import Implementation
from pages.shared.documents.implementation_paper import implementation_paper
from pages.shared.documents.paper_files import ONE_PAGE, paper_pdf
from pages.shared.frame import language, t, today
from pages.shared.handing_over import handed_over
from pages.shared.whose import place


def draw_print(known: Implementation) -> None:
    """One page as PDF; it is made when it is asked for."""
    st.download_button(
        t("implementation.print"),
        data=handed_over("implementation", partial(_made, known, language(), place(), today())),
        file_name=f"ungespor-implementering-{today().isoformat()}.pdf",
        mime="application/pdf",
        key="implementation.print",
        on_click="ignore",
    )


def _made(known: Implementation, spoken: str, where: str, on: date) -> bytes:
    paper = implementation_paper(known, language=spoken, place=where, on=on)
    return paper_pdf(paper, ONE_PAGE)
