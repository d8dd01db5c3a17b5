"""The actions by introspection, calls of them, and the places of a call where another value can be put."""

import importlib
import inspect
import pkgutil
import types
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, Union, get_args, get_origin, get_type_hints

import db.actions
from db.models import Keyed
from tests.soak.homes import OURS

Path = tuple[str | int, ...]
"""Where in the arguments: the parameter, then fields, keys and numbers of items."""


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


@dataclass(frozen=True, slots=True, repr=False)
class Call:
    """One action with what it is given, and what is put in one of its places."""

    action: Action
    given: Mapping[str, Any]
    path: Path = ()
    value: Any = None

    def make(self) -> Any:
        """Do it."""
        return self.action.call(**replaced(self.given, self.path, self.value))

    def __repr__(self) -> str:
        told = ", ".join(f"{name}={value!r:.300}" for name, value in self.given.items())
        put = f" with {'.'.join(map(str, self.path))} = {self.value!r:.300}" if self.path else ""
        return f"{self.action.name}({told}){put}"


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


@dataclass(frozen=True, slots=True)
class Place:
    """Where another value can be put: of that type, instead of that one."""

    path: Path
    hint: Any
    good: Any


def places(call: Call) -> list[Place]:
    """Every place in the arguments of a call that a person fills in."""
    return [
        place
        for name, value in call.given.items()
        if name not in ("by", "on") and f"{call.action.module}.{name}" not in OURS
        for place in _places((name,), call.action.hints[name], value)
    ]


def _places(path: Path, hint: Any, good: Any) -> Iterator[Place]:
    hint = _of_record(hint, good)
    if is_dataclass(good):
        hints = get_type_hints(type(good))
        inside = {e.name: (hints[e.name], getattr(good, e.name)) for e in fields(good) if e.init}
    else:
        yield Place(path, hint, good)
        inside = _inside(hint, good)
    for step, (inner, value) in inside.items():
        yield from _places((*path, step), inner, value)


def _of_record(hint: Any, good: Any) -> Any:
    """The type without the possibility that there is nothing, where there is something."""
    kinds = [each for each in get_args(hint) if each is not type(None)]
    single = get_origin(hint) in (Union, types.UnionType) and len(kinds) == 1
    return kinds[0] if single and good is not None else hint


def _inside(hint: Any, good: Any) -> dict[str | int, tuple[Any, Any]]:
    inner = get_args(hint)
    if isinstance(good, Mapping):
        return {key: (inner[1], value) for key, value in good.items()}
    if isinstance(good, (tuple, list)) and inner:
        fixed = get_origin(hint) is tuple and Ellipsis not in inner
        return {n: (inner[n] if fixed else inner[0], value) for n, value in enumerate(good)}
    return {}


def replaced(whole: Any, path: Path, value: Any) -> Any:
    """The arguments, or a part of them, with the value at that place."""
    if not path:
        return whole
    step, rest = path[0], path[1:]
    if is_dataclass(whole) and not isinstance(whole, type):
        return replace(whole, **{str(step): _put(getattr(whole, str(step)), rest, value)})
    if isinstance(whole, Mapping):
        return {**whole, step: _put(whole[step], rest, value)}
    items = list(whole)
    items[int(step)] = _put(items[int(step)], rest, value)
    return type(whole)(items)


def _put(part: Any, rest: Path, value: Any) -> Any:
    return replaced(part, rest, value) if rest else value
