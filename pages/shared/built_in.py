"""What style alone can do about what is built into Streamlit.

Its English gets words of ours from a script: `pages/shared/spoken.py`.
"""

from functools import cache

from core.words import phrase

_STYLE = """<style>
[data-testid="stExpandSidebarButton"]::after {
  content: "%(menu)s"; margin-left: 0.25rem; font-size: 1rem; color: var(--u-ink); }
[role="dialog"]:not([data-testid]) [data-testid="stErrorCodeBlock"] { display: none; }
</style>"""
"""The arrow that brings the menu back, which is all there is of it on a phone, has no text to
replace. The dialog of a server that is gone tells people in a municipality how to start it."""


@cache
def built_in_style(language: str) -> str:
    """The sheet, in a language."""
    return _STYLE % {"menu": _quoted(phrase(language, "built_in.menu"))}


def _quoted(text: str) -> str:
    """As it stands in a string of a style sheet within a page."""
    return "".join(f"\\{ord(each):x} " if each in '"\\<>&\n' else each for each in text)
