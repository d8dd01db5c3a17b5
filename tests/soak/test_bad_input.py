"""Every action with values nobody means well with: it is done, or refused in one sentence."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.errors import RuleBroken
from db import demo
from db.clock import now
from db.engine import close_store, open_store, reading, transaction
from db.migrate import migrate
from db.models import AccountRow, SessionRow
from tests.soak import hostile
from tests.soak.caller import Caller
from tests.soak.calls import Action, Call, places, registry
from tests.soak.homes import FIRST, NEVER, ON, SELDOM
from tests.soak.pool import Pool
from tests.soak.size import LONG, rounds
from tests.soak.walk import DONE, Walk

ACTIONS = registry()
SHARE = 15
SHARES = [ACTIONS[at : at + SHARE] for at in range(0, len(ACTIONS), SHARE)]
"""So many actions are called one after the other before the store is looked through."""
TRIES = rounds(1, 250)
"""So many calls of an action are made up in search of one that is done."""
SOME = 30
"""Values of which one can be drawn as the id of another row."""


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """Through a demo store in which everybody is signed in."""
    store = open_store(f"duckdb:///{tmp_path_factory.mktemp('bad') / 'store.duckdb'}")
    migrate(store)
    demo.fill(on=ON, young_people=rounds(16, 40))
    with transaction() as session:
        for account in session.scalars(select(AccountRow)).all():
            row = SessionRow(account_id=account.id, started_time=now(), seen_time=now())
            session.add(row)
    _begin_with(FIRST if LONG else ())
    yield Walk(store, ON)
    close_store()


def _begin_with(names: Sequence[str]) -> None:
    """What a demo store has none of, made as a worker does."""
    for place, name in enumerate(names):
        with reading() as session:
            caller = Caller(Pool(session), ON)
        for number in range(TRIES):
            with suppress(RuleBroken):
                caller.call_of(by_name()[name], Random(f"{place} {number}")).make()
                break


def by_name() -> dict[str, Action]:
    """The actions by their names."""
    return {each.name: each for each in ACTIONS}


@pytest.fixture(scope="module")
def caller(walk: Walk) -> Caller:
    """Makes calls up from what the store holds before the first one."""
    with reading() as session:
        return Caller(Pool(session), ON)


@pytest.fixture(scope="module")
def good(walk: Walk, caller: Caller) -> dict[str, Call]:
    """In a long run a call of each action that is done, where one was found; else none."""
    wanted = [each for each in ACTIONS if LONG and each.name not in NEVER]
    return {call.action.name: call for each in wanted for call in _done(each, walk, caller)}


def _done(action: Action, walk: Walk, caller: Caller) -> Iterator[Call]:
    for number in range(TRIES):
        call = caller.call_of(action, Random(f"{action.name} {number}"))
        if walk.make(call) == DONE:
            yield call
            break
    walk.seen.rewind()
    assert walk.wrong == []


@st.composite
def one_call(draw: st.DrawFn, action: Action, caller: Caller, good: dict[str, Call]) -> Call:
    """Of that action, as it might be done; mostly with one value that is hostile."""
    made_up = caller.call_of(action, Random(draw(st.integers(0, 10_000))))
    call = good.get(action.name, made_up)
    at = places(call)
    if not at or draw(st.sampled_from((True, True, False))):
        return call
    place = draw(st.sampled_from(at))
    ids = Random(0).sample(sorted(caller.pool.by_id), SOME)
    return replace(call, path=place.path, value=draw(hostile.of(place.hint, place.good, ids)))


@pytest.mark.asvs("2.2.1", "2.2.2", "2.3.3")
@pytest.mark.parametrize("some", SHARES, ids=lambda some: some[0].name)
@settings(
    max_examples=rounds(2, 30),
    derandomize=not LONG,
    suppress_health_check=list(HealthCheck),
)
@given(data=st.data())
def test_every_action_is_done_or_refused_in_one_sentence_whatever_it_is_given(
    data: Any, some: Sequence[Action], walk: Walk, caller: Caller, good: dict[str, Call]
) -> None:
    asked = data.draw(st.tuples(*(one_call(each, caller, good) for each in some)))
    assert walk.through(asked) == []


def test_every_action_was_called(walk: Walk) -> None:
    print(walk.counted())
    assert walk.called() == by_name().keys()


@pytest.mark.skipif(not LONG, reason="makes up many calls of an action before one is done")
def test_some_call_of_every_action_is_done_but_of_those_in_the_lists(good: dict[str, Call]) -> None:
    assert SELDOM.keys() <= by_name().keys()
    assert sorted(by_name().keys() - good.keys() - NEVER.keys() - SELDOM.keys()) == []


@pytest.mark.skipif(not LONG, reason="is about the store of a long run")
def test_no_call_of_an_action_in_the_list_is_done(walk: Walk) -> None:
    assert NEVER.keys() <= by_name().keys()
    assert not NEVER.keys() & walk.done()
