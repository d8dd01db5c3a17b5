"""Calls one after the other on one store, and all that was wrong with them."""

import traceback
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select

from core.caseload import CAPS
from core.errors import RuleBroken
from core.words import LANGUAGES, refusal_sentence
from db.check import faults
from db.engine import Store, reading
from db.models import OverrideRow, SupportCourseRow
from pages.shared.formats import shown
from tests.soak.calls import Call
from tests.soak.watching import Watched

OF_REFUSALS = frozenset({"throttles", "audit"})
"""What a refusal may leave: a count of tries, and its own line in the log."""
UNTOLD = frozenset({"audit", "drafts", "throttles", "digests", "store"})
"""Tables whose rows have no line in the log: itself, what is being typed, what was tried, counters."""
UNTOLD_OF = {"surveys.answer": frozenset({"survey_counts", "survey_tickets"})}
"""An answer must not stand beside the name of who gave it."""
MOST_SAID = 5_000
"""Characters; a person reads no more of a sentence."""
DONE, BROKE = "done", "broke"


@dataclass
class Walk:
    """`ends` counts by action how its calls ended: done, broke, or the code of a refusal."""

    store: Store
    on: date
    ends: Counter[tuple[str, str]] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    seen: Watched = field(init=False)

    def __post_init__(self) -> None:
        self.seen = Watched(self.store)

    def through(self, calls: Iterable[Call]) -> list[str]:
        """Make the calls, look through the whole store, and put it back; what was wrong."""
        for call in calls:
            self.make(call)
        self._look_around()
        self.seen.rewind()
        wrong, self.wrong = self.wrong, []
        return wrong

    def make(self, call: Call) -> str:
        """Make one call; how it ended."""
        try:
            call.make()
        except RuleBroken as refusal:
            end = refusal.code
            self._look_at_sentence(call, refusal)
            self._look_at_nothing(call)
        except Exception:  # noqa: BLE001 — any other end is what is looked for
            end = BROKE
            self.wrong.append(f"{call}\n{traceback.format_exc(limit=-6)}")
            self._look_at_nothing(call)
        else:
            end = DONE
            self._look_at_change(call)
        self.ends[call.action.name, end] += 1
        return end

    def called(self) -> set[str]:
        """The actions that were called."""
        return {name for name, _ in self.ends}

    def done(self) -> set[str]:
        """The actions of which a call was done."""
        return {name for name, end in self.ends if end == DONE}

    def counted(self) -> str:
        """How many calls there were, in a line."""
        ends = Counter(end for _, end in self.ends.elements())
        actions = len(self.called())
        return f"{ends.total()} calls of {actions} actions, {ends[DONE]} done of {len(self.done())}"

    def _look_at_sentence(self, call: Call, refusal: RuleBroken) -> None:
        for language in LANGUAGES:
            try:
                said = refusal_sentence(language, refusal, shown)
            except Exception:  # noqa: BLE001 — whatever it is, there was no sentence
                self.wrong.append(f"no sentence: {call}\n{traceback.format_exc(limit=-3)}")
            else:
                if not 0 < len(said) < MOST_SAID:
                    self.wrong.append(f"a sentence of {len(said)} characters: {call}")

    def _look_at_nothing(self, call: Call) -> None:
        changed = self.seen.changed()
        left = {table: rows for table, rows in changed.items() if table not in OF_REFUSALS}
        if left:
            self.wrong.append(f"not done, yet changed {left}: {call}")

    def _look_at_change(self, call: Call) -> None:
        changed, noted = self.seen.changed(), self.seen.noted()
        untold = UNTOLD | UNTOLD_OF.get(call.action.name, frozenset())
        for table, rows in changed.items():
            missing = rows - noted.get(table, set())
            if missing and table not in untold:
                self.wrong.append(f"{table} changed without a line: {missing} {call}")

    def _look_around(self) -> None:
        """What must hold of the whole store."""
        unseen = self.seen.changed(everywhere=True)
        if unseen:
            self.wrong.append(f"changed where no statement was seen: {unseen}")
        self.wrong += [str(each) for each in (*faults(self.on), *_beyond_caps())]


def _beyond_caps() -> list[str]:
    """Workers with more young people in a method than its hard cap, and no word that it may be."""
    course = SupportCourseRow
    counted = (
        select(course.worker_id, course.method, func.count())
        .where(course.end_date.is_(None))
        .group_by(course.worker_id, course.method)
    )
    hard = {str(cap.subject): cap.limit for cap in CAPS if cap.hard}
    with reading() as session:
        allowed = set(session.scalars(select(OverrideRow.staff_id)))
        return [
            f"{worker} has too many"
            for worker, method, count in session.execute(counted)
            if count > hard.get(method, count) and worker not in allowed
        ]
