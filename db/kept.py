"""Answers kept in the process until the store changes.

They hold what nobody's rights have narrowed, and whoever uses one asks `may` before anything leaves
`db`; or the person is part of what is asked, with all that their rights follow from.
"""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import update_wrapper
from typing import Generic, TypeVar, TypeVarTuple

from db.engine import Store, current_store

AnswerT = TypeVar("AnswerT")
AskedT = TypeVarTuple("AskedT")

CASES = 256
"""How many answers about single cases are kept: more than are looked at in a working day."""


class Kept(Generic[*AskedT, AnswerT]):
    """The newest `most` answers of `make`; each made once, however many ask at the same time.

    What is asked must be hashable. Another store and a change of the store forget them all.
    """

    def __init__(self, make: Callable[[*AskedT], AnswerT], most: int = 1) -> None:
        self._make = make
        self._most = most
        self._lock = threading.Lock()
        self._state: tuple[weakref.ref[Store], int, int] | None = None
        self._answers: OrderedDict[Hashable, AnswerT] = OrderedDict()
        update_wrapper(self, make)

    def __call__(self, *asked: *AskedT) -> AnswerT:
        """The answer. The version is read first, so it is never too new."""
        store = current_store()
        with self._lock:
            state = (weakref.ref(store), store.data_version, store.turn.version())
            if self._state != state:
                self._state = state
                self._answers.clear()
            if asked not in self._answers:
                self._answers[asked] = self._make(*asked)
            self._answers.move_to_end(asked)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
            return self._answers[asked]


class UntilWritten(Generic[*AskedT, AnswerT]):
    """The newest `most` answers of `make` that any write may change: each is kept until the next.

    For what every run asks of rows that no other kept answer is made of. Where other processes
    write too nothing is kept: their writes of such rows are told to nobody.
    """

    def __init__(self, make: Callable[[*AskedT], AnswerT], most: int = CASES) -> None:
        self._make = make
        self._most = most
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, tuple[Hashable, AnswerT]] = OrderedDict()
        update_wrapper(self, make)

    def __call__(self, *asked: *AskedT) -> AnswerT:
        """The answer. The count of writes is read first, so it is never too new."""
        store = current_store()
        if not store.turn.alone:
            return self._make(*asked)
        state = (weakref.ref(store), store.writes)
        known = self._answers.get(asked)
        if known is None or known[0] != state:
            known = (state, self._make(*asked))
            with self._lock:
                self._answers[asked] = known
                self._answers.move_to_end(asked)
                while len(self._answers) > self._most:
                    self._answers.popitem(last=False)
        return known[1]


def kept_by_case(make: Callable[[*AskedT], AnswerT]) -> Kept[*AskedT, AnswerT]:
    """Keep the answers about single cases."""
    return Kept(make, CASES)
