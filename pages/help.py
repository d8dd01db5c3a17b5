"""Hjælp: one's own role, the words, the tour, and the accessibility statement.

The address says what is open: the `part`, and within the roles whose day (`role`).
"""

from pages.shared.frame import open_page, t, t_plain
from pages.shared.help_accessibility import draw_accessibility
from pages.shared.help_role import draw_roles
from pages.shared.help_words import draw_words
from pages.shared.switches import switch
from pages.shared.tour_offer import draw_tour_part

open_page("help")

PARTS = {
    "role": draw_roles,
    "words": draw_words,
    "tour": draw_tour_part,
    "accessibility": draw_accessibility,
}
words = {name: t_plain(f"help.part.{name}") for name in PARTS}
PARTS[switch("help", "part", t("help.parts"), words)]()
