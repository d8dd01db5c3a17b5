"""English on a Danish page: all that is seen or heard of it, and what of that can not be changed.

Which words are English is known from the catalogues: a word of the English ones that no Danish
sentence has, of the screen or of the demo, which tells others every day. To these come the words
that stand in Streamlit's own program. What can not be changed from here is the table of
`docs/language.md`, and nowhere else.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import streamlit
from playwright.sync_api import Page

from core.words import catalogue
from db.demo.bank import sentences
from db.demo.people import GROWN_NAMES, YOUNG_NAMES

LISTED = Path(__file__).resolve().parent.parent.parent / "docs" / "language.md"
PROGRAM = Path(streamlit.__file__).parent / "static" / "static" / "js"
ANYTHING = "…"
"""What stands for words of ours in a line of the table."""
_SAID = """() => {
  const told = new Set(), shown = one => one.checkVisibility({visibilityProperty: true});
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode.data.trim(), one = texts.currentNode.parentElement;
    if (text && !one.closest("script, style, pre, [data-testid=stIconMaterial]") && shown(one))
      told.add(text);
  }
  for (const name of ["aria-label", "title", "placeholder", "alt", "aria-description",
      "aria-valuetext", "aria-roledescription"])
    for (const one of document.querySelectorAll(`body [${name}]`))
      if (shown(one) && !one.closest("[aria-hidden=true]")) told.add(one.getAttribute(name).trim());
  for (const name of ["aria-describedby", "aria-labelledby", "aria-errormessage"])
    for (const one of document.querySelectorAll(`body [${name}]`))
      for (const id of shown(one) ? one.getAttribute(name).split(/\\s+/) : []) {
        const named = document.getElementById(id)?.cloneNode(true);
        named?.querySelectorAll("style, [data-testid=stIconMaterial]").forEach(each => each.remove());
        if (named?.textContent.trim()) told.add(named.textContent.trim());
      }
  return [document.title, ...told];
}"""
"""What is there to be copied is left out: letters of a secret come to words by chance. What a field
names as its name or its description is read aloud, be it hidden or not."""
_WORD = re.compile(r"[a-zæøåéü]{2,}", re.IGNORECASE)
_FACT = re.compile(r"{.*?}")
_NAME = re.compile(r"\S*[@/\\]\S*|\S+\.\w+\b")
"""Addresses, paths and names of files are in no language."""
_BUILT_IN = re.compile(
    r"(?:\"aria-label\"|\"aria-description\"|title|placeholder|alt|label|children|content|message)"
    r":\s*`([A-Z][^`]{1,80})`"
)
_HOLE = re.compile(r"\$\{.*?\}")
_ALSO = (
    "visualization mark container available selected dismiss loading please dropdown day month year "
    "january february march may june july october monday tuesday wednesday thursday friday saturday"
)
"""English that is put together in parts, or comes from Vega or from the browser."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the table: English words, where they stand, who meets them, the page, and why."""

    words: str
    where: str
    met: str
    page: str
    reason: str

    def fits(self, said: str) -> bool:
        """Whether it is this; what stands for words of ours must hold no English itself."""
        form = re.escape(self.words).replace(re.escape(ANYTHING), "(.*)")
        found = re.fullmatch(form, said, re.DOTALL)
        return found is not None and not any(english_in(each) for each in found.groups())


@cache
def listed() -> tuple[Listed, ...]:
    """The table of what can not be changed."""
    rows = [
        [cell.strip().strip("`") for cell in line.strip("|").split("|")]
        for line in LISTED.read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    return tuple(Listed(*row) for row in rows)


@cache
def english() -> frozenset[str]:
    """Words that no Danish sentence has, and that an English one or Streamlit itself does."""
    built_in = (
        _HOLE.sub(" ", each)
        for file in PROGRAM.glob("*.js")
        for each in _BUILT_IN.findall(file.read_text(encoding="utf-8"))
    )
    told = chain.from_iterable((*sentences().values(), *YOUNG_NAMES, *GROWN_NAMES))
    danish = _words(*catalogue("da").values(), *told)
    return _words(*catalogue("en").values(), *built_in, _ALSO) - danish


def _words(*texts: str) -> frozenset[str]:
    return frozenset(word.lower() for text in texts for word in _WORD.findall(_FACT.sub(" ", text)))


def english_in(text: str) -> frozenset[str]:
    """The English words of a text."""
    return _words(_NAME.sub(" ", text)) & english()


def said_in_english(page: Page) -> Iterator[str]:
    """Each English text that is seen or heard on a page: words, names, titles, what stands in fields."""
    found: list[str] = page.evaluate(_SAID)
    return (said for said in found if english_in(said))


def foreign(page: Page) -> list[str]:
    """The same, but for what can not be changed."""
    return [said for said in said_in_english(page) if not any(each.fits(said) for each in listed())]


def gone(page: Page, name: str, lines: Iterable[Listed] | None = None) -> list[str]:
    """Lines of the table, or of another, that name this page, and are no longer true."""
    met = list(said_in_english(page))
    return [
        each.words
        for each in (listed() if lines is None else lines)
        if each.page == name and not any(each.fits(said) for said in met)
    ]
