"""The quiet link for who needs a case that is not theirs, in an emergency."""

from core.permissions import Act, may
from pages.shared.frame import person, t
from pages.shared.links import link


def draw_way_in(number: str = "") -> None:
    """To the page where a case is opened for a few hours; not while something is presented."""
    if may(person(), Act.OPEN_CASE) and person().presenting is None:
        address = {"case": number} if number else {}
        link("temporary_access", t("temporary_access.way_in"), **address)
