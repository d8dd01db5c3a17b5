"""The voices of staff, of young people and those around them, and of the youth panel.

The address says which part is looked at, and what is open in it.
"""

from pages.shared.frame import open_page
from pages.shared.voices_parts import draw_part

open_page("voices")

draw_part()
