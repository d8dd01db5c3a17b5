"""What an import has to say, drawn: problems and warnings by their place, and counts per sheet."""

from collections.abc import Sequence

import streamlit as st

from core.exchange_words import LIST_COLUMNS, column_label, listed, told_facts
from core.records.exchange import ImportReport, Problem
from pages.shared.formats import literal
from pages.shared.frame import language, t, t_plain

FIRST = 50
"""So many are shown; the rest stands in the list to download."""


def draw_found(report: ImportReport) -> None:
    """All problems, then all warnings, then the list of both to keep beside the spreadsheet."""
    if report.problems:
        st.error(f"{t('data.problems', n=len(report.problems))}. {t('data.refused')}")
        _draw_table(report.problems)
    if report.warnings:
        st.warning(f"{t('data.warnings', n=len(report.warnings))}. {t('data.warnings_told')}")
        _draw_table(report.warnings)
    if report.problems or report.warnings:
        found = {"problem": report.problems, "warning": report.warnings}
        st.download_button(
            t("data.download_list"),
            listed(language(), found),
            file_name=t_plain("data.list_name"),
            mime="text/csv",
            key="data.list",
            on_click="ignore",
        )


def _draw_table(problems: Sequence[Problem]) -> None:
    headings = {name: t(f"exchange.list.{name}") for name in LIST_COLUMNS}
    st.table(
        [
            {headings[name]: text for name, text in _cells(problem).items()}
            for problem in problems[:FIRST]
        ],
        hide_index=True,
    )
    if len(problems) > FIRST:
        st.caption(t("data.first_shown", first=FIRST, n=len(problems)))


def _cells(problem: Problem) -> dict[str, str]:
    return {
        "sheet": literal(problem.sheet or ""),
        "row": str(problem.row or ""),
        "column": literal(column_label(language(), problem) or ""),
        "value": literal(problem.value or ""),
        "what": t(f"exchange.problem.{problem.code}", **told_facts(language(), problem)),
    }


def draw_counts(report: ImportReport) -> None:
    """New, changed and unchanged rows of each sheet that has any."""
    rows = [
        {
            t("data.count.sheet"): t(f"exchange.sheet.{name}"),
            t("data.count.added"): t("data.rows", n=written.added),
            t("data.count.changed"): t("data.rows", n=written.changed),
            t("data.count.unchanged"): t("data.rows", n=written.unchanged),
        }
        for name, written in report.sheets.items()
        if written.added or written.changed or written.unchanged
    ]
    if not rows:
        return
    st.table(rows, hide_index=True)
    if any(written.added or written.changed for written in report.sheets.values()):
        st.success(f"{t('data.checked')} {t('data.confirm_told')}")
    else:
        st.info(t("data.nothing_new"))
