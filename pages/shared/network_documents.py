"""The part of the documents: make and give them, who was given what, and the plan's versions."""

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from core.permissions import Act, may
from core.records.sharing import DocumentFile
from core.start_up import Part
from db import queries
from pages.shared.frame import person, recall, t
from pages.shared.network_board import Board, opened
from pages.shared.network_documents_give import draw_give
from pages.shared.network_documents_kept import draw_record, draw_versions
from pages.shared.switches import draw_row

W = "network_documents"

VIEWS: Mapping[str, Callable[[Board, DocumentFile], None]] = {
    "give": draw_give,
    "record": draw_record,
    "versions": draw_versions,
}


def draw_documents(board: Board) -> None:
    """The view that the address names."""
    kept = queries.documents.documents_of(board.case.id, by=person())
    views = _views(board)
    if "give" not in views:
        st.info(t(f"{W}.cannot"))
    VIEWS[_choose_view(board, views)](board, kept)


def _views(board: Board) -> list[str]:
    """Who may only read has no view to give from."""
    gives = may(person(), Act.SHARE_DOCUMENTS, board.case.reach)
    return [each for each in VIEWS if gives or each != "give"]


def _choose_view(board: Board, views: Sequence[str]) -> str:
    view = next((each for each in views if each == opened("view")), views[0])
    words = {each: t(f"{W}.view.{each}") for each in views}
    draw_row(t(f"{W}.views"), words, view, board, key=f"{W}.view", on_change=_turn_to)
    return view


def _turn_to(board: Board) -> None:
    board.go(Part.DOCUMENTS, view=recall(f"{W}.view"))
