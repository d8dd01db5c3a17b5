"""What falls due, in numbers and case numbers; nothing of what a case holds."""

import streamlit as st

from core.records.retention import DueCase, DueKind, RetentionPreview
from pages.shared.formats import day
from pages.shared.frame import language, open_section, t, today
from pages.shared.paging import draw_pager, leaf


def draw_kinds(preview: RetentionPreview) -> None:
    """Each kind: how long it is kept, what happens then, and how much that is now and soon."""
    with open_section("retention.kinds"):
        st.table([_kind(kind) for kind in preview.kinds], hide_index=True)
        if not all(kind.decided for kind in preview.kinds):
            st.warning(t("retention.undecided"))


def _kind(kind: DueKind) -> dict[str, str]:
    long = t(f"retention.long.{kind.unit}", n=kind.long)
    return {
        t("retention.column.kind"): t(f"retention.kind.{kind.kind}"),
        t("retention.column.long"): long if kind.decided else t("retention.proposed", long=long),
        t("retention.column.what"): t(f"retention.what.{kind.what}"),
        t("retention.column.now"): str(kind.now),
        t("retention.column.soon"): str(kind.soon),
        t("retention.column.held"): str(kind.held),
    }


def draw_cases(preview: RetentionPreview) -> None:
    """The cases behind the numbers, soonest first."""
    with open_section("retention.cases"):
        if not preview.cases:
            st.caption(t("retention.no_cases"))
            return
        shown, due = leaf(preview.cases), frozenset(preview.due(today()))
        st.table([_case(case, due) for case in shown.rows], hide_index=True)
        draw_pager(shown.page, shown.pages)


def _case(case: DueCase, due: frozenset[DueCase]) -> dict[str, str]:
    return {
        t("retention.column.number"): str(case.number),
        t("retention.column.kind"): t(f"retention.one.{case.kind}"),
        t("retention.column.ended"): day(language(), case.ended),
        t("retention.column.last_day"): day(language(), case.last_day),
        t("retention.column.state"): t(f"retention.state.{_state(case, due)}"),
    }


def _state(case: DueCase, due: frozenset[DueCase]) -> str:
    if case.hold is not None:
        return "held"
    if case.last_day >= today():
        return "soon"
    return "now" if case in due else "undecided"
