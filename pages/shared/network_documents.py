"""The part of the documents: make and give them, who was given what, and the plan's versions."""

from collections.abc import Callable, Mapping

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
    VIEWS[_choose_view(board)](board, kept)


def _choose_view(board: Board) -> str:
    view = next((each for each in VIEWS if each == opened("view")), "give")
    words = {each: t(f"{W}.view.{each}") for each in VIEWS}
    draw_row(t(f"{W}.views"), words, view, board, key=f"{W}.view", on_change=_turn_to)
    return view


def _turn_to(board: Board) -> None:
    board.go(Part.DOCUMENTS, view=recall(f"{W}.view"))
