"""Takes the pictures of docs/gallery anew: every page and part, at two widths, over a demo store.

    make gallery
    python -m tests.browser.gallery data staff      # these pages alone

Exit code 1 where a page shows a fault or is wider than its screen. The people are invented; the
demo store is as of today, so the pictures are too.
"""

import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.servers import app_server, running
from benchmarks.shown import Shown, every
from benchmarks.stores import Filled, filled_store
from benchmarks.websocket_client import Address
from tests.browser.chromium import FLAGS, executable
from tests.browser.fields import settled

FOLDER = Path(__file__).resolve().parent.parent.parent / "docs" / "gallery"
WIDTHS = {"desktop": (1280, 900), "phone": (390, 844)}
TALLEST = {"desktop": 1600, "phone": 1800}
"""What lies further down is not shown: a reader of the gallery wants the page, not its end."""
QUALITY = 55
ELSEWHERE = """here => {
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode())
        texts.currentNode.data = texts.currentNode.data.replace(here, "/var/lib/ungespor");
}"""
"""Shows the store where a server has it, and not in the folder it was made in for the pictures."""
CASES = 60
HEAD = """# Every page

Taken by `make gallery` over the demo store, signed in as a project leader, or as an administrator where
only they have the page. The people are invented.
"""


def name_of(shown: Shown) -> str:
    """What its pictures are called: the page and its part."""
    return re.sub(r"[^a-z0-9]+", "-", shown.name.lower()).strip("-")


def main(pages: Sequence[str]) -> int:
    """Take these pages, or all; what is wrong is told."""
    FOLDER.mkdir(exist_ok=True)
    wanted = [shown for shown in every() if shown.page in pages or not pages]
    for old in [] if pages else FOLDER.glob("*.jpg"):
        old.unlink()
    with tempfile.TemporaryDirectory() as place:
        filled = filled_store(Path(place), CASES)
        first = Address(0, "status", "", next(iter(filled.sessions.values())))
        with running(app_server(filled.url, Path(place)), first, Path(place) / "log") as server:
            wrong = list(_taken(f"http://localhost:{server.port}", filled, wanted))
    (FOLDER / "README.md").write_text(_index(), encoding="utf-8")
    print("\n".join(wrong) or "Nothing is wrong.")
    return 1 if wrong else 0


def _taken(url: str, filled: Filled, wanted: Sequence[Shown]) -> Iterator[str]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
        for shown in wanted:
            for width in WIDTHS:
                yield from _one(browser, url, filled, shown, width)
        browser.close()


def _one(browser: Browser, url: str, filled: Filled, shown: Shown, width: str) -> Iterator[str]:
    across, down = WIDTHS[width]
    context = browser.new_context(
        locale="da-DK", viewport={"width": across, "height": down}, reduced_motion="reduce"
    )
    header = filled.screen if shown.screen else filled.sessions[shown.role]
    name, _, value = header.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": url}])
    page = context.new_page()
    query = shown.query.format(
        case=filled.case,
        meeting=filled.meeting,
        waiting=filled.waiting,
        assessing=filled.assessing,
    )
    page.goto(f"{url}/{shown.page}?{query}")
    settled(page)
    _stretch(page, width)
    yield from _wrong(page, f"{name_of(shown)}, {width}")
    page.evaluate(ELSEWHERE, str(Path(filled.url.removeprefix("duckdb:///")).parent))
    page.screenshot(path=FOLDER / f"{name_of(shown)}-{width}.jpg", type="jpeg", quality=QUALITY)
    context.close()


def _stretch(page: Page, width: str) -> None:
    """Make the window as tall as the page, within limits: the page rolls inside it."""
    main = page.get_by_test_id("stMain")
    tall = main.evaluate("main => main.scrollHeight") if main.count() else 0
    across, down = WIDTHS[width]
    page.set_viewport_size({"width": across, "height": min(max(tall, down), TALLEST[width])})
    settled(page)


def _wrong(page: Page, where: str) -> Iterator[str]:
    if page.get_by_test_id("stException").count():
        yield f"{where}: a fault is shown"
    if page.evaluate("document.documentElement.scrollWidth > window.innerWidth"):
        yield f"{where}: wider than the screen"


def _index() -> str:
    lines = [HEAD]
    for shown in every():
        name = name_of(shown)
        lines.append(f"## {shown.name}\n")
        lines.append(f"![wide]({name}-desktop.jpg)\n\n![narrow]({name}-phone.jpg)\n")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
