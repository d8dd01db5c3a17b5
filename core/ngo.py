"""The fixed points of a case with an NGO in it: referral, first talk and closing talk.

The three points and who takes part are from the evaluation of cooperation with NGOs (box 6-7); the
days are practice. Rows lie in `reference/ngo_talks.csv`.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from core.alphabet import danish_order
from core.errors import MissingValue, NobodyChosen, RuleBroken, UnknownCode
from core.parties import plain
from core.records.ngo import Ngo, NgoSpan, NgoTalk, TalkLine, TalkState
from core.reference_rows import rows
from core.texts import (
    LINE,
    NAME,
    check_codes,
    check_order,
    optional_text,
    past_date,
    required_date,
    required_text,
)

BEGIN, END = "begin", "end"
HELD, NOT_RELEVANT = TalkState.HELD.value, TalkState.NOT_RELEVANT.value
OUTCOMES = (HELD, NOT_RELEVANT)
STILL_TOLD = timedelta(days=90)
"""So long after a case ended its missing talks are still told of; practice."""


class NgoNamedAlready(RuleBroken):
    """The NGO is named on the case on some of the same days (facts: name, date)."""

    code = "ngo_named_already"


@dataclass(frozen=True, slots=True)
class TalkRule:
    """One of the three talks: so many days from the first or the last day, and who takes part."""

    talk: str
    counts_from: str
    days: int
    who: tuple[str, ...]
    source: str


@cache
def talk_rules() -> tuple[TalkRule, ...]:
    """The three talks in their order."""
    return tuple(
        TalkRule(
            talk=row["talk"],
            counts_from=row["counts_from"],
            days=int(row["days"]),
            who=tuple(row["who"].split(";")),
            source=row["source"],
        )
        for row in rows("ngo_talks")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class NgoTold:
    """An NGO named by hand, as typed."""

    name: str | None
    from_date: date | None
    to_date: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TalkTold:
    """A talk as typed; `outcome` is one of OUTCOMES, `reason` says why it is not relevant."""

    talk: str
    outcome: str | None
    day: date | None = None
    took_part: tuple[str, ...] = ()
    note: str | None = None
    reason: str | None = None


def key_of(organisation: str) -> str:
    """Twelve hexadecimal digits that tell NGOs apart, without their name in them."""
    return hashlib.sha256(plain(organisation).encode()).hexdigest()[:12]


def checked_ngo(told: NgoTold, earlier: Iterable[NgoSpan], *, but: str | None = None) -> NgoTold:
    """The NGO with a cleaned name; `but` is the row being changed. Raises NgoNamedAlready."""
    name = required_text("name", told.name, NAME)
    first = required_date("from_date", told.from_date)
    check_order("to_date", first, told.to_date)
    for each in earlier:
        same = each.named_id not in {None, but} and plain(each.name) == plain(name)
        if (
            same
            and first <= (each.to_date or date.max)
            and each.from_date <= (told.to_date or date.max)
        ):
            raise NgoNamedAlready("name", name=each.name, date=each.from_date)
    return NgoTold(name=name, from_date=first, to_date=told.to_date)


def checked_talk(told: TalkTold, on: date) -> TalkTold:
    """The talk with what its outcome asks for and nothing else. Raises the first refusal."""
    if told.talk not in {rule.talk for rule in talk_rules()}:
        raise UnknownCode("talk", value=told.talk)
    if not told.outcome:
        raise MissingValue("outcome")
    if told.outcome not in OUTCOMES:
        raise UnknownCode("outcome", value=told.outcome)
    if told.outcome == NOT_RELEVANT:
        reason = required_text("reason", told.reason, LINE)
        return TalkTold(talk=told.talk, outcome=NOT_RELEVANT, reason=reason)
    day = past_date("date", told.day, on)
    who = check_codes("took_part", "ngo_talk_role", told.took_part, on)
    if not who:
        raise NobodyChosen("took_part")
    note = optional_text("note", told.note, LINE)
    return TalkTold(talk=told.talk, outcome=HELD, day=day, took_part=who, note=note)


def ngos(spans: Iterable[NgoSpan], talks: Iterable[NgoTalk], on: date) -> tuple[Ngo, ...]:
    """The NGOs of one case by name, each with its three talks as they stand on the day."""
    found: dict[str, list[NgoSpan]] = {}
    for span in spans:
        found.setdefault(plain(span.name), []).append(span)
    recorded = {(plain(each.organisation), each.talk): each for each in talks}
    return tuple(_ngo(name, found[name], recorded, on) for name in sorted(found, key=danish_order))


def _ngo(
    name: str, spans: list[NgoSpan], recorded: dict[tuple[str, str], NgoTalk], on: date
) -> Ngo:
    ends = [span.to_date for span in spans]
    begin, end = min(span.from_date for span in spans), _latest(ends)
    lines = tuple(
        _line(rule, begin, end, recorded.get((name, rule.talk)), on) for rule in talk_rules()
    )
    return Ngo(key_of(name), spans[0].name, begin, end, tuple(spans), lines)


def _latest(ends: list[date | None]) -> date | None:
    """The last of the last days; None where one of them is open."""
    known = [each for each in ends if each is not None]
    return max(known) if len(known) == len(ends) else None


def _line(
    rule: TalkRule, begin: date, end: date | None, recorded: NgoTalk | None, on: date
) -> TalkLine:
    if recorded is not None:
        state = TalkState.NOT_RELEVANT if recorded.not_relevant else TalkState.HELD
        return TalkLine(rule.talk, state, None, recorded)
    start = begin if rule.counts_from == BEGIN else end
    if start is None:
        return TalkLine(rule.talk, TalkState.LATER, None, None)
    last = start + timedelta(days=rule.days)
    if on < start:
        return TalkLine(rule.talk, TalkState.LATER, last, None)
    return TalkLine(rule.talk, TalkState.OVERDUE if last < on else TalkState.DUE, last, None)


def still_told(over: date | None, on: date) -> bool:
    """Whether a case's missing talks are told of: it is open, or ended not long ago."""
    return over is None or on <= over + STILL_TOLD
