"""The little style that Streamlit's own settings can not give."""

from functools import cache

import streamlit as st

from pages.shared.built_in import built_in_style
from pages.shared.colours import sheet

_STYLE = """<style>
[data-testid="InputInstructions"] { display: none; }
[data-testid="stMainBlockContainer"] { padding-top: 2.5rem; max-width: 62rem; }
[data-testid="stMain"] [data-testid="stPageLink-NavLink"] p,
[data-testid="stMain"] [data-testid="stBaseButton-tertiary"] p {
  white-space: normal; line-height: 1.5; color: var(--u-link);
  text-decoration: underline; text-underline-offset: 0.2em; }
[data-testid="stMain"] [data-testid="stPageLink-NavLink"] { padding-left: 0; padding-right: 0; }
[data-testid="stMain"] [data-testid="stBaseButton-tertiary"] {
  min-height: 1.75rem; padding: 0; text-align: left; justify-content: flex-start; }
[data-testid="stMain"] [class*="st-key-link-"] { margin: -0.45rem 0; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p {
  color: var(--u-quiet); opacity: 1; }
[data-testid="stBaseButton-secondaryFormSubmit"] {
  background: var(--u-accent); color: var(--u-on-accent); }
[data-testid="stButtonGroup"] button { height: auto; max-width: 100%; }
[data-testid="stButtonGroup"] button * { white-space: normal; overflow: visible; }
[data-testid="stButtonGroup"] [data-variant="segmented_control"]:not([aria-checked="true"],
  [aria-pressed="true"], :hover, :focus-visible) { border-color: var(--u-edge); }
[data-testid="stButtonGroup"] [data-variant="segmented_control"]:is([aria-checked="true"],
  [aria-pressed="true"]) { position: relative; z-index: 1; }
[data-testid="stButtonGroup"] button:is([aria-checked="true"], [aria-pressed="true"]) {
  color: var(--u-lead) !important; border-color: var(--u-lead) !important; }
[data-testid="stPopoverButton"][kind="tertiary"]:is(:hover, :focus-visible) {
  color: var(--u-lead); }
[data-testid="stPopoverButton"][kind="tertiary"]:is(:active, [aria-expanded="true"]) {
  color: var(--u-opened); }
[class*="st-key-dialogue-scale"] [data-testid="stButtonGroup"] button {
  flex: 1 1 0; min-width: 0; min-height: 4.25rem; padding: 0.4rem 0.15rem; }
[class*="st-key-dialogue-scale"] [data-testid="stButtonGroup"] button p {
  font-size: 0.875rem; line-height: 1.2; text-align: center; hyphens: auto; }
[class*="st-key-dialogue-scale"] [data-testid="stButtonGroup"] button p strong {
  display: block; font-size: 1.35rem; line-height: 1.3; }
.st-key-development [data-testid="stElementToolbar"],
[data-testid="stFullScreenFrame"]:has([data-testid="stVegaLiteChart"])
  [data-testid="stElementToolbar"] { display: none; }
.st-key-contact-quick [data-testid="stButtonGroup"] button { min-height: 2.75rem; }
.st-key-dialogue-simple label p, .st-key-dialogue-simple [data-testid="stCaptionContainer"] p {
  font-size: 1.2rem; line-height: 1.4; }
.st-key-dialogue-simple [data-testid="stButton"] button { min-height: 3.25rem; }
.st-key-dialogue-simple [data-testid="stButton"] button p { font-size: 1.1rem; }
[class*="st-key-fidelity-question"] [role="radiogroup"] { gap: 0.6rem; padding-top: 0.35rem; }
[data-testid="stMain"] [data-testid="stMarkdownContainer"]:has(> table) { overflow-x: auto; }
[data-testid="stMain"] :is([data-testid="stMarkdownContainer"]:has(> table), .ungespor-rolls,
  :has(> [data-testid="stTableStyledTable"])) {
  --fades: var(--u-paper) 40%, transparent;
  --falls: color-mix(in srgb, var(--u-ink) 30%, transparent), transparent;
  background: linear-gradient(90deg, var(--fades)) 0 0 / 2.5rem 100% no-repeat local,
    linear-gradient(270deg, var(--fades)) 100% 0 / 2.5rem 100% no-repeat local,
    linear-gradient(90deg, var(--falls)) 0 0 / 0.75rem 100% no-repeat,
    linear-gradient(270deg, var(--falls)) 100% 0 / 0.75rem 100% no-repeat; }
[class*="st-key-help-pictures"] img { aspect-ratio: 4 / 3; object-fit: cover;
  object-position: top left; border: 1px solid var(--u-faint); border-radius: 6px; }
@media (prefers-color-scheme: dark) {
  [class*="st-key-help-pictures"] img { filter: brightness(0.7); } }
[class*="st-key-help-pictures"] [data-testid="stElementToolbar"], .st-key-help-pictures-phone {
  display: none; }
@media (max-width: 640px) { .st-key-help-pictures-desktop { display: none; }
  .st-key-help-pictures-phone { display: flex; } }
.st-key-tour-strip, .st-key-tour-offer {
  background: var(--u-tour); border-color: var(--u-tour-edge); }
.st-key-sign-in [data-testid="stForm"] [data-testid="stElementContainer"]:has(h3) { display: none; }
.ungespor-way-in { display: block; padding: 0.6rem 1rem; border-radius: 6px; text-align: center;
  background: var(--u-accent); color: var(--u-on-accent) !important; text-decoration: none; }
.ungespor-way-in:is(:hover, :focus-visible) {
  background: var(--u-pressed); text-decoration: underline; }
.ungespor-way-out { color: var(--u-quiet); font-size: 0.875rem; text-underline-offset: 0.2em; }
.ungespor-idle { position: fixed; right: 1.25rem; bottom: 1.25rem; z-index: 1000000;
  max-width: min(24rem, calc(100vw - 2.5rem)); padding: 1rem 1.1rem; background: var(--u-paper);
  color: var(--u-ink); border: 2px solid var(--u-lead); border-radius: 6px; line-height: 1.5;
  box-shadow: 0 4px 18px rgb(0 0 0 / 0.18); }
.ungespor-idle p { margin: 0; }
.ungespor-idle button { margin-top: 0.75rem; padding: 0.5rem 1rem; border: 0; border-radius: 6px;
  background: var(--u-accent); color: var(--u-on-accent); font: inherit; cursor: pointer; }
[data-testid="stDateInput"] [role="spinbutton"] { display: inline-block; min-width: 1.5rem;
  min-height: 1.5rem; line-height: 1.5rem; text-align: center; }
[data-testid="stMain"] kbd { color: var(--u-quiet); opacity: 1; }
:where([data-testid="stApp"]) :is(a, button, summary, main):focus-visible,
label:has(input:is([type="radio"], [type="checkbox"]):focus-visible) {
  outline: 2px solid var(--u-lead) !important; outline-offset: 1px; border-radius: 4px; }
main:focus-visible { outline-offset: -2px !important; }
@media (prefers-reduced-motion: reduce) {
  :is([data-testid="stMain"], [data-testid="stSidebar"]) * {
    animation-duration: 0.01ms !important;
    animation-iteration-count: 1 !important;
    transition-duration: 0.01ms !important; scroll-behavior: auto !important; }
}
@media (forced-colors: active) {
  [data-testid="stButtonGroup"] button:is([aria-checked="true"], [aria-pressed="true"]) {
    outline: 3px solid Highlight; outline-offset: -3px; font-weight: 700; }
  [data-testid="stMain"] :is(.strip, [style*="background"], [data-testid="stProgress"] *) {
    forced-color-adjust: none; }
}
@media print and (prefers-color-scheme: dark) {
  :root, body, [data-testid="stApp"], [data-testid="stSidebar"] {
    color-scheme: light !important; background: var(--u-paper) !important; }
  [data-testid="stApp"] * { color: var(--u-ink) !important; }
  [data-testid="stApp"] :not(.strip, [style*="background"]) {
    background-color: transparent !important; }
}
@media (max-width: 640px) {
  [data-testid="stMainBlockContainer"] { padding-top: 4rem; }
  [data-testid="stMain"] table :is(th, td) { padding: 0.35rem 0.4rem; font-size: 0.875rem; }
}
</style>"""
"""Streamlit's own grey has a contrast of 4.0 on white, ours 7.2. On a phone Streamlit's bar lies
over the first lines of a page. The one plain button of a form is the one that signs in. The
toolbars over our drawings speak English, and say nothing that the page does not. A table that is
wider than the screen has a shadow at the edge where it goes on. The parts of a
date are each a target of their own, and 18 pixels wide as Streamlit draws them (WCAG 2.5.8);
what has the focus shows it everywhere (2.4.7). The heading that the sign-in form brings is a level
too low, so ours stands over it. Lists that unfold keep their own pace: without it
they open under the pointer, and letting go of the button chooses what lies there. Where somebody's
own colours are forced upon the page, what is chosen and what is drawn by a ground keep theirs. What
is printed from a page that is dark is dark on white. The pictures in Hjælp are of light pages, and
are dimmed in the dark."""


def draw_style(language: str) -> None:
    """Hide Streamlit's English, put our words over it, and set the measure of the page."""
    st.html(_style(language))


@cache
def _style(language: str) -> str:
    return sheet() + _STYLE + built_in_style(language)
