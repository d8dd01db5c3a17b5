"""The accessibility statement: what holds, what does not, and when it was looked over.

Each line is `accessibility.holds.<code>` or `accessibility.lacks.<code>`. An internal case system
is as a rule outside the act on web accessibility; the aim is WCAG 2.2 AA all the same.
"""

from datetime import date

LOOKED_OVER = date(2026, 11, 28)
HOLDS = (
    "keyboard",
    "names",
    "contrast",
    "dark",
    "narrow",
    "tables",
    "time",
    "papers",
    "language",
)
LACKS = ("some_english", "menu_headings", "drawings", "own_texts", "people")
