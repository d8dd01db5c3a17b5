"""Calls of the actions, made up: their parameters read from annotations, their values from a store.

Each call has a row of the store before it, whose values its fields take: what a worker would send.
Hostile values are put between them.
"""

import importlib
import inspect
import pkgutil
import types
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from random import Random
from typing import Any, Union, get_args, get_origin, get_type_hints

from sqlalchemy import select
from sqlalchemy.orm import Session

import db.actions
from core.codes import Role, code_lists, valid_codes
from core.errors import RuleBroken
from core.records.people import Person
from core.tallies import Period
from db.models import AccountRow, Base, Keyed
from db.queries.accounts import person_from
from tests.soak import hostile
from tests.soak.homes import KEYS, OF_FIELD, OF_ID, OF_MODULE, OTHERWISE, PERIODS

MANY = (Collection, Iterable, Sequence, tuple, frozenset, set, list)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Action:
    """A write of the house; `name` is module.function."""

    name: str
    call: Callable[..., Any]
    hints: Mapping[str, Any]
    parameters: Mapping[str, inspect.Parameter]

    @property
    def module(self) -> str:
        """The module it lies in."""
        return self.name.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Call:
    """One action with what it is given."""

    action: Action
    given: Mapping[str, Any]

    def make(self) -> Any:
        """Do it."""
        return self.action.call(**self.given)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value!r:.300}" for name, value in self.given.items())
        return f"{self.action.name}({told})"


def registry() -> list[Action]:
    """Every public function of `db.actions` that a person does: with `by`, without a session.

    What makes a row for another action is none.
    """
    return [
        Action(f"{module}.{name}", call, get_type_hints(call), inspect.signature(call).parameters)
        for module in sorted(each.name for each in pkgutil.iter_modules(db.actions.__path__))
        for name, call in inspect.getmembers(importlib.import_module(f"db.actions.{module}"))
        if inspect.isfunction(call)
        and call.__module__ == f"db.actions.{module}"
        and not name.startswith("_")
        and "by" in inspect.signature(call).parameters
        and "session" not in inspect.signature(call).parameters
        and not _makes_a_row(call)
    ]


def _makes_a_row(call: Callable[..., Any]) -> bool:
    made = get_type_hints(call).get("return")
    return isinstance(made, type) and issubclass(made, Keyed)


ENDS = (
    "ended_date",
    "closed_date",
    "end_date",
    "settled_date",
    "done_date",
    "locked_time",
    "submitted_time",
    "submitted_date",
    "withdrawn_date",
    "answered_date",
    "ended_time",
)
"""Columns that say that something is over."""
GONE = ("closed", "rejected")
ABOVE = ("case_id", "goal_id", "meeting_id", "course_id", "application_id", "wish_id")
IDS = ("keep", "people", "attended", "active")
OWN = ("accounts", "sessions")


class Pool:
    """What the store holds, as rows by table; and who may work in it."""

    def __init__(self, session: Session) -> None:
        self.rows: dict[str, list[Row]] = {
            table.name: [dict(row) for row in session.execute(select(table)).mappings()]
            for table in Base.metadata.sorted_tables
        }
        self.by_id = {row["id"]: row for rows in self.rows.values() for row in rows}
        accounts = session.scalars(select(AccountRow).order_by(AccountRow.id)).all()
        self.people = [person_from(each, self._roles(each.id)) for each in accounts]

    def lives(self, row: Row) -> bool:
        """Whether the row is not ended, and neither is the case it is about."""
        if any(row.get(name) is not None for name in ENDS) or row.get("step") in GONE:
            return False
        above = [self.by_id.get(row[name]) for name in ABOVE if row.get(name)]
        return all(self.lives(each) for each in above if each)

    def _roles(self, account_id: str) -> list[str]:
        return [
            row["role"] for row in self.rows["account_roles"] if row["account_id"] == account_id
        ]


