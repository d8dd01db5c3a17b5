"""Make documents and give them: what each recipient may have, the files, and that they got it."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from core.documents import document
from core.handing_out import HandingOut
from core.permissions import Act, may
from core.plan_versions import edition
from core.recipients import key_of, recipients
from core.records.documents import SharedDocument
from core.records.people import Person
from core.records.sharing import DocumentFile
from core.shared_documents import COORDINATOR, is_for
from core.sharing import Ground, Recipient
from core.start_up import Part
from db import actions
from pages.shared.documents.paper import Paper
from pages.shared.documents.paper_files import file_name, paper_pdf, paper_word
from pages.shared.documents.papers import Head, paper
from pages.shared.form import Form
from pages.shared.formats import literal
from pages.shared.frame import open_section, person, saving, t, today
from pages.shared.handing_over import still_allowed
from pages.shared.heads import draw_heading
from pages.shared.network_board import Board, opened
from pages.shared.network_documents_source import Asked, draw_asked, who_of
from pages.shared.network_documents_words import draw_had, draw_may, ground_words
from pages.shared.paper_preview import draw_paper

W = "network_documents"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAKERS: Mapping[str, tuple[str, Callable[[Paper], bytes]]] = {
    "pdf": ("application/pdf", paper_pdf),
    "docx": (_WORD, paper_word),
}
"""The kinds of file: their type, and what makes them."""


def draw_give(board: Board, kept: DocumentFile) -> None:
    """The document asked for, for everybody it can be made for."""
    asked = draw_asked(board, kept)
    if asked is None:
        return
    _draw_file_copy(board, asked)
    draw_heading(t(f"{W}.recipients"))
    made = _documents(asked)
    able = [each for each in made if can_have(each)]
    for each in able:
        _draw_recipient(board, asked, each, kept)
    _draw_unable(board, [each for each in made if not can_have(each)])
    if able:
        _register(board, asked, able)


def can_have(made: SharedDocument) -> bool:
    """Whether the recipient can be given the document."""
    return made.basis.ground is not Ground.NONE and made.says_something


def _documents(asked: Asked) -> list[SharedDocument]:
    source = asked.source
    listed = recipients(source.file, name=source.name, on=source.on, meeting=source.meeting)
    return [document(asked.kind, source, each) for each in listed if is_for(asked.kind, each.role)]


def _draw_file_copy(board: Board, asked: Asked) -> None:
    whole = document(asked.kind, asked.source, Recipient(COORDINATOR))
    with st.container(border=True):
        st.markdown(f"**{t(f'{W}.file_copy')}**")
        st.caption(t(f"{W}.file_copy_help"))
        _draw_files(board, asked, whole)


def _draw_recipient(board: Board, asked: Asked, made: SharedDocument, kept: DocumentFile) -> None:
    with st.container(border=True):
        st.markdown(f"**{literal(_who(made))}**")
        draw_may(made)
        draw_had(made, kept, board.file.goals)
        _draw_files(board, asked, made)


def _who(made: SharedDocument) -> str:
    return who_of(made.recipient.role, made.recipient.name)


def _draw_unable(board: Board, unable: list[SharedDocument]) -> None:
    """Who can not be given it, and why; a young person's empty plan is told elsewhere."""
    nothing = [each for each in unable if each.basis.ground is Ground.NONE]
    hidden = [each for each in unable if each.basis.ground is not Ground.NONE and each.left_out]
    if not nothing and not hidden:
        return
    with st.container(border=True):
        st.markdown(f"**{t(f'{W}.unable')}**")
        if nothing:
            st.markdown("\n".join(f"- {literal(_who(each))}" for each in nothing))
            st.caption(t(f"{W}.gets_nothing"))
        for each in hidden:
            ground = ground_words(each.basis.ground)
            st.caption(t(f"{W}.only_lacking", who=_who(each), ground=ground))
        if may(person(), Act.RECORD_CONSENT, board.case.reach):
            board.link(t(f"{W}.to_consent"), Part.CONSENT)


def _draw_files(board: Board, asked: Asked, made: SharedDocument) -> None:
    key = key_of(made.recipient)
    seen = opened("to") == key
    with st.container(horizontal=True):
        st.button(
            t(f"{W}.{'close_preview' if seen else 'preview'}"),
            key=f"{W}.preview.{key}",
            on_click=_preview,
            args=(board, asked, "" if seen else key),
        )
        for ending, (mime, _) in MAKERS.items():
            st.download_button(
                t(f"{W}.{ending}"),
                data=still_allowed(
                    partial(make, board.case.id, made, asked.head, ending, person()),
                    case_id=board.case.id,
                ),
                file_name=file_name(board.case.number, made, asked.head.made, ending),
                mime=mime,
                key=f"{W}.{ending}.{key}",
                on_click="ignore",
            )
    if seen:
        draw_paper(asked.on_paper(made))


def make(case_id: str, made: SharedDocument, head: Head, ending: str, by: Person) -> bytes:
    """The file, and a line in the log that it was made."""
    actions.distributions.made_file(case_id, made.kind, made.recipient, ending, by=by)
    return MAKERS[ending][1](paper(made, head))


def _preview(board: Board, asked: Asked, key: str) -> None:
    address = {"document": asked.kind, "about": asked.about, **({"to": key} if key else {})}
    board.go(Part.DOCUMENTS, view="give", **address)


def _register(board: Board, asked: Asked, able: list[SharedDocument]) -> None:
    plan = edition(board.file.goals)
    subject = f"{board.case.id}.{asked.kind}.{asked.about}"
    by_key = {key_of(each.recipient): each.recipient for each in able}
    names = {key: literal(who_of(each.role, each.name)) for key, each in by_key.items()}
    with open_section("hand_out_form.heading"):
        form = Form("hand_out_form", subject, plan, initial={"day": today()})
        told = HandingOut(
            document=asked.kind,
            subject_id=asked.subject_id,
            recipients=tuple(by_key[key] for key in form.pick_several("recipients", names)),
            channel=form.one_of("channel", "distribution_channel"),
            day=form.day("day"),
        )
        if form.save():
            with saving(form, t("hand_out_form.saved")):
                actions.distributions.hand_out(
                    board.case.id, told, seen_plan=form.seen_version, by=person(), on=today()
                )
                board.go(Part.DOCUMENTS, view="record")
