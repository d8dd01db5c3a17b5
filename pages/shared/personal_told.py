"""The file of all that is held about a young person: looked through, made, downloaded."""

import streamlit as st

from core.records.cases import CaseHeader
from core.records.person_file import ToLookAt
from db import actions, queries
from pages.shared.documents.person_file_paper import person_file_zip, table_word
from pages.shared.documents.wording import Wording
from pages.shared.form import Form
from pages.shared.frame import keep, language, open_section, person, recall, saving, t, today
from pages.shared.whose import place


def draw_told(case: CaseHeader) -> None:
    """What has to be looked at, the choices, and the file once it is made."""
    marked = queries.person_file.to_look_at(case.id, by=person())
    with open_section("personal_data.told"):
        st.write(t("personal_data.told_told"))
        _draw_form(case, marked)
        _draw_file(case)


def _draw_form(case: CaseHeader, marked: tuple[ToLookAt, ...]) -> None:
    form = Form("person_file_form", case.id)
    words = Wording(language())
    options = {
        each.table: t("personal_data.marked", table=table_word(words, each.table), n=each.values)
        for each in marked
    }
    tables = form.pick_several("tables", options) if options else ()
    with_cpr = form.tick("with_cpr")
    looked = form.tick("looked")
    if form.save():
        with saving(form, t("person_file_form.saved")):
            made = actions.person_files.make(
                case.id, tables=tables, with_cpr=with_cpr, looked=looked, by=person(), on=today()
            )
            content = person_file_zip(made, language=language(), place=place())
            keep(f"personal_data.made.{case.id}", content)


def _draw_file(case: CaseHeader) -> None:
    content = recall(f"personal_data.made.{case.id}")
    if content is not None:
        st.download_button(
            t("personal_data.download"),
            content,
            file_name=f"ungespor-{case.number}-oplysninger-{today().isoformat()}.zip",
            mime="application/zip",
            key=f"personal_data.download.{case.id}",
            on_click="ignore",
        )
