"""The sections of the results; only the one that is looked at is drawn."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from core.results import Section
from pages.shared.results_asked import Asked
from pages.shared.results_courses import draw_courses
from pages.shared.results_development import draw_development
from pages.shared.results_meetings import draw_meetings
from pages.shared.results_outcomes import draw_outcomes
from pages.shared.results_work import draw_work

_DRAWN_BY: Mapping[Section, Callable[[Asked], None]] = MappingProxyType(
    {
        Section.COURSES: draw_courses,
        Section.DEVELOPMENT: draw_development,
        Section.OUTCOMES: draw_outcomes,
        Section.MEETINGS: draw_meetings,
        Section.WORK: draw_work,
    }
)


def draw_section(section: Section, asked: Asked) -> None:
    """The blocks of one section."""
    _DRAWN_BY[section](asked)
