"""What the team looked at in the last months, and the samples of it that were gone through."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from core.access_log import month_end, month_of
from core.access_sampling import (
    LOOKS,
    WANTED,
    Drawn,
    Known,
    KnownAccount,
    KnownCase,
    Look,
    in_the_lots,
    sampled,
    surname,
)
from core.calendar import add_months
from core.codes import Role
from core.permissions import PAGES, Act, Scope, may, scopes
from core.records.access_log import Finding, LineKind
from core.records.people import Person
from db.clock import danish_midnight
from db.demo.days import plus, workday
from db.demo.life import Life
from db.demo.rows import Rows, moment
from db.models import (
    AccessReviewRow,
    AccessSampleRow,
    AccountRoleRow,
    AccountRow,
    AuditRow,
    CaseRow,
    YoungPersonRow,
)

DAYS = 75
"""How far back the looks go."""
EACH_DAY = 2
"""Looks of one person on a day, at the most."""
SHOWN = ("young_person", "network_meeting", "support_phase", "contacts", "housing")
ALONE = ("status", "notices", "tasks")
_ASKED = "Talt med medarbejderen den følgende uge: vikar for en kollega den dag."


def write_access_log(rows: Rows, lives: Sequence[Life], on: date, seed: int) -> None:
    """Lines of the log up to yesterday, and the samples of the two months that are over."""
    dice = Random(f"{seed} access log")
    people = _people(rows)
    lines = sorted(_lines(people, lives, on, dice), key=lambda line: line["time"])
    for line in lines:
        day = line["time"].date()
        line["id"] = line["row_id"] = rows.key(day)
        rows.add(AuditRow, day, **line)
    known = Known(_cases(rows, lives), {each.account_id: _account(each) for each in people})
    numbered = list(enumerate(lines, start=1))
    for back in (2, 1):
        month = add_months(month_of(on), -back)
        looks = [_look(number, line) for number, line in numbered if _within(line, month)]
        _write_review(rows, looks, known, month, people, done=back > 1, dice=dice)


def _people(rows: Rows) -> list[Person]:
    roles: dict[str, set[Role]] = {}
    for row in rows.by_table[AccountRoleRow]:
        roles.setdefault(row["account_id"], set()).add(Role(row["role"]))
    return [
        Person(row["id"], row["name"], frozenset(roles[row["id"]]), staff_id=row["staff_id"])
        for row in rows.by_table[AccountRow]
    ]


def _lines(
    people: Sequence[Person], lives: Sequence[Life], on: date, dice: Random
) -> Iterator[dict[str, Any]]:
    own: dict[str, list[Life]] = defaultdict(list)
    for life in lives:
        for employed in filter(None, (life.coordinator, life.worker)):
            own[employed.id].append(life)
    working = [each for each in people if may(each, Act.SEE_CASE)]
    for back in range(DAYS, 0, -1):
        day = plus(on, -back)
        if workday(day) == day:
            for each in working:
                theirs = own.get(each.staff_id or "") or _anybodys(each, lives, dice)
                yield from _of_day(each, theirs, day, dice)


def _anybodys(person: Person, lives: Sequence[Life], dice: Random) -> list[Life]:
    """A leader now and then looks at somebody's records."""
    wide = Scope.ALL in scopes(person, Act.SEE_CASE)
    return [dice.choice(lives)] if wide and dice.random() < 1 / 8 else []


def _of_day(
    person: Person, own: Sequence[Life], day: date, dice: Random
) -> Iterator[dict[str, Any]]:
    yield _line(person, LineKind.READ, dice.choice(ALONE), day, dice)
    begun = [life for life in own if life.course.referral <= day]
    for _ in range(dice.randint(0, EACH_DAY) if begun else 0):
        life = dice.choice(begun)
        yield _line(person, LineKind.READ, dice.choice(SHOWN), day, dice, life)


def _line(
    person: Person, kind: LineKind, page: str, day: date, dice: Random, life: Life | None = None
) -> dict[str, Any]:
    late = dice.random() < 1 / 80
    name, value = ("case", life.number) if life else ("page", 1)
    return {
        "time": _moment(day, 20 if late else dice.randint(8, 15), dice.randint(0, 59)),
        "account_id": person.account_id,
        "name": person.name,
        "act": PAGES[page].value,
        "kind": kind.value,
        "table_name": page,
        "case_id": life.case_id if life else None,
        "changes": json.dumps({name: [None, str(value)]}),
    }


def _moment(day: date, hour: int, minute: int) -> datetime:
    return danish_midnight(day) + timedelta(hours=hour, minutes=minute)


def _within(line: Mapping[str, Any], month: date) -> bool:
    first, last = danish_midnight(month), danish_midnight(plus(month_end(month), 1))
    return line["kind"] in LOOKS and first <= line["time"] < last


def _look(number: int, line: Mapping[str, Any]) -> Look:
    kind, case_id = LineKind(line["kind"]), line["case_id"]
    return Look(line["id"], number, line["time"], line["account_id"], kind, case_id)


def _cases(rows: Rows, lives: Sequence[Life]) -> dict[str, KnownCase]:
    protected = {row["id"] for row in rows.by_table[YoungPersonRow] if row["protected_identity"]}
    hidden = {row["id"] for row in rows.by_table[CaseRow] if row["young_person_id"] in protected}
    return {
        life.case_id: KnownCase(
            surname(life.young.name),
            protected=life.case_id in hidden,
            closed=life.course.end,
            staff_ids=frozenset(each.id for each in (life.coordinator, life.worker) if each),
        )
        for life in lives
    }


def _account(person: Person) -> KnownAccount:
    wide = Scope.ALL in scopes(person, Act.SEE_CASE)
    return KnownAccount(surname(person.name), person.staff_id, wide)


def _write_review(
    rows: Rows,
    looks: Sequence[Look],
    known: Known,
    month: date,
    people: Sequence[Person],
    *,
    done: bool,
    dice: Random,
) -> None:
    seed, day = dice.randrange(10**6), plus(month_end(month), 1)
    lots = in_the_lots(looks)
    review_id = rows.add(
        AccessReviewRow,
        day,
        month=month,
        drawn_time=moment(day),
        seed=seed,
        wanted=WANTED,
        pool=len(lots),
        first_sequence=lots[0].sequence if lots else None,
        last_sequence=lots[-1].sequence if lots else None,
    )
    for place, drawn in enumerate(sampled(looks, known, seed=seed, on=day)):
        signed = _signed(drawn, place, day, people) if done or place % 2 else {}
        rows.add(
            AccessSampleRow,
            day,
            review_id=review_id,
            account_id=drawn.looks[0].account_id,
            case_id=drawn.looks[0].case_id,
            sequences=";".join(str(look.sequence) for look in drawn.looks),
            rules=";".join(drawn.rules),
            **signed,
        )


def _signed(drawn: Drawn, place: int, day: date, people: Sequence[Person]) -> dict[str, Any]:
    """By the leader, but the leader's own by the administrator; one had to be asked about."""
    whose, asked = drawn.looks[0].account_id, place == 1
    leader = next(each for each in people if may(each, Act.REVIEW_ACCESS))
    office = next(each for each in people if may(each, Act.REVIEW_LEADERS_ACCESS))
    by = office if whose == leader.account_id else leader
    return {
        "finding": (Finding.ASKED if asked else Finding.IN_ORDER).value,
        "note": _ASKED if asked else None,
        "found_by_id": by.account_id,
        "found_by": by.name,
        "found_time": moment(plus(day, 6)),
    }
