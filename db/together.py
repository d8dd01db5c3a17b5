"""Several narrow questions in one statement, each answered as its own list of plain rows.

A database plans every statement anew, and planning takes longer than reading the few rows of one
case. So the parts become one `UNION ALL`, in which each row says which part it is of and carries
its values as a JSON array: two columns, however many the parts have.
"""

import json
from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any

from sqlalchemy import Boolean, Date, Integer, Select, String, Text, literal_column, union_all
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import Session
from sqlalchemy.sql.functions import GenericFunction
from sqlalchemy.types import TypeEngine

Answers = Mapping[str, Sequence[Any]]
"""The rows of each part by its name; a row has an attribute for each of its columns."""

_Read = Callable[[Any], Any]

_READ: Mapping[type[TypeEngine[Any]], _Read | None] = {
    Boolean: None,
    Date: date.fromisoformat,
    Integer: None,
    String: None,
    Text: None,
}
"""The types that may be asked for, and what reads a value from JSON; None: it stands there."""


class packed(GenericFunction[str]):  # noqa: N801 — named as it is called
    """`packed(value, …)`: the values of a row as a JSON array."""

    type = String()
    inherit_cache = True


@compiles(packed, "duckdb")
def _json_array(element: packed, compiler: Any, **options: Any) -> str:
    return f"json_array({compiler.process(element.clauses, **options)})"


@compiles(packed, "postgresql")
def _json_build_array(element: packed, compiler: Any, **options: Any) -> str:
    return f"CAST(json_build_array({compiler.process(element.clauses, **options)}) AS TEXT)"


@dataclass(frozen=True, slots=True)
class Part:
    """One of the questions, and by which of its columns its rows are put in order (never NULL)."""

    asked: Select[*tuple[Any, ...]]
    order: tuple[str, ...] = ()


class Together:
    """The parts by name; made once in a process, with a `bindparam` for what is asked about.

    Raises TypeError for a column whose values JSON does not tell exactly.
    """

    def __init__(self, **parts: Part) -> None:
        self._readers = {name: _Reader(name, part) for name, part in parts.items()}
        self._statement = union_all(
            *(_marked(place, part.asked) for place, part in enumerate(parts.values()))
        )

    @property
    def nothing(self) -> Answers:
        """The answers where there is nothing to ask about."""
        return dict.fromkeys(self._readers, ())

    def of(self, session: Session, **asked: object) -> Answers:
        """The answers to all parts, where the parameters are these."""
        found: tuple[list[str], ...] = tuple([] for _ in self._readers)
        for place, values in session.connection().execute(self._statement, asked).all():
            found[place].append(values)
        each = zip(self._readers.items(), found, strict=True)
        return {name: reader.rows(raw) for (name, reader), raw in each}


def _marked(place: int, asked: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """The question with the number of its part, and its columns in one."""
    values = packed(*asked.selected_columns)
    return asked.with_only_columns(
        literal_column(str(place), Integer).label("part"),
        values.label("packed"),
        maintain_column_froms=True,
    )


class _Reader:
    """How the rows of a part are made of what comes back."""

    def __init__(self, name: str, part: Part) -> None:
        columns = part.asked.selected_columns
        self._made: Any = namedtuple(name, [column.key for column in columns])  # type: ignore[misc]  # noqa: PYI024
        reads = ((place, _read(column.type)) for place, column in enumerate(columns))
        self._reads = [(place, read) for place, read in reads if read is not None]
        self._order = attrgetter(*part.order) if part.order else None

    def rows(self, raw: Sequence[str]) -> Sequence[Any]:
        """The rows, in their order."""
        made = [self._made._make(self._values(each)) for each in raw]
        if self._order is not None:
            made.sort(key=self._order)
        return made

    def _values(self, raw: str) -> list[Any]:
        values: list[Any] = json.loads(raw)
        for place, read in self._reads:
            if values[place] is not None:
                values[place] = read(values[place])
        return values


def _read(kind: TypeEngine[Any]) -> _Read | None:
    if type(kind) not in _READ:
        raise TypeError(f"{kind!r} is not told in JSON: ask for it by itself")
    return _READ[type(kind)]
