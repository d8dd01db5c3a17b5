"""Adgangslog: who looked at what and changed what, samples of it, and how long it is kept.

The address says what is open: the `part`, the filters of the lines, a month drawn (`review`), one
`sample` of it, or the young person (`case`) whose look-ups are told.
"""

from core.permissions import Act, may
from pages.shared.access_log_alarm import draw_breaks
from pages.shared.access_log_case import draw_case
from pages.shared.access_log_keeping import draw_keeping
from pages.shared.access_log_lines import draw_lines
from pages.shared.access_log_reviews import draw_reviews
from pages.shared.frame import open_page, person, t, t_plain
from pages.shared.switches import switch

open_page("access_log")

parts = {"lines": draw_lines, "samples": draw_reviews, "keeping": draw_keeping}
if may(person(), Act.REVIEW_ACCESS):
    parts["person"] = draw_case
draw_breaks()
words = {name: t_plain(f"access_log.part.{name}") for name in parts}
part = switch("access_log", "part", t("access_log.parts"), words)
parts[part]()
