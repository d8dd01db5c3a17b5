"""What axe-core finds on the page as it stands. Carried by axe-playwright-python.

The script goes in by the browser's own debugging channel, so that a content security policy of the
page need not let it in.
"""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SERIOUS = {"serious", "critical"}
NOT_OURS = {"exclude": [["[data-testid=stSidebarNav]"]]}
"""Streamlit's menu puts the headings of its sections between the list and its items."""


def serious(page: Page) -> list[str]:
    """Serious and critical violations, each with its rule, what is wrong, and where."""
    found = Axe().run(page, context=NOT_OURS).response["violations"]
    return [
        f"{each['id']}: {each['help']}: {node['html'][:200]}"
        for each in found
        if each["impact"] in SERIOUS
        for node in each["nodes"]
    ]
