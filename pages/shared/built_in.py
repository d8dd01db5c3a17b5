"""Our words over those that are built into Streamlit, where style alone can put them.

What can not be changed is listed in `docs/language.md`.
"""

from functools import cache

from core.words import phrase

_STYLE = """<style>
[data-testid="stSkipToContent"] { font-size: 0 !important; }
[data-testid="stSkipToContent"]::after { content: "%(skip)s"; font-size: 0.875rem; }
[data-testid="stDateInput"] [data-type="year"][data-placeholder] { font-size: 0; }
[data-testid="stDateInput"] [data-type="year"][data-placeholder]::after {
  content: "%(year)s"; font-size: var(--field-letters, 0.875rem); vertical-align: middle; }
[data-testid="stExpandSidebarButton"]::after {
  content: "%(menu)s"; margin-left: 0.25rem; font-size: 1rem; color: var(--u-ink); }
[role="listbox"][data-empty="true"] [role="option"] > span { font-size: 0; }
[role="listbox"][data-empty="true"] [role="option"]::after {
  content: "%(no_results)s"; display: block; padding: 0.5rem 0.75rem; color: var(--u-quiet); }
[role="dialog"]:has([data-testid="stErrorCodeBlock"]) > h2 { font-size: 0; }
[role="dialog"]:has([data-testid="stErrorCodeBlock"]) > h2::after {
  content: "%(connection)s"; font-size: 1.5rem; }
[role="dialog"]:has([data-testid="stErrorCodeBlock"]) > h2 + div > * { display: none; }
[role="dialog"]:has([data-testid="stErrorCodeBlock"]) > h2 + div::after {
  content: "%(connection_told)s"; }
</style>"""
"""The link past the menu; a date without a year; the arrow that brings the menu back, which is all
there is of it on a phone; a list in which nothing fits what was typed; and the dialog of a server
that is gone, which tells people in a municipality to start Streamlit. What is only made small is
still heard, before our words."""


@cache
def built_in_style(language: str) -> str:
    """The sheet that puts the words there, in a language."""
    names = ("skip", "year", "menu", "no_results", "connection", "connection_told")
    return _STYLE % {name: _quoted(phrase(language, f"built_in.{name}")) for name in names}


def _quoted(text: str) -> str:
    """As it stands in a string of a style sheet within a page."""
    return "".join(f"\\{ord(each):x} " if each in '"\\<>&\n' else each for each in text)
