"""A text that looks like markup is text on every page: nothing of it becomes a tag, link or icon."""

import re
from collections import Counter

import pytest
from playwright.sync_api import Browser

from core.permissions import PAGES
from tests.soak.conftest import Running
from tests.soak.size import LONG, rounds
from tests.soak.wire import Answer, tab

USERS = ("jonna", "projektleder", "merete", "administrator", "styregruppe", "lotte")
RAW = re.compile(r"<img src=x|\[kanarie\]\(|(?<!\\):material/|(?<!\\)\$\\x")
"""The canary as Markdown would read it; escaped it is none of these."""
PLAIN = re.compile(
    r"\.(text_input|text_area)\.(value|default)$|\.(selectbox|multiselect)\.(options|raw_value\w*)$"
    r"|\.id$|\.(user_key|element_hash|key|file_name|query_string|url)$"
)
"""Where a browser shows a text as it stands, or not at all."""


def crawled(running: Running, user: str, most: int) -> dict[tuple[str, str], Answer]:
    """What a person gets to see, following links from page to page; one of each kind of address."""
    left = [(page, "") for page in sorted(PAGES)]
    left += [
        (page, f"case={number}")
        for page in ("young_person", "network_meeting", "support_phase", "dialogue", "tasks")
        for number in running.cases[:: rounds(6, 2)]
    ]
    left.sort(key=lambda each: hash_of(user, each))
    seen: dict[tuple[str, str], Answer] = {}
    with tab(running.port, running.cookies[user]) as client:
        while left and len(seen) < most:
            page, query = left.pop(0)
            kind = (page, re.sub(r"=[^&]*[0-9][^&]*", "=", query) if not LONG else query)
            if kind not in seen:
                seen[kind] = client.ask(page, query)
                left = seen[kind].links + left if len(seen) % 2 else left + seen[kind].links
    return seen


def hash_of(user: str, each: tuple[str, str]) -> int:
    """An order of its own for each user, the same every time."""
    return sum((n + 7) * ord(char) for n, char in enumerate(user + "".join(each))) % 997


def live(answer: Answer) -> list[tuple[str, str]]:
    """Texts in which the canary is not shown literally."""
    return [
        (place, text)
        for place, text in answer.strings
        if ("<img src=x" in text if place.endswith("html.body") else RAW.search(text))
        and not PLAIN.search(place)
    ]


@pytest.mark.asvs("1.3.5", "3.2.2", "1.2.1", "1.3.1")
def test_no_text_of_a_person_is_markup_on_any_page(running: Running) -> None:
    wrong, shown = [], Counter[str]()
    for user in USERS[: rounds(1, 6)]:
        for address, answer in crawled(running, user, rounds(40, 400)).items():
            shown.update(place for place, text in answer.strings if "kanarie" in text)
            shown["runs"] += 1
            wrong += [(user, address, *each) for each in live(answer)]
    print(shown.most_common(30))
    assert wrong == []
    assert shown["new_element.markdown.body"] > 20


@pytest.mark.browser
@pytest.mark.asvs("1.3.5", "3.2.2")
def test_in_a_browser_nothing_runs_opens_or_is_fetched(running: Running, chromium: Browser) -> None:
    context = chromium.new_context(locale="da-DK", viewport={"width": 1280, "height": 900})
    name, _, value = running.cookies["merete"].partition("=")
    context.add_cookies([{"name": name, "value": value, "url": running.server.url}])
    page, said, fetched = context.new_page(), list[str](), list[str]()
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: fetched.append(request.url))
    for path in ("young_people", "caseload", "network_map?case=1007", "young_person?case=1007"):
        page.goto(f"{running.server.url}/{path}")
        page.get_by_text("kanarie", exact=False).first.wait_for()
        page.wait_for_timeout(300)
        assert page.locator("img[src='x'], a[href^='javascript'], .katex").count() == 0
    context.close()
    own = (running.server.url, "data:", "blob:")
    assert said == []
    assert [url for url in fetched if not url.startswith(own) or url.endswith("/x")] == []
