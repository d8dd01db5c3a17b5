"""All data on their way out: one file, made when asked for."""

import streamlit as st

from core.exchange import sheets
from db.exchange import exported
from pages.shared.data_import import MIME
from pages.shared.frame import forget, keep, person, recall, t, t_plain, today
from pages.shared.long_work import under_way

_MIMES = {"xlsx": MIME, "zip": "application/zip"}


def draw_export() -> None:
    """Choose what kind of file, make it, download it."""
    st.write(t("data.export_told"))
    with st.expander(t("data.export_left_heading")):
        st.caption(t("data.export_left"))
    kind = st.radio(
        t("data.kind"),
        tuple(_MIMES),
        format_func=lambda name: t_plain(f"data.file_kind.{name}"),
        horizontal=True,
        key="data.kind",
        on_change=_let_go,
    )
    with_cpr = st.checkbox(t("data.with_cpr"), key="data.with_cpr", on_change=_let_go)
    if with_cpr:
        st.warning(t("data.cpr_told"))
    if st.button(t("data.prepare"), key="data.prepare"):
        keep("data.made", _made(kind, with_cpr=with_cpr))
    content = recall("data.made")
    if content is not None:
        name = f"ungespor-{today().isoformat()}{'-cpr' if with_cpr else ''}.{kind}"
        st.download_button(
            t("data.download", name=name),
            content,
            file_name=name,
            mime=_MIMES[kind],
            type="primary",
            key="data.download",
            on_click="ignore",
        )


def _let_go() -> None:
    """Another choice: the file made for the last one is not offered any more."""
    forget("data.made")


def _made(kind: str, *, with_cpr: bool) -> bytes:
    names = list(sheets())
    with under_way("data.export", on_stop=_let_go) as told:

        def begun(sheet: str) -> None:
            words = t("data.writing_sheet", sheet=t_plain(f"exchange.sheet.{sheet}"))
            told(names.index(sheet) / len(names), words)

        return exported(kind, with_cpr=with_cpr, by=person(), told=begun)
