"""Invented people: first names as Faker knows them in Denmark, family names that nobody bears.

CPR numbers are replacement numbers (day + 60), telephone numbers begin with 00, which no Danish
one does, and the mail domain is reserved for examples (RFC 2606).
"""

import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from random import Random

from faker.providers.person.da_DK import Provider

from db.identifiers import REPLACEMENT

MUNICIPALITY = "Papirsø Kommune"
AREAS = ("Nordbyen", "Havnekvarteret", "Østerbakken", "Sønderskoven", "Midtbyen", "Vesterengen")
_NAMES = tomllib.loads(files("db.demo").joinpath("names.toml").read_text(encoding="utf-8"))
SURNAMES: tuple[str, ...] = tuple(_NAMES["surnames"])
_WOMEN, _MEN = frozenset(_NAMES["women"]), frozenset(_NAMES["men"])

YOUNG_NAMES = (
    tuple(sorted(set(Provider.first_names_male) & _MEN)),
    tuple(sorted(set(Provider.first_names_female) & _WOMEN)),
)
GROWN_NAMES = (
    tuple(sorted(set(Provider.first_names_male) - _MEN)),
    tuple(sorted(set(Provider.first_names_female) - _WOMEN)),
)
_PRONOUNS = (("han", "ham", "hans"), ("hun", "hende", "hendes"))
_NEW_CENTURY = 2000
_LATIN = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e"})


@dataclass(frozen=True, slots=True)
class Young:
    """An invented young person."""

    name: str
    woman: bool
    birth_date: date
    cpr: str
    phone: str
    email: str

    @property
    def words(self) -> dict[str, str]:
        """What a sentence about the young person is filled with."""
        he, him, his = _PRONOUNS[self.woman]
        first = self.name.split()[0]
        return {"navn": first, "han": he, "Han": he.capitalize(), "ham": him, "hans": his}


class Register:
    """Invents people of whom no two share a CPR number, nor a name while there are others left."""

    def __init__(self, dice: Random) -> None:
        self._dice = dice
        self._names: set[str] = set()
        self._numbers: set[str] = set()

    def young(self, birth_date: date) -> Young:
        """A young person born on that day."""
        woman = self._dice.random() < 0.5  # noqa: PLR2004 — half of them
        name = self._name(YOUNG_NAMES[woman])
        return Young(
            name, woman, birth_date, self._cpr(birth_date, woman=woman), self.phone(), email(name)
        )

    def grown(self, *, woman: bool | None = None) -> str:
        """The name of somebody of age."""
        chosen = self._dice.random() < 0.5 if woman is None else woman  # noqa: PLR2004
        return f"{self._dice.choice(GROWN_NAMES[chosen])} {self._dice.choice(SURNAMES)}"

    def phone(self) -> str:
        """A number that can not be called."""
        digits = f"{self._dice.randrange(10_000):04}"
        return f"+45 00 00 {digits[:2]} {digits[2:]}"

    def _name(self, first_names: tuple[str, ...]) -> str:
        name = f"{self._dice.choice(first_names)} {self._dice.choice(SURNAMES)}"
        while name in self._names:
            name = f"{self._dice.choice(first_names)} {' '.join(self._dice.sample(SURNAMES, 2))}"
        self._names.add(name)
        return name

    def _cpr(self, born: date, *, woman: bool) -> str:
        while True:
            day = f"{born.day // 10 + REPLACEMENT}{born.day % 10}{born:%m%y}"
            # A seventh digit of 4 to 8 stands for the years 2000 to 2036, of 0 to 3 for the 1900s.
            first, end = (400, 900) if born.year >= _NEW_CENTURY else (0, 400)
            number = (
                f"{day}{self._dice.randrange(first, end):03}"
                f"{self._dice.randrange(5) * 2 + (not woman)}"
            )
            if number not in self._numbers:
                self._numbers.add(number)
                return number


def ascii_name(name: str) -> str:
    """The name in small ASCII letters, words joined by dots."""
    latin = name.lower().translate(_LATIN)
    plain = unicodedata.normalize("NFKD", latin).encode("ascii", "ignore").decode()
    return ".".join(plain.split())


def email(name: str) -> str:
    """An address that reaches nobody."""
    return f"{ascii_name(name)}@example.org"
