"""From page to page of one served store, in a tab for each who walks through it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from playwright.sync_api import Browser, Page

from db import demo
from tests.browser.conftest import Server
from tests.browser.fields import settled, until_true
from tests.browser.steps import sign_in

DESK = (1280, 900)
_TURN = """to => {
  if (location.pathname + location.search === to) return false;
  window.moved = false;
  const looks = new MutationObserver(() => { window.moved = true; looks.disconnect(); });
  looks.observe(document.querySelector("[data-testid=stApp]"),
    {subtree: true, childList: true, attributes: true, characterData: true});
  history.pushState({}, "", to);
  dispatchEvent(new PopStateEvent("popstate", {state: {}}));
  return true;
}"""
"""Go to another address as the browser's way back does, without loading the app anew; false where
it is the one that the tab is at, where Streamlit draws nothing anew."""


def turn(page: Page, address: str) -> None:
    """Go to that address in a tab that has the app open; the page is at rest then."""
    if page.evaluate(_TURN, address):
        until_true(page, "window.moved")
    else:
        page.reload()
    settled(page)


@dataclass
class Tabs:
    """A served demo store, and a tab for each who has opened something of it."""

    running: Server
    chromium: Browser
    scheme: Literal["light", "dark"] = "light"
    """What the readers' devices are set to."""
    opened: dict[str, Page] = field(default_factory=dict)

    def at(
        self, who: str, address: str, enter: Callable[[Page, str, str], None] | None = None
    ) -> Page:
        """The page at that address, at rest, as that account of the demo sees it.

        `enter` opens the first page otherwise than by signing in: the tab, the account, the address.
        """
        if who in self.opened:
            turn(self.opened[who], address)
            return self.opened[who]
        width, height = DESK
        context = self.chromium.new_context(
            locale="da-DK",
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
            color_scheme=self.scheme,
        )
        self.opened[who] = page = context.new_page()
        if enter is None:
            sign_in(page, self.running.url, who, demo.PASSWORD, path=address)
        else:
            enter(page, who, address)
        settled(page)
        return page

    def close(self) -> None:
        """Close all tabs."""
        for page in self.opened.values():
            page.context.close()
