"""Streamlit's own English, and the words of ours that a script puts in its place.

Each line names the element that Streamlit writes the words to, so that what people have written is
never touched. What can not be changed even so is listed in `docs/language.md`.
"""

import html
import json
from dataclasses import dataclass
from functools import cache

from core.words import LANGUAGES, phrase
from pages.shared.scripts import tag
from pages.shared.spoken_script import SPOKEN

THEIRS = "en"
"""The language that Streamlit speaks."""
LABEL, VALUE, KIND, TEXT = "aria-label", "aria-valuetext", "aria-roledescription", "text"
"""Where the words stand: in an attribute, or as a text."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words of Streamlit's, the key of ours, and where they stand.

    A fact in braces is taken over as it is; a `{date}` and a `{month}` are written anew. `where`
    selects the element itself, for a text the one that it stands in, however deep.
    """

    theirs: str
    key: str
    at: str
    where: str


def _id(*names: str, within: str = "") -> str:
    """A selector of what bears one of Streamlit's names, or of what lies within."""
    return ", ".join(f'[data-testid="{name}"] {within}'.strip() for name in names)


_LIST = _id("stSelectbox", "stMultiSelect", within="button")
_UNFOLDED = _id("stSelectboxVirtualDropdown", "stMultiSelectDropdown", within="button")
_EMPTY_LIST = '[role="listbox"][data-empty="true"]'
_TAGS = _id("stMultiSelect")
_PART = '[data-testid="stDateInput"] [role="spinbutton"]'
_DAY = _id("stDateInputCalendarButton")
_CALENDAR = _id("stDateInputCalendar")
_TOOLTIP = _id("stTooltipContent")
_SIGN = _id("stTooltipIcon", within="button")
_PASSWORD = _id("stTextInputRootElement", within="button")
_FILES = _id("stFileChips", within="button")
_DROP = _id("stFileUploaderDropzone")
_RUNNING = _id("stStatusWidget")
_CHART = _id("stVegaLiteChart")
_ANNOUNCED = "[data-live-announcer]"
_DESCRIBED = '[id^="react-aria-description"]'
_DIALOG = '[role="dialog"]:not([data-testid]):has(> h2)'
_GONE = "built_in.connection_told"
_STOPPED = (
    "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your"
    " terminal:"
)

