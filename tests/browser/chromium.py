"""Find a Chromium for the browser tests, or get one: Playwright's own, else Debian's package."""

import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.debian import fetched

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--js-flags=--no-opt --always-sparkplug",
]
"""Scripts are not optimised to the last: a page of a test is gone before that pays."""

SHELL = "chromium-headless-shell"
"""Debian's Chromium without windows."""


def executable() -> str | None:
    """The path of a Chromium on this machine; None where there is none.

    Best is the one without windows: the same engine, and nothing is drawn that nobody sees.
    """
    for name in (SHELL, "chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return str(own) if own.exists() else None


def _playwrights_own() -> None:
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, check=False, timeout=300)


def provide() -> str:
    """A Chromium, fetched where there is none. SystemExit with one sentence where it can not be had."""
    if shutil.which(SHELL) is None:
        fetched(SHELL)
    if executable() is None:
        _playwrights_own()
    found = executable()
    if found is None:
        raise SystemExit("No Chromium could be installed; install the package `chromium` by hand.")
    return found


if __name__ == "__main__":
    print(f"Chromium: {provide()}")
