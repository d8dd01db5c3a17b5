"""Answers kept in the process until a table that they were read from is written to.

They hold what nobody's rights have narrowed, and whoever uses one asks `may` before anything leaves
`db`; or the person is part of what is asked, with all that their rights follow from.
"""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from functools import update_wrapper
from typing import Generic, TypeVar, TypeVarTuple

from db.engine import Store, current_store
from db.written import also_read, tables_read

AnswerT = TypeVar("AnswerT")
AskedT = TypeVarTuple("AskedT")

CASES = 256
"""How many answers about single cases are kept: more than are looked at in a working day."""


@dataclass(frozen=True, slots=True)
class Moment:
    """How often this process has written to a store, and how often others may have."""

    store: weakref.ref[Store]
    writes: int
    changes: int
    others: int

    @classmethod
    def now(cls) -> "Moment":
        """Of the store of this process."""
        store = current_store()
        others = store.turn.version()
        return cls(weakref.ref(store), store.writes, store.data_version, others)

    def holds(self, tables: frozenset[str], now: "Moment") -> bool:
        """Whether what was read from the tables then is what is in them now.

        What was read from none follows from something else: there any change may count.
        """
        store = self.store()
        if store is None or not self.ours_until(now):
            return False
        if not tables and self.changes != now.changes:
            return False
        return not store.written.since(self.writes, tables)

    def ours_until(self, now: "Moment") -> bool:
        """Whether it is the same store, and nobody but this process has written since."""
        store = self.store()
        if store is None or store is not now.store():
            return False
        same = self.others == now.others
        return same or store.turn.all_ours(self.others, now.others, now.changes)


@dataclass(frozen=True, slots=True)
class _Answer(Generic[AnswerT]):
    """What was answered, from which tables, and when that began."""

    told: AnswerT
    tables: frozenset[str]
    since: Moment


class Kept(Generic[*AskedT, AnswerT]):
    """The newest `most` answers of `make`; each made once, however many ask at the same time.

    What is asked must be hashable. Another store forgets them all, and a write those that were made
    from a table that it writes to. `also` tells of an answer what else it answers.
    """

    def __init__(
        self,
        make: Callable[[*AskedT], AnswerT],
        most: int = 1,
        also: Callable[[AnswerT], Iterable[tuple[*AskedT]]] = lambda _: (),
    ) -> None:
        self._make = make
        self._most = most
        self._also = also
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, _Answer[AnswerT]] = OrderedDict()
        update_wrapper(self, make)

    def __call__(self, *asked: *AskedT) -> AnswerT:
        """The answer. The moment is taken first, so that it is never too new."""
        now = Moment.now()
        with self._lock:
            known = self._answers.get(asked)
            if known is None or not known.since.holds(known.tables, now):
                known = self._answers[asked] = _made(self._make, now, *asked)
                self._answers |= dict.fromkeys(self._also(known.told), known)
            self._answers.move_to_end(asked)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        also_read(known.tables)
        return known.told


def _made(make: Callable[[*AskedT], AnswerT], now: Moment, *asked: *AskedT) -> _Answer[AnswerT]:
    with tables_read() as tables:
        told = make(*asked)
    return _Answer(told, frozenset(tables), now)


class UntilWritten(Generic[*AskedT, AnswerT]):
    """The newest `most` answers of `make` that any write may change: each is kept until the next.

    For what every run asks of rows that no other kept answer is made of. Where other processes
    write too nothing is kept: their writes of such rows are told to nobody.
    """

    def __init__(self, make: Callable[[*AskedT], AnswerT], most: int = CASES) -> None:
        self._make = make
        self._most = most
        self._lock = threading.Lock()
        self._answers: OrderedDict[Hashable, _Answer[AnswerT]] = OrderedDict()
        update_wrapper(self, make)

    def __call__(self, *asked: *AskedT) -> AnswerT:
        """The answer. The count of writes is read first, so it is never too new."""
        if not current_store().turn.alone:
            return self._make(*asked)
        now = Moment.now()
        known = self._answers.get(asked)
        if known is None or known.since != now:
            known = _made(self._make, now, *asked)
            with self._lock:
                self._answers[asked] = known
                self._answers.move_to_end(asked)
                while len(self._answers) > self._most:
                    self._answers.popitem(last=False)
        also_read(known.tables)
        return known.told


def kept_by_case(make: Callable[[*AskedT], AnswerT]) -> Kept[*AskedT, AnswerT]:
    """Keep the answers about single cases."""
    return Kept(make, CASES)