WORDS = (
    Spoken("Skip to main content", "built_in.skip", TEXT, _id("stSkipToContent")),
    Spoken("App pages", "built_in.pages", LABEL, _id("stSidebarNav")),
    Spoken("Sidebar", "built_in.sidebar", LABEL, _id("stSidebar")),
    Spoken("Collapse sidebar", "built_in.close_menu", LABEL, "[data-testid=stSidebar] button"),
    Spoken("Expand sidebar", "built_in.open_menu", LABEL, _id("stExpandSidebarButton")),
    Spoken("Help", "built_in.help", LABEL, _SIGN),
    Spoken("Help for {what}", "built_in.help_for", LABEL, _SIGN),
    Spoken("Shortcut {keys}", "built_in.shortcut", LABEL, "kbd"),
    Spoken("progress", "built_in.progress", LABEL, '[role="progressbar"]'),
    Spoken("Show password", "built_in.show_password", LABEL, _PASSWORD),
    Spoken("Hide password", "built_in.hide_password", LABEL, _PASSWORD),
    Spoken("Clear entry", "built_in.clear_entry", LABEL, _PASSWORD),
    Spoken("Increment", "built_in.more", LABEL, _id("stNumberInputStepUp")),
    Spoken("Decrement", "built_in.less", LABEL, _id("stNumberInputStepDown")),
    Spoken("Clear value", "built_in.clear_value", LABEL, _id("stNumberInputClearButton")),
    Spoken("Clear value", "built_in.clear_value", LABEL, _LIST),
    Spoken("Clear all", "built_in.clear_all", LABEL, _LIST),
    Spoken("Open", "built_in.open", LABEL, _LIST),
    Spoken("Dismiss", "built_in.dismiss", LABEL, _UNFOLDED),
    Spoken("Selected values", "built_in.chosen", LABEL, f'{_TAGS} [role="group"]'),
    Spoken("Remove {what}", "built_in.remove", LABEL, f"{_TAGS} [data-tag] *"),
    Spoken("No results", "built_in.no_results", TEXT, _EMPTY_LIST),
    Spoken("{number} option available.", "built_in.one_option", TEXT, _ANNOUNCED),
    Spoken("{number} options available.", "built_in.options", TEXT, _ANNOUNCED),
    Spoken("{what}, selected", "built_in.selected", TEXT, _ANNOUNCED),
    Spoken("day, {what}", "built_in.day", LABEL, _PART),
    Spoken("month, {what}", "built_in.month", LABEL, _PART),
    Spoken("year, {what}", "built_in.year", LABEL, _PART),
    Spoken("Empty", "built_in.empty", VALUE, _PART),
    Spoken("{number} – {month}", "built_in.month_said", VALUE, _PART),
    Spoken("yyyy", "built_in.years", TEXT, f'{_PART}[data-type="year"][data-placeholder]'),
    Spoken("Selected Date: {date}", "built_in.date", TEXT, _DESCRIBED),
    Spoken("Choose date", "built_in.choose_date", LABEL, f"{_DAY}, {_CALENDAR}"),
    Spoken("Choose date, {date}", "built_in.choose_date_in", LABEL, f"{_CALENDAR} *"),
    Spoken("Choose date, {date}", "built_in.choose_date_in", TEXT, f"{_CALENDAR} h2"),
    Spoken("Clear date", "built_in.clear_date", LABEL, _id("stDateInputClearButton")),
    Spoken("Previous month", "built_in.previous_month", LABEL, f"{_CALENDAR} button"),
    Spoken("Next month", "built_in.next_month", LABEL, f"{_CALENDAR} button"),
    Spoken(
        "Use arrow keys to navigate dates. Enter to select. Escape to close.",
        "built_in.calendar_told",
        TEXT,
        f"{_CALENDAR} > span",
    ),
    Spoken("file upload", "built_in.file", LABEL, _id("stFileUploaderDropzoneInput")),
    Spoken("Add files", "built_in.add_files", LABEL, _FILES),
    Spoken("Remove {what}", "built_in.remove", LABEL, _FILES),
    Spoken("Drag and drop files here", "built_in.drop", TEXT, _DROP),
    Spoken("visualization", "built_in.chart", KIND, _CHART),
    Spoken("group mark container", "built_in.drawing", KIND, f"{_CHART} *"),
    Spoken("Running...", "built_in.working", LABEL, f"{_RUNNING} *"),
    Spoken("Stop", "built_in.stop", TEXT, _RUNNING),
    Spoken("Stopping...", "built_in.stopping", TEXT, _RUNNING),
    Spoken("Connecting", "built_in.connecting", TEXT, _RUNNING),
    Spoken("Error", "built_in.unreachable", TEXT, _RUNNING),
    Spoken("Connecting to Streamlit server", "built_in.connecting", TEXT, _TOOLTIP),
    Spoken("Unable to connect to Streamlit server", "built_in.connection", TEXT, _TOOLTIP),
    Spoken("Connection error", "built_in.connection", TEXT, f"{_DIALOG} > h2"),
    *(
        Spoken(theirs, _GONE, TEXT, f"{_DIALOG} > h2 + div")
        for theirs in (
            _STOPPED,
            "Streamlit server is not responding. Are you connected to the internet?",
            "Connection timed out",
            "Connection timed out.",
            "Network error",
            "Failed to fetch",
            "Connection failed with status {status}",
        )
    ),
    Spoken("Close", "built_in.close", LABEL, f"{_DIALOG} button"),
)


@cache
def spoken_part() -> str:
    """What a page is given: the words in every language that has others, and the script."""
    said = html.escape(json.dumps({each: _said(each) for each in LANGUAGES}, ensure_ascii=False))
    return f'<meta id="ungespor-spoken" content="{said}">{tag(SPOKEN)}'


def _said(language: str) -> list[tuple[str, str, str, str]]:
    """The words of a language; of Streamlit's own those alone that we say otherwise."""
    return [
        (each.at, each.where, each.theirs, ours)
        for each in WORDS
        if (ours := phrase(language, each.key)) != each.theirs or language != THEIRS
    ]
