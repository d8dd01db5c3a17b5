"""Calls that might be done, made up: parameters read from annotations, values from a store.

Each call has a row of the store before it, whose values its fields take: what a worker would send.
"""

import inspect
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from random import Random
from typing import Any, Union, get_args, get_origin, get_type_hints

from core.codes import Role, code_lists, valid_codes
from core.errors import RuleBroken
from core.records.people import Person
from core.tallies import Period
from tests.soak.calls import Action, Call
from tests.soak.homes import ANOTHER, KEYS, OF_FIELD, OF_ID, OF_MODULE, OTHERWISE, OURS, PERIODS
from tests.soak.hostile import MANY, kind_of
from tests.soak.pool import Pool, Row

IDS = ("keep", "people", "attended", "active")
OWN = ("accounts", "sessions")


class Caller:
    """Makes calls up, of values that are in the store."""

    def __init__(self, pool: Pool, on: date) -> None:
        self.pool, self.on = pool, on
        self.random = Random(0)
        self.row: Row = {}
        self.table = ""
        self.ahead = False
        self.person = pool.people[0]
        self.action: Action
        self.version = 0

    def call_of(self, action: Action, random: Random) -> Call:
        """A call that might be done; each `random` makes another one."""
        self.action, self.random = action, random
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
        """One's own row of the table; or one of any stage, the rare stages as often as the others."""
        rows = self.pool.rows[self.table]
        if self.table in OWN:
            return next(row for row in rows if self.person.account_id in row.values())
        stages = self.pool.stages(self.table)
        return self.random.choice(self.random.choice(stages)) if stages else {}

    def _given(self, action: Action) -> dict[str, Any]:
        return {
            name: self._argument(name, action.hints[name])
            for name, parameter in action.parameters.items()
            if parameter.default is inspect.Parameter.empty or self._often()
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
            return kind_of(origin)(self._several(name, inner[0]))
        return self._single(name, hint)

    def _is_left_out(self, name: str) -> bool:
        empty = name in self.row and self.row[name] is None
        return self.random.random() < (0.8 if empty else 0.1)

    def _several(self, name: str, hint: Any) -> list[Any]:
        stored = self.row.get(name)
        if hint is str and isinstance(stored, str) and self._often():
            return stored.split(";")
        return [self.value(name, hint) for _ in range(self.random.choice((0, 1, 1, 2, 3)))]

    def _mapping(self, value: Any) -> dict[Any, Any]:
        known = list(KEYS.get(self.action.name, dict)())
        count = self.random.choice((1, 3, len(known)))
        keys = self.random.sample(known, min(count, len(known)))
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

    def _stored(self, name: str) -> Any:
        """What the row has under the name; or what its table, the code lists or any other row has."""
        another = self._is_another(name)
        name = OF_FIELD.get(f"{self.action.module}.{name}", name)
        codes = OTHERWISE.get(name) or _codes(name, self.on)
        if (
            not another
            and self.row.get(name) is not None
            and self.random.random() < (0.5 if codes else 0.8)
        ):
            return self.row[name]
        beside = [row[name] for row in self.pool.rows[self.table] if row.get(name) is not None]
        if codes or beside:
            return self.random.choice(codes or beside)
        rows = self.random.choice(list(self.pool.rows.values()))
        return next((row[name] for row in rows if row.get(name) is not None), None)

    def _is_another(self, name: str) -> bool:
        module = self.action.module
        return f"{self.action.name}.{name}" in ANOTHER or f"{module}.{name}" in ANOTHER

    def _text(self, name: str) -> str:
        ours = OURS.get(f"{self.action.module}.{name}")
        if ours is not None:
            return self.random.choice(ours)
        if name.endswith(("_id", "_ids")) or name in IDS:
            return self._id(name)
        stored = self._stored(name)
        return str(stored) if isinstance(stored, str | int) and stored else "Et stykke tekst"

    def _id(self, name: str) -> str:
        row_id = self._named(name)
        if not self.version:
            self.version = self.pool.by_id.get(row_id, {}).get("version", 0)
        return row_id

    def _named(self, name: str) -> str:
        stem = name.removesuffix("_ids").removesuffix("_id")
        tables = OF_ID.get(f"{self.action.module}.{stem}") or OF_ID.get(stem, (self.table,))
        if self.table in tables and not self._is_another(stem):
            return str(self.row.get("id", ""))
        if self.row.get(name) is not None and not self._is_another(stem):
            return str(self.row[name])
        rows = self.pool.rows[self.random.choice(tables)]
        return str(self.random.choice(rows)["id"]) if rows else "findes-ikke"

    def _integer(self, name: str) -> int:
        if name.startswith("seen"):
            return self.version or self.random.choice((0, self.row.get("version", 0)))
        stored = self._stored(name)
        return stored if isinstance(stored, int) else self.random.randrange(1, 6)

    def _float(self, name: str) -> float:  # noqa: ARG002 — called like the others
        return self.random.choice((0.5, 1.0, 0.8))

    def _day(self, name: str) -> date:
        stored = self._stored(name)
        known = isinstance(stored, date) and not isinstance(stored, datetime)
        if known and (name in OTHERWISE or self.random.random() < 0.5):
            return stored
        return self.on + timedelta(
            days=self.random.randrange(*((1, 60) if self.ahead else (-30, 1)))
        )

    def _often(self) -> bool:
        return self.random.random() < 0.7


def _codes(name: str, on: date) -> list[str]:
    named = [each for each in code_lists() if each == name or each.endswith(f"_{name}")]
    return [code for each in named for code in valid_codes(each, on)]


def _needed(each: Any) -> bool:
    return each.default is MISSING and each.default_factory is MISSING
