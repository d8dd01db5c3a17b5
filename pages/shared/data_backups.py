"""Backups on the Data page: the latest, the next, where they are, and loudly what went wrong."""

import streamlit as st

from core.records.backups import BackupStatus
from db import queries
from pages.shared.formats import shown
from pages.shared.frame import language, person, sentence, t


def draw_backups() -> None:
    """How backups stand."""
    found = queries.backups.status(by=person())
    if not found.is_file:
        st.info(t("backups.no_file"))
        return
    _draw_warnings(found)
    st.write(t("backups.told"))
    for name, said in _lines(found).items():
        st.markdown(f"**{t(f'backups.{name}')}:** {said}")


def _draw_warnings(found: BackupStatus) -> None:
    if found.free_mb is not None:
        st.warning(t("backups.disk_short", free_mb=found.free_mb, least_mb=found.least_mb))
    if not found.on:
        st.warning(t("backups.off"))
    if found.failure is not None and found.failed is not None:
        why = sentence(found.failure)
        st.error(f"{t('backups.failing', time=found.failed)} {why}")


def _lines(found: BackupStatus) -> dict[str, str]:
    lines = {"newest": shown(language(), found.newest) if found.newest else t("backups.none_yet")}
    if found.due is not None:
        lines["due"] = t("backups.due_when", time=found.due)
    lines["where"] = t("backups.kept", n=found.count, folder=found.folder)
    return lines
