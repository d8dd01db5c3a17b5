"""The part of the documents: make and give them, who was given what, and the plan's versions."""

from collections.abc import Callable, Mapping

import streamlit as st

from core.records.sharing import DocumentFile
from core.start_up import Part
from db import queries
from pages.shared.frame import keep, person, recall, t
from pages.shared.network_board import Board, opened
from pages.shared.network_documents_give import draw_give
from pages.shared.network_documents_kept import draw_record, draw_versions

W = "network_documents"

VIEWS: Mapping[str, Callable[[Board, DocumentFile], None]] = {
    "give": draw_give,
    "record": draw_record,
    "versions": draw_versions,
}


def draw_documents(board: Board) -> None:
    """The view that the address names."""
    kept = queries.documents.documents_of(board.case.id, by=person())
    VIEWS[_choose_view(board)](board, kept)


def _choose_view(board: Board) -> str:
    view = next((each for each in VIEWS if each == opened("view")), "give")
    keep(f"{W}.view", view)
    st.segmented_control(
        t(f"{W}.views"),
        list(VIEWS),
        required=True,
        format_func=_word,
        key=f"{W}.view",
        on_change=_turn_to,
        args=(board,),
        label_visibility="collapsed",
    )
    return view


def _word(view: str) -> str:
    return t(f"{W}.view.{view}")


def _turn_to(board: Board) -> None:
    board.go(Part.DOCUMENTS, view=recall(f"{W}.view"))
