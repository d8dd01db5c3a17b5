"""Lists on their way in: the files are chosen, looked through, and brought in when confirmed."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from core.errors import RuleBroken
from core.exchange_limits import LARGEST_FILE_MB
from core.headway import heard
from core.records.exchange import ImportReport, Sent, Stage
from db.exchange import import_sent, template
from pages.shared.data_report import draw_counts, draw_found
from pages.shared.frame import (
    forget,
    keep,
    language,
    person,
    recall,
    saving,
    sentence,
    t,
    t_plain,
    today,
)
from pages.shared.long_work import under_way

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def draw_template() -> None:
    """The empty workbook to fill in."""
    st.write(t("data.template_told"))
    key = f"data.template.{language()}"
    if recall(key) is None:
        keep(key, template(language()))
    st.download_button(
        t("data.template"),
        recall(key),
        file_name=t_plain("data.template_name"),
        mime=MIME,
        key="data.template",
        on_click="ignore",
    )


def draw_import() -> None:
    """Choose files; see what they would do; confirm."""
    _name_uploader()
    with st.container(key="data-files"):
        files = st.file_uploader(
            t("data.files", limit=LARGEST_FILE_MB),
            accept_multiple_files=True,
            key=f"data.files.{recall('data.round', 0)}",
        )
    if refused := recall("data.refused"):
        st.error(refused)
    if not files:
        forget("data.preview")
        return
    newest = list({file.name: file for file in files}.values())
    report = _preview(newest)
    draw_found(report)
    draw_counts(report)
    with st.container(horizontal=True):
        if not report.problems:
            _draw_confirm(newest, report)
        st.button(t("data.other_files"), key="data.other_files", on_click=_start_again)


def _name_uploader() -> None:
    """Danish words over the English ones that are built into the uploader."""
    words = {"choose": t_plain("data.choose_files"), "drop": t_plain("data.drop_here")}
    st.html(_UPLOADER_STYLE.format(**words))


_UPLOADER_STYLE = """<style>
.st-key-data-files [data-testid="stFileUploaderDropzoneInstructions"] {{ font-size: 0; }}
.st-key-data-files [data-testid="stFileUploaderDropzoneInstructions"] * {{ display: none; }}
.st-key-data-files [data-testid="stFileUploaderDropzoneInstructions"]::after {{
  content: "{drop}"; font-size: 0.875rem; color: var(--u-quiet); }}
.st-key-data-files [data-testid="stBaseButton-secondary"] p {{ display: none; }}
.st-key-data-files [data-testid="stBaseButton-secondary"]
  [data-testid="stMarkdownContainer"]::after {{ content: "{choose}"; }}
</style>"""


def _preview(files: list[Any]) -> ImportReport:
    """What the files would do; looked through once, until others are chosen."""
    chosen = tuple(file.file_id for file in files)
    kept = recall("data.preview")
    if kept is None or kept[0] != chosen:
        forget("data.refused")
        kept = (chosen, _import(files, _start_again, dry_run=True))
        keep("data.preview", kept)
    report: ImportReport = kept[1]
    return report


def _import(files: list[Any], on_stop: Callable[[], None], **how: Any) -> ImportReport:
    """Run it, and say how far it has come; stopped, nothing is written."""
    stages, reached = list(Stage), [Stage.READING]
    with under_way("data.import", on_stop=on_stop) as told:

        def at(share: float) -> None:
            (stage,) = reached
            told((stages.index(stage) + share) / len(stages), t(f"data.stage.{stage.value}"))

        def begun(stage: Stage) -> None:
            reached[:] = [stage]
            at(0)

        sent = [Sent(file.name, file) for file in files]
        with heard(at):
            return import_sent(sent, on=today(), by=person(), told=begun, **how)


def _draw_confirm(files: list[Any], report: ImportReport) -> None:
    counts = {
        name: sum(getattr(written, name) for written in report.sheets.values())
        for name in ("added", "changed", "unchanged")
    }
    if not counts["added"] and not counts["changed"]:
        return
    if st.button(t("data.confirm"), type="primary", key="data.confirm"):
        with saving(_Upload(), t("data.imported", **counts)):
            _import(files, _look_again, previewed=report.sheets)


def _look_again() -> None:
    """The files are looked through once more: what is in by now is then said."""
    forget("data.preview")


def _start_again() -> None:
    """Let go of the chosen files."""
    forget("data.preview")
    forget("data.refused")
    keep("data.round", recall("data.round", 0) + 1)


class _Upload:
    """The chosen files as a form: gone when they are in, looked through again when refused."""

    def done(self) -> None:
        _start_again()

    def refuse(self, refusal: RuleBroken) -> None:
        _look_again()
        keep("data.refused", sentence(refusal))
