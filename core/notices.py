"""From what is due to notices: how near each is, and how many there are of each kind.

The rules are in `core.notice_rules`, whom they reach in `core.addressees`.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from core.alphabet import danish_order
from core.notice_rules import RULES
from core.parties import plain
from core.records.network import Consent
from core.records.notices import Counted, Notice, NoticeKind, When
from core.week import week_of


def end_of_week(on: date) -> date:
    """The Sunday of the week."""
    return week_of(on).sunday


def nearness(due_date: date, on: date, *, late: bool = True) -> When:
    """Overdue, this week, or later; what is not `late` is told this week from its day on."""
    if due_date < on and late:
        return When.OVERDUE
    return When.WEEK if due_date <= end_of_week(on) else When.MONTH


def running_out(consents: Iterable[Consent], on: date) -> tuple[Consent, ...]:
    """Of one case's consents: those that run out soon or did so lately, not renewed or withdrawn.

    A consent is renewed by a later one for the same party that lasts longer.
    """
    rule, on_file = RULES["consent"], tuple(consents)
    return tuple(
        each
        for each in on_file
        if each.valid_to is not None
        and each.given_date <= on
        and not _withdrawn(each, on)
        and rule.tells(each.valid_to, on)
        and not any(_renews(other, each, on) for other in on_file)
    )


def _withdrawn(consent: Consent, on: date) -> bool:
    return consent.withdrawn_date is not None and consent.withdrawn_date <= on


def _renews(later: Consent, earlier: Consent, on: date) -> bool:
    """Later: given on a later day, or by the same person on the same day."""
    if plain(later.party) != plain(earlier.party) or _withdrawn(later, on):
        return False
    lasts = later.valid_to is None or later.valid_to > (earlier.valid_to or date.max)
    after = later.given_date > earlier.given_date
    same = later.given_date == earlier.given_date and later.given_by == earlier.given_by
    return lasts and (after or same)


def counts(notices: Iterable[Notice]) -> tuple[Counted, ...]:
    """What is overdue and due this week, by kind; kinds without either are not there.

    Numbers and kinds only: this is all that a mail may say (R21).
    """
    counted = Counter((each.kind, each.when) for each in notices)
    found = (
        Counted(kind, counted[kind, When.OVERDUE], counted[kind, When.WEEK]) for kind in NoticeKind
    )
    return tuple(each for each in found if each.overdue or each.week)


def ordered(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Overdue first, then this week's, then the later ones; within each the earliest first."""
    order = {when: place for place, when in enumerate(When)}

    def place(each: Notice) -> tuple[int, date, str]:
        return order[each.when], each.due_date, danish_order(each.name)

    return tuple(sorted(notices, key=place))


@dataclass(frozen=True, slots=True)
class Pile:
    """Notices, the most pressing first, and how many of them there are of each nearness."""

    notices: tuple[Notice, ...] = ()
    of_when: Mapping[When, int] = field(default_factory=dict)


def piles(notices: Sequence[Notice]) -> dict[NoticeKind | None, Pile]:
    """All of them under None, then those of each kind that is there, in the order of the kinds."""
    kinds: dict[NoticeKind, list[Notice]] = {kind: [] for kind in NoticeKind}
    for each in notices:
        kinds[each.kind].append(each)
    whole = Pile(tuple(notices), of_when(notices))
    return {None: whole} | {
        kind: Pile(tuple(own), of_when(own)) for kind, own in kinds.items() if own
    }


def of_when(notices: Sequence[Notice]) -> dict[When, int]:
    """How many there are of each nearness; those without any are there with 0."""
    counted = Counter(each.when for each in notices)
    return {when: counted[when] for when in When}