class Caller:
    """Makes calls up. `rate` is the share of hostile values in the next call."""

    def __init__(self, pool: Pool, random: Random, on: date) -> None:
        self.pool, self.random, self.on = pool, random, on
        self.rate = 0.0
        self.long = False
        self.row: Row = {}
        self.table = ""
        self.ahead = False
        self.person = pool.people[0]
        self.action: Action
        self.version = 0

    def call_of(self, action: Action, rate: float) -> Call:
        """A call with so many hostile values, 0 to 1."""
        self.action, self.rate = action, rate
        self.long = self.random.random() < 0.1
        self.ahead = self.random.random() < 0.4
        while True:
            self.person = self._person()
            self.table = self.random.choice(OF_MODULE.get(action.module, ("cases",)))
            self.row = self._row()
            self.version = self.row.get("version", 0) if self.table in OWN else 0
            try:
                return Call(action, self._given(action))
            except RuleBroken:
                """A record that refuses such values by itself."""

    def _row(self) -> Row:
        """A row of the table: one's own, or rather one that something can still be done with."""
        rows = self.pool.rows[self.table]
        if self.table in OWN:
            return next(row for row in rows if self.person.account_id in row.values())
        living = [row for row in rows if self.pool.lives(row)]
        return self.random.choice(living if living and self._often() else rows or [{}])

    def _given(self, action: Action) -> dict[str, Any]:
        return {
            name: self._argument(name, action.hints[name])
            for name, parameter in action.parameters.items()
            if parameter.default is inspect.Parameter.empty or self.random.random() < 0.5
        }

    def _argument(self, name: str, hint: Any) -> Any:
        if name == "by":
            return self.person
        if name == "on":
            return self.on
        return self.value(name, hint)

    def _person(self) -> Person:
        here = self.random.choice(self.pool.people)
        if self.random.random() < 0.15:
            return here
        known = (here.account_id, here.name, frozenset(Role), here.staff_id)
        return Person(*known, allocates=True)

    def value(self, name: str, hint: Any) -> Any:
        """A value of that type for a parameter or field of that name."""
        origin, inner = get_origin(hint), get_args(hint)
        if origin in (Union, types.UnionType):
            kinds = [each for each in inner if each is not type(None)]
            if len(kinds) < len(inner) and self._is_left_out(name):
                return None
            return self.value(name, self.random.choice(kinds))
        if origin is not None and issubclass(origin, Mapping):
            return self._mapping(inner[1])
        if origin is tuple and Ellipsis not in inner:
            return tuple(self.value(name, each) for each in inner)
        if origin in MANY:
            return _kind(origin)(self._several(name, inner[0]))
        return self._single(name, hint)

    def _is_left_out(self, name: str) -> bool:
        empty = name in self.row and self.row[name] is None
        return self.random.random() < (0.8 if empty else 0.05 + self.rate / 4)

    def _several(self, name: str, hint: Any) -> list[Any]:
        stored = self.row.get(name)
        if hint is str and isinstance(stored, str) and not self._is_hostile():
            return stored.split(";")
        return [self.value(name, hint) for _ in range(self.random.choice((0, 1, 1, 2, 3)))]

    def _mapping(self, value: Any) -> dict[Any, Any]:
        known = list(KEYS.get(self.action.name, dict)())
        count = self.random.choice((1, 3, len(known)))
        keys = self.random.sample(known, min(count, len(known)))
        if self._is_hostile():
            keys.append(self._hostile_text())
        return {each: self.value(each, value) for each in keys}

    def _single(self, name: str, hint: Any) -> Any:
        if is_dataclass(hint):
            return self._record(hint)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return self._member(name, hint)
        made = {
            str: self._text,
            bool: self._truth,
            int: self._integer,
            float: self._float,
            date: self._day,
            time: self._time,
        }
        kind = hint if hint in made else self.random.choice((str, int, date))
        return made[kind](name)

    def _truth(self, name: str) -> bool:
        stored = self.row.get(name)
        return stored if isinstance(stored, bool) else self.random.random() < 0.5

    def _time(self, name: str) -> time:
        stored = self._stored(name)
        return stored if isinstance(stored, time) else time(self.random.randrange(24), 30)

    def _member(self, name: str, kind: type[Enum]) -> Enum:
        stored = self.row.get(name)
        known = [each for each in kind if each.value == stored]
        return self.random.choice(known or list(kind))

    def _record(self, kind: Any) -> Any:
        if kind is Period:
            return self.random.choice(PERIODS)
        hints = get_type_hints(kind)
        given = {
            each.name: self.value(each.name, hints[each.name])
            for each in fields(kind)
            if each.init and (_needed(each) or self.random.random() < 0.8)
        }
        return kind(**given)

    def _is_hostile(self) -> bool:
        return self.random.random() < self.rate

    def _stored(self, name: str) -> Any:
        """What the row has under the name, or one of its table or any other where it has none."""
        name = OF_FIELD.get(f"{self.action.module}.{name}", name)
        if self.row.get(name) is not None and self.random.random() < 0.8:
            return self.row[name]
        beside = [row[name] for row in self.pool.rows[self.table] if row.get(name) is not None]
        if beside:
            return self.random.choice(beside)
        codes = OTHERWISE.get(name) or _codes(name, self.on)
        if codes:
            return self.random.choice(codes)
        rows = self.random.choice(list(self.pool.rows.values()))
        return next((row[name] for row in rows if row.get(name) is not None), None)

    def _text(self, name: str) -> str:
        if name.endswith(("_id", "_ids")) or name in IDS:
            return self._hostile_text() if self._is_hostile() and self._rarely() else self._id(name)
        if self._is_hostile():
            return self._hostile_text()
        stored = self._stored(name)
        return stored if isinstance(stored, str) and stored else "Et stykke tekst"

    def _hostile_text(self) -> str:
        if self.long and self.random.random() < 0.3:
            return self.random.choice(hostile.LONG_TEXTS)
        if self.random.random() < 0.15:
            return self.random.choice(list(self.pool.by_id))
        return self.random.choice(hostile.TEXTS)

    def _id(self, name: str) -> str:
        row_id = self._named(name)
        if not self.version:
            self.version = self.pool.by_id.get(row_id, {}).get("version", 0)
        return row_id

    def _named(self, name: str) -> str:
        stem = name.removesuffix("_ids").removesuffix("_id")
        tables = OF_ID.get(f"{self.action.module}.{stem}") or OF_ID.get(stem, (self.table,))
        if self.table in tables:
            return str(self.row.get("id", ""))
        if self.row.get(name) is not None:
            return str(self.row[name])
        rows = self.pool.rows[self.random.choice(tables)]
        return str(self.random.choice(rows)["id"]) if rows else "findes-ikke"

    def _integer(self, name: str) -> int:
        if name.startswith("seen") and not (self._is_hostile() and self._rarely()):
            return self.version if self.random.random() < 0.98 else 0
        if self._is_hostile():
            return self.random.choice(hostile.INTEGERS)
        stored = self._stored(name)
        return stored if isinstance(stored, int) else self.random.randrange(1, 6)

    def _float(self, name: str) -> float:  # noqa: ARG002 — called like the others
        return self.random.choice(hostile.FLOATS if self._is_hostile() else (0.5, 1.0, 0.8))

    def _day(self, name: str) -> date:
        if self._is_hostile():
            return self.random.choice(hostile.DAYS)
        stored = self._stored(name)
        known = isinstance(stored, date) and not isinstance(stored, datetime)
        if known and self.random.random() < 0.5:
            return stored
        return self.on + timedelta(
            days=self.random.randrange(*((1, 60) if self.ahead else (-30, 1)))
        )

    def _often(self) -> bool:
        return self.random.random() < 0.7

    def _rarely(self) -> bool:
        return self.random.random() < 0.3


def _codes(name: str, on: date) -> list[str]:
    named = [each for each in code_lists() if each == name or each.endswith(f"_{name}")]
    return [code for each in named for code in valid_codes(each, on)]


def _needed(each: Any) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _kind(origin: Any) -> type:
    return origin if origin in (set, frozenset, list) else tuple
