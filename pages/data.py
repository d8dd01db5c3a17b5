"""The municipality's own lists in, and all data out. For administrators; shows no case."""

import streamlit as st

from pages.shared.data_backups import draw_backups
from pages.shared.data_export import draw_export
from pages.shared.data_import import draw_import, draw_template
from pages.shared.frame import open_page, open_section, t

open_page("data")

st.write(t("data.explanation"))
with open_section("data.import_heading"):
    draw_template()
    draw_import()
with open_section("data.export_heading"):
    draw_export()
with open_section("backups.heading"):
    draw_backups()
