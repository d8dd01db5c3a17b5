"""How a page stands for who listens to it, goes by keys or enlarges it: axe-core, and what it can not ask.

axe-core is carried by axe-playwright-python. Its script goes in by the browser's own debugging
channel, so that a content security policy of the page need not let it in.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from playwright.sync_api import Page

ASKED = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
"""All that axe knows of WCAG 2.2 A and AA, however grave."""
MAIN = "[data-testid=stMain]"


@dataclass(frozen=True, slots=True)
class Excused:
    """What axe finds and nobody can mend from here: its rule, what it lies in, the page, and why."""

    rule: str
    within: str
    page: str
    reason: str


EXCUSED = (
    Excused(
        "list",
        "[data-testid=stSidebarNavItems]",
        "status",
        "Streamlit's menu puts the headings of its sections between the list and its items.",
    ),
    Excused(
        "listitem",
        "[data-testid=stSidebarNavItems]",
        "status",
        "The same: the items of the menu lie in a section, and the sections in the list.",
    ),
    Excused(
        "button-name",
        ".st-key-data-files",
        "data",
        "The button's Danish words stand in ::after, which browsers read out and axe does not.",
    ),
)
_RUN = """async ([within, asked]) => {
  const found = await axe.run(within, {runOnly: asked, resultTypes: ["violations"]});
  return found.violations.flatMap(each => each.nodes.map(node => [each.id, node.target.join(" "),
    `${each.id}: ${each.help}: ${node.html.slice(0, 200)}`]));
}"""
_CONTRASTS = """async () => {
  const only = {type: "rule", values: ["color-contrast"]};
  const found = await axe.run("html", {runOnly: only, resultTypes: ["violations"]});
  return found.violations.flatMap(each => each.nodes.map(node =>
    `${node.html.slice(0, 160)}: ${node.any.map(one => one.message).join(" ")}`));
}"""
_LIES_IN = "([where, within]) => document.querySelector(where)?.closest(within) != null"
_AMISS = """() => {
  const all = (what, within) => [...(within || document).querySelectorAll(what)];
  const seen = one => one.checkVisibility({visibilityProperty: true});
  const told = one => one.textContent.trim().slice(0, 60);
  const named = one => one.closest("[aria-label], [aria-labelledby], [aria-hidden=true]")
    || one.querySelector(":scope > title");
  const wrong = [], tongue = document.documentElement.lang, main = "[data-testid=stMain]";
  if (tongue !== "da") wrong.push(`the language is ${tongue}`);
  const heads = all("h1, h2, h3, h4, h5, h6").filter(one => seen(one) && told(one));
  const first = heads.filter(one => one.localName === "h1");
  if (first.length !== 1) wrong.push(`${first.length} first headings: ${first.map(told)}`);
  heads.filter(one => one.closest(main)).forEach((one, at, list) => {
    const step = one.localName[1] - (at ? list[at - 1].localName[1] : 0);
    if (step > 1) wrong.push(`a heading skips a level: ${one.localName} ${told(one)}`);
  });
  all(`${main} svg`).filter(one => seen(one) && one.clientWidth > 60 && !named(one))
    .forEach(one => wrong.push(`a drawing has no name: ${one.outerHTML.slice(0, 120)}`));
  all("[data-testid=stVegaLiteChart]").filter(seen).forEach(one => {
    const after = one.closest("[data-testid=stElementContainer]").nextElementSibling;
    if (!after || !after.querySelector("summary, table, ul, ol"))
      wrong.push(`no table follows the chart ${told(one)}`);
  });
  return wrong;
}"""
_WIDE = """() => {
  const edge = document.documentElement.clientWidth + 1;
  const past = one => one.getBoundingClientRect().right > edge;
  const rolls = one => {
    for (let at = one.parentElement; at; at = at.parentElement)
      if (at.dataset.testid === "stMain") return false;
      else if (getComputedStyle(at).overflowX !== "visible" && !past(at)) return true;
    return false;
  };
  const wide = [...document.querySelectorAll("[data-testid=stMain] *")].filter(one =>
    one.checkVisibility({visibilityProperty: true}) && one.clientWidth > 1 && past(one)
    && !rolls(one));
  const page = document.documentElement.scrollWidth > edge ? ["the page rolls sideways"] : [];
  return page.concat(wide.slice(0, 3).map(one => `past the edge: ${one.outerHTML.slice(0, 120)}`));
}"""

_ROLLS = """() => [...document.querySelectorAll("[data-testid=stMain] *")].filter(one =>
  one.checkVisibility({visibilityProperty: true}) && one.scrollWidth > one.clientWidth + 1
  && ["auto", "scroll"].includes(getComputedStyle(one).overflowX))
  .map(one => [one.outerHTML.slice(0, 120),
    getComputedStyle(one).backgroundAttachment.includes("local")])"""


_ISLANDS = """() => {
  const shown = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const light = (colour, part) => {
    shown.clearRect(0, 0, 1, 1);
    shown.fillStyle = colour;
    shown.fillRect(0, 0, 1, 1);
    const [red, green, blue, seen] = shown.getImageData(0, 0, 1, 1).data;
    return seen * part > 127 && 0.2126 * red + 0.7152 * green + 0.0722 * blue > 200;
  };
  const drawn = one => one.matches("svg :is(rect, path, polygon, circle)");
  const shines = (one, style) => light(style.backgroundColor, style.opacity)
    || (drawn(one) && light(style.fill, style.opacity * style.fillOpacity));
  const large = one => {
    const {width, height} = one.getBoundingClientRect();
    return Math.min(width, height) > 20 && width * height > 1600;
  };
  return [...document.querySelectorAll("body, body *")].filter(one =>
    one.checkVisibility({visibilityProperty: true}) && large(one)
    && shines(one, getComputedStyle(one))).map(one => `a light island: ${one.outerHTML.slice(0, 160)}`);
}"""
"""What is large, nearly white, and more than half of it seen."""


@cache
def _script() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def _ready(page: Page) -> None:
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_script())


def _run(page: Page, within: str) -> list[tuple[str, str, str]]:
    """The rule broken, where, and what is told of it."""
    _ready(page)
    found: list[tuple[str, str, str]] = page.evaluate(_RUN, [within, ASKED])
    return found


def violations(
    page: Page, *, within: str = "html", excused: Sequence[Excused] = EXCUSED
) -> list[str]:
    """Each violation in that part of the page, but for what is excused."""
    return [
        told
        for rule, where, told in _run(page, within)
        if not any(
            rule == each.rule and page.evaluate(_LIES_IN, [where, each.within]) for each in excused
        )
    ]


def unread(page: Page) -> list[str]:
    """What is written with too little contrast, anywhere on the page: the one rule, and cheap."""
    _ready(page)
    found: list[str] = page.evaluate(_CONTRASTS)
    return found


def islands(page: Page) -> list[str]:
    """What is large and nearly white on a page that is dark."""
    found: list[str] = page.evaluate(_ISLANDS)
    return found


def amiss(page: Page) -> list[str]:
    """What is wrong with the language, the headings, the drawings' names and the charts' tables."""
    found: list[str] = page.evaluate(_AMISS)
    return found


def too_wide(page: Page) -> list[str]:
    """What reaches past the edge of the screen and can not be rolled into sight."""
    found: list[str] = page.evaluate(_WIDE)
    return found


def rolling(page: Page) -> dict[str, bool]:
    """What rolls sideways within the page, and whether a shadow at its edge tells so."""
    return dict(page.evaluate(_ROLLS))
