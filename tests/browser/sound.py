"""All at once that is asked of what stands on a screen: WCAG 2.2 A and AA, and no English in Danish."""

from playwright.sync_api import Page

from tests.browser.axe import amiss, violations
from tests.browser.tongue import foreign, gone


def expect_sound(page: Page, state: str = "") -> None:
    """Nothing is amiss, and what the table of English says of this state is true."""
    found = [*violations(page), *amiss(page), *foreign(page), *gone(page, state)]
    assert not found, found
