"""The words of exhibits and documents in one language, and numbers as they are written in it."""

from collections.abc import Callable
from dataclasses import dataclass

from babel.numbers import format_decimal

from core.codes import Coded
from core.tallies import OWN_UNKNOWN, UNKNOWN, ends_of
from core.words import code_key, has_phrase, phrase
from pages.shared.documents.exhibit import Absent, Cell, Column, Measure
from pages.shared.formats import region, shown_plainly

_PATTERNS = {
    Measure.COUNT: "#,##0",
    Measure.PERCENT: "#,##0",
    Measure.SCORE: "0.0",
    Measure.RATIO: "0.00",
    Measure.DAYS: "#,##0",
    Measure.HOURS: "#,##0.0",
    Measure.KRONER: "#,##0",
}


@dataclass(frozen=True, slots=True)
class Wording:
    """Called with a group and a key, gives the words of `exhibit.<group>.<key>`."""

    language: str

    def __call__(self, group: str, key: str) -> str:
        """The words; the same in a table cell, on a slide and in a file."""
        return self.say(f"exhibit.{group}.{key}")

    def say(self, key: str, /, **facts: object) -> str:
        """The sentence of a whole key."""
        return phrase(self.language, key, shown_plainly, **facts)

    def knows(self, key: str) -> bool:
        """Whether the language has the key."""
        return has_phrase(self.language, key)

    def column(self, key: str, measure: Measure, *, drawn: bool = False) -> Column:
        """A column named by the words of `exhibit.column.<key>`."""
        return Column(key, self("column", key), measure, drawn)

    def of(self, code_list: str) -> Callable[[str], str]:
        """Names a code of the list by its word."""
        return lambda code: self._code(code_list, code)

    def age(self, years: str) -> str:
        """17 år."""
        if years == UNKNOWN:
            return self("column", UNKNOWN)
        return self.say("exhibit.column.age", n=int(years))

    def band(self, name: str) -> str:
        """0-30 dage; the last band is open."""
        first, last = ends_of(name)
        if last is None:
            return self.say("exhibit.column.band_open", first=first)
        return self.say("exhibit.column.band", first=first, last=last)

    def value(self, cell: Cell, measure: Measure) -> str:
        """The figure with its unit, or the word for why it is not told."""
        if isinstance(cell, Absent):
            return self("absent", cell.value)
        return self.say(f"exhibit.value.{measure.value}", value=self.number(cell, measure))

    def number(self, cell: float, measure: Measure) -> str:
        """The bare number."""
        return str(format_decimal(cell, _PATTERNS[measure], locale=region(self.language)))

    def _code(self, code_list: str, code: str) -> str:
        if code == UNKNOWN and code_list not in OWN_UNKNOWN:
            return self("column", UNKNOWN)
        return self.say(code_key(Coded(code_list, code)))
