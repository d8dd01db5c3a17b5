"""A browser for what is tried through a web server."""

from tests.browser.conftest import new_browser

__all__ = ["new_browser"]
