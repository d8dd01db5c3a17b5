"""What is told of open cases, made again for those alone that stand otherwise than before.

For `notices` only, which asks one at a time: nobody's rights are asked here.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from core.addressees import Roster, told_of
from core.notice_rules import RULES, NoticeRule
from core.notices import nearness
from core.permissions import Act
from core.records.notices import Notice, Told
from core.records.overview import Standing
from core.records.people import Reach
from db.queries import overview

_Whom = dict[tuple[str, Act | None, Reach], tuple[Told, ...]]
"""Who is told, by addressee, act and the people around a case: many cases have the same."""


RunningOut = Mapping[str, tuple[tuple[str, date], ...]]
"""By case: parties and last days of consents that run out or have run out lately."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What is told of a case, and what it was made from."""

    standing: Standing
    consents: tuple[tuple[str, date], ...]
    notices: tuple[Notice, ...]


class CasesTold:
    """The notices of every open case, each kept with what it was made from.

    A standing that nothing has touched is the same object as before (`db.queries.standings`).
    """

    def __init__(self) -> None:
        self._made_for: tuple[Roster, date] | None = None
        self._by_id: dict[str, _Told] = {}

    def on(self, day: date, here: Roster, running_out: RunningOut) -> Iterator[Notice]:
        """All of them, as they are told to who is there on the day."""
        if self._made_for is None or self._made_for[0] is not here or self._made_for[1] != day:
            self._made_for, self._by_id = (here, day), {}
        known, found, whom = self._by_id, dict[str, _Told](), _Whom()
        for standing in overview.every_standing(day):
            case_id = standing.facts.id
            consents, before = running_out.get(case_id, ()), known.get(case_id)
            if before is None or before.standing is not standing or before.consents != consents:
                notices = (
                    *_of_dues(standing, here, day, whom),
                    *_of_consents(standing, consents, here, day, whom),
                )
                before = _Told(standing, consents, notices)
            found[case_id] = before
        self._by_id = found
        return (notice for told in found.values() for notice in told.notices)


def _of_dues(standing: Standing, here: Roster, on: date, whom: _Whom) -> Iterator[Notice]:
    for due in standing.dues:
        rule = RULES[due.kind]
        if rule.tells(due.due_date, on):
            yield Notice(
                rule.name,
                rule.kind,
                due.due_date,
                nearness(due.due_date, on, late=due.overdue),
                _told_of(rule, standing.facts.reach, here, whom),
                name=standing.facts.name,
                reach=standing.facts.reach,
                case=standing,
                due=due,
            )


def _of_consents(
    standing: Standing,
    consents: Iterable[tuple[str, date]],
    here: Roster,
    on: date,
    whom: _Whom,
) -> Iterator[Notice]:
    rule = RULES["consent"]
    for party, valid_to in consents:
        yield Notice(
            rule.name,
            rule.kind,
            valid_to,
            nearness(valid_to, on),
            _told_of(rule, standing.facts.reach, here, whom),
            page="network_meeting",
            address={"case": str(standing.facts.number), "part": "consent"},
            name=standing.facts.name,
            reach=standing.facts.reach,
            what=party,
        )


def _told_of(rule: NoticeRule, reach: Reach, here: Roster, whom: _Whom) -> tuple[Told, ...]:
    asked = (rule.to, rule.act, reach)
    if asked not in whom:
        whom[asked] = told_of(rule, here, reach=reach)
    return whom[asked]
