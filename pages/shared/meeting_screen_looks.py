"""How the meeting screen looks: large, calm, nothing that belongs to the desk.

All sizes of Streamlit hang on the size of the root: at 1,920 pixels a letter measures 28.8.
"""

from html import escape

import streamlit as st

from pages.shared.frame import t_plain, today
from pages.shared.meeting_screen_table import Table

_STYLE = """<style>
html, html:root { font-size: clamp(18px, 1.5vw, 64px) !important; }
[data-testid="stSidebar"], [data-testid="stSidebarCollapsedControl"],
[data-testid="stExpandSidebarButton"], [data-testid="stHeader"] { display: none; }
[data-testid="stMain"] [data-testid="stHeading"]:has(h1) {
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
[data-testid="stMain"] [data-testid="stMainBlockContainer"] {
  max-width: none; padding: 1.2rem 2.2vw 1.5rem; }
[data-testid="stMain"] :is(label, input, textarea, [data-testid="stCaptionContainer"]) p,
[data-testid="stMain"] :is(input, textarea, [data-testid="stDateInput"] *) { font-size: 1rem; }
[data-testid="stMain"] [data-testid="stCaptionContainer"] p { color: var(--u-quiet); }
[data-testid="stMain"] [data-testid="stVerticalBlock"] { gap: 0.6rem; }
[data-testid="stMain"] [data-testid="stMarkdownContainer"] { margin-bottom: 0; }
[data-testid="stMain"] [data-testid="stMarkdownContainer"] p { margin-bottom: 0; }
[data-testid="stMain"] [data-testid="stButtonGroup"] [role="radiogroup"] { flex-wrap: wrap;
  row-gap: 0.4rem; overflow: visible; mask-image: none; }
[data-testid="stMain"] button { min-height: 2.2rem; height: auto; padding: 0.2rem 0.7rem; }
[data-testid="stMain"] button :is(p, span) { font-size: 1rem; white-space: normal;
  line-height: 1.25; }
[data-testid="stMain"] button kbd { color: inherit; opacity: 1; font-size: 1rem; }
[data-testid="stMain"] button[kind="tertiary"] { padding: 0; }
[data-testid="stMain"] :focus-visible {
  outline: 0.14rem solid var(--u-orange) !important; outline-offset: 0.1rem; }
[data-testid="stMain"] h2 { font-size: 1.4rem; line-height: 1.25; padding: 0.1rem 0; }
[data-testid="stMain"] h3 { font-size: 1.15rem; padding: 0.1rem 0; }
[data-testid="stMain"] p.screen-head { margin: 0; display: flex; flex-wrap: wrap;
  gap: 0.1rem 1rem; align-items: baseline; }
.screen-head strong { font-size: 1.4rem; color: var(--u-lead); }
.screen-head span { color: var(--u-quiet); }
[data-testid="stMain"] p.floor { font-size: 1.45rem; font-weight: 600; margin: 0; }
[data-testid="stMain"] ol.agenda { list-style: none; margin: 0; padding: 0; }
[data-testid="stMain"] .agenda li { font-size: 1rem; line-height: 1.3; padding: 0.35rem 0.7rem;
  margin: 0; border-left: 0.3rem solid var(--u-faint); }
[data-testid="stMain"] .agenda li.past { color: var(--u-quiet); }
[data-testid="stMain"] .agenda li.now { font-size: 1.4rem; font-weight: 650; color: var(--u-ink);
  border-left-color: var(--u-orange); background: var(--u-raised); }
.agenda .aside { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); }
.agenda .past::before { content: "✓ "; }
[class*="st-key-screen-own-words"] {
  border-left: 0.3rem solid var(--u-lead); padding-left: 0.8rem; }
[class*="st-key-screen-own-words"] p { font-size: 1.15rem; font-style: italic; }
[class*="st-key-screen-agreement"] { border-top: 1px solid var(--u-faint); padding-top: 0.5rem;
  justify-content: space-between; }
@media (min-width: 1101px) {
  [data-testid="stColumn"]:has(.agenda) { position: sticky; top: 1rem; align-self: flex-start; }
}
@media (max-width: 1100px) {
  [data-testid="stMain"] [data-testid="stHorizontalBlock"] { flex-wrap: wrap;
    gap: 0.8rem; }
  [data-testid="stMain"] [data-testid="stColumn"] { min-width: 100%; }
}
</style>"""


def draw_stage() -> None:
    """Take away what belongs to the desk, and make all the rest large."""
    st.html(_STYLE)


def draw_head(table: Table) -> None:
    """Whose meeting, and the day."""
    said = (
        t_plain("meeting_screen.whose", name=table.name)
        if table.name
        else t_plain("meeting_screen.title")
    )
    day = t_plain("meeting_screen.day", date=today())
    st.html(f'<p class="screen-head"><strong>{escape(said)}</strong><span>{escape(day)}</span></p>')
