"""Every action with values nobody means well with: it is done, or refused in one sentence."""

import re
import shutil
import traceback
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import func, select

from core.caseload import CAPS
from core.errors import RuleBroken
from core.words import LANGUAGES, refusal_sentence
from db import demo
from db.check import faults
from db.clock import now
from db.engine import Store, close_store, open_store, reading, transaction
from db.migrate import migrate
from db.models import AccountRow, OverrideRow, SessionRow, SupportCourseRow
from pages.shared.formats import shown
from tests.soak.calls import Action, Call, Caller, Pool, registry
from tests.soak.homes import ON
from tests.soak.size import LONG, rounds
from tests.soak.watching import Watched

OF_REFUSALS = frozenset({"throttles", "audit"})
"""What a refusal may leave: a count of tries, and its own line in the log."""
UNTOLD = frozenset({"audit", "drafts", "throttles", "digests"})
"""Tables whose rows have no line in the log: the log itself, what is being typed, what was tried."""
UNTOLD_OF = {"surveys.answer": frozenset({"survey_counts", "survey_tickets"})}
"""An answer must not stand beside the name of who gave it."""
RATES = (0.0, 0.0, 0.1, 0.3)
TAKES_AWAY = re.compile("take_back|remove|forget|close|drop|unpick|turn_down|end_|lock|settle")
MOST_SAID = 5_000
"""Characters; a person reads no more of a sentence."""
REFRESH = 100
"""After so many calls the store is read again, and looked through whole."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a demo store in which everybody is signed in."""
    path = tmp_path_factory.mktemp("bad") / "store.duckdb"
    migrate(open_store(f"duckdb:///{path}"))
    demo.fill(on=ON, young_people=16)
    with transaction() as session:
        for account in session.scalars(select(AccountRow)).all():
            row = SessionRow(account_id=account.id, started_time=now(), seen_time=now())
            session.add(row)
    close_store()
    return path


@dataclass
class Walk:
    """Many calls one after the other, and all that was wrong with them."""

    random: Random
    wrong: list[str] = field(default_factory=list)
    ends: Counter[tuple[str, str]] = field(default_factory=Counter)
    seen: Watched = field(init=False)

    def through(self, store: Store) -> None:
        """Call every action on the store, in a long run thrice."""
        self.seen, left = Watched(store), self._calls()
        while left:
            with reading() as session:
                caller = Caller(Pool(session), self.random, ON)
            for action in left[:REFRESH]:
                call = caller.call_of(action, self.random.choice(RATES))
                self._take(call)
            self._look_around(call)
            del left[:REFRESH]

    def _calls(self) -> list[Action]:
        """What takes away comes last: what the others are about must be there."""
        calls = registry() * rounds(1, 3)
        self.random.shuffle(calls)
        return sorted(calls, key=lambda each: TAKES_AWAY.search(each.name) is not None)

    def _take(self, call: Call) -> None:
        try:
            call.make()
        except RuleBroken as refusal:
            self.ends[call.action.name, refusal.code] += 1
            self._look_at_sentence(call, refusal)
            self._look_at_nothing(call)
        except Exception:  # noqa: BLE001 — any other end is what is looked for
            self.ends[call.action.name, "broke"] += 1
            self.wrong.append(f"{call}\n{traceback.format_exc(limit=-6)}")
            self._look_at_nothing(call)
        else:
            self.ends[call.action.name, "done"] += 1
            self._look_at_change(call)

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
        changed = self.seen.changed(everywhere=LONG)
        left = {table: rows for table, rows in changed.items() if table not in OF_REFUSALS}
        if left:
            self.wrong.append(f"not done, yet changed {left}: {call}")

    def _look_at_change(self, call: Call) -> None:
        changed, noted = self.seen.changed(everywhere=LONG), self.seen.noted()
        untold = UNTOLD | UNTOLD_OF.get(call.action.name, frozenset())
        for table, rows in changed.items():
            missing = rows - noted.get(table, set())
            if missing and table not in untold:
                self.wrong.append(f"{table} changed without a line: {missing} {call}")

    def _look_around(self, last: Call) -> None:
        """What must hold of the whole store."""
        unseen = self.seen.changed(everywhere=True)
        if unseen:
            self.wrong.append(f"changed where no statement was seen: {unseen}, before {last}")
        found = [*(f"{each}, by {last}" for each in faults(ON)), *_beyond_caps()]
        self.wrong.extend(each for each in found if each not in self.wrong)


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


@pytest.mark.asvs("2.2.1", "2.2.2", "2.3.3")
def test_every_action_is_done_or_refused_in_one_sentence_whatever_it_is_given(
    filled: Path, tmp_path: Path
) -> None:
    walk = Walk(Random(20260504))
    for number in range(rounds(1, 15)):
        folder = shutil.copytree(filled.parent, tmp_path / str(number))
        walk.through(open_store(f"duckdb:///{folder / filled.name}"))
        close_store()
    done = {name for name, end in walk.ends if end == "done"}
    ends = Counter(end for _, end in walk.ends.elements())
    print(f"{ends.total()} calls, {ends['done']} done, {len(done)} of {len(registry())} actions")
    assert not walk.wrong, f"{len(walk.wrong)}:\n" + "\n\n".join(walk.wrong[:60])
