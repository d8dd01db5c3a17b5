"""One Chromium for a whole run: two of Playwright's loops in one thread are none."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.chromium import FLAGS, executable


@pytest.fixture(scope="session")
def _playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(_playwright: Playwright) -> Iterator[Browser]:
    """One Chromium for the whole run."""
    browser = _playwright.chromium.launch(executable_path=executable(), args=FLAGS)
    yield browser
    browser.close()
